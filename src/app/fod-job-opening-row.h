/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_job_opening_row_new: @context: a FodContext; Returns: (transfer floating): a job that was
 * heard of at an employer */
GtkWidget *fod_job_opening_row_new (gpointer entity, gpointer context);

G_END_DECLS
