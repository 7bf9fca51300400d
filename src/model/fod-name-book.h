/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodNameBook:
 *
 * What rows are called that other rows refer to: a follow-up's participant, its employer. A name is
 * looked up when it is first asked for, and kept true. Signal: "changed" (), once after any number
 * of names came or changed.
 */
#define FOD_TYPE_NAME_BOOK (fod_name_book_get_type ())
G_DECLARE_FINAL_TYPE (FodNameBook, fod_name_book, FOD, NAME_BOOK, GObject)

/** fod_name_book_new: Returns: (transfer full): an empty book */
FodNameBook *fod_name_book_new (FodStore *store);

/** fod_name_book_get: Returns: (transfer none) (nullable): the name of that row; %NULL while it is
 * looked up ("changed" follows), for a row that is not on this laptop, and for a %NULL @id */
const char *fod_name_book_get (FodNameBook *self, const char *kind, const char *id);

G_END_DECLS
