/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_left_tell: @entity, which was shown in @from, is in its list no more: says @said (transfer
 * full) when this laptop has it no more. What is in the bin was moved there, and that was said. */
void fod_left_tell (GtkWidget *from, FodContext *context, FodEntity *entity, char *said);

G_END_DECLS
