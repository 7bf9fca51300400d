/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows for jobs and what changes in them; as fod-row-of.h. */

/** fod_job_row_of_placement: @book: a FodJobBook, for the hours of today; Returns: (transfer
 * floating): a job or an education */
GtkWidget *fod_job_row_of_placement (gpointer entity, gpointer book);

/** fod_job_row_of_change: @context: a FodContext; Returns: (transfer floating): other hours, other
 * pay or other work from a day on */
GtkWidget *fod_job_row_of_change (gpointer entity, gpointer context);

/** fod_job_row_of_sheet: @context: a FodContext; Returns: (transfer floating): a benefits
 * counselling */
GtkWidget *fod_job_row_of_sheet (gpointer entity, gpointer context);

G_END_DECLS
