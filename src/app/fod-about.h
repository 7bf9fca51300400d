/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_about_show: shows what this program is, over @parent (may be %NULL) */
void fod_about_show (GtkWindow *parent);

G_END_DECLS
