/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * fod_entry_error_show:
 * @title: stands above @entry and says @plain
 * @reason: (nullable): what is to be written instead; %NULL when nothing is wrong
 *
 * Says what is wrong with an entry outside a form beside its title, where it is seen and read out.
 */
void
fod_entry_error_show (GtkEditable *entry, GtkLabel *title, const char *plain, const char *reason);

G_END_DECLS
