/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_capture_finish_key: Ctrl+Enter activates @action anywhere inside @widget, also in a text of
 * lines, which would take it for a new line */
void fod_capture_finish_key (GtkWidget *widget, const char *action);

G_END_DECLS
