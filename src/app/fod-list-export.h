/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * fod_list_export:
 * @list: of FodEntity of @kind, in the order of the file
 *
 * Asks where to and writes the rows of a list as a CSV file that a spreadsheet opens: a heading a
 * field, codes and users in words, dates as people write them. A CPR number is never written.
 */
void fod_list_export (GtkWidget *from, FodContext *context, const char *kind, GListModel *list);

G_END_DECLS
