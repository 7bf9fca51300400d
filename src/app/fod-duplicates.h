/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-entity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * fod_duplicates_find:
 * @list: of FodEntity
 * @candidate: a row that is about to be made, of the same kind
 * @exact: %NULL-terminated names of fields in which an equal value tells that it is the same one (a
 *   CPR number, a telephone number)
 *
 * Looks for a row that may be the same person or company: equal in one of @exact, or the same name,
 * whatever the spelling of æ, ø, å and the order of the words, or all words of one name in the
 * other. A hint for a person; nothing is ever merged by it.
 *
 * Returns: (transfer none) (nullable): the row that is most like it
 */
FodEntity *
fod_duplicates_find (GListModel *list, const FodRecord *candidate, const char *const *exact);

G_END_DECLS
