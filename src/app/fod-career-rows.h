/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows for the lists of a career profile; functions for fod_entity_group_bind() over a model of
 * FodEntity. */

/** fod_career_row_of_earlier_job: @context: a FodContext; Returns: (transfer floating): a job from
 * before the course */
GtkWidget *fod_career_row_of_earlier_job (gpointer entity, gpointer context);

G_END_DECLS
