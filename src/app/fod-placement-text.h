/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-directory.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/* A job or an education in words. */

/** fod_placement_text_title: @employer may be %NULL; Returns: (transfer full): "Warehouse worker,
 * Jysk Lager", or the kind when nothing else is known */
char *
fod_placement_text_title (FodDirectory *directory, FodEntity *placement, const char *employer);

/** fod_placement_text_details: @minutes: a week, -1 for not known; Returns: (transfer full): kind,
 * stage, hours and dates */
char *fod_placement_text_details (FodDirectory *directory, FodEntity *placement, int minutes);

/** fod_placement_text_get_minutes: Returns: the weekly minutes with which it began, or -1 */
int fod_placement_text_get_minutes (FodEntity *placement);

/** fod_placement_text_terms: @entity: whatever names hours and pay; @more, @still_more: fields or
 * %NULL; Returns: (transfer full): "5 h a week · 150.00 kr. an hour", and the texts of the fields
 */
char *fod_placement_text_terms (FodEntity *entity, const char *more, const char *still_more);

G_END_DECLS
