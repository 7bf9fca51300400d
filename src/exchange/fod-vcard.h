/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-exchange-error.h"

G_BEGIN_DECLS

/**
 * FodVcard:
 * @name: the name to show, made from its parts when the card has none; may be %NULL
 * @organisation: (nullable): where they work
 * @department: (nullable): and in which part of it
 * @title: (nullable): their job
 * @street: (nullable): with @postcode and @town of the first address
 * @website: (nullable):
 * @note: (nullable): lines
 * @phones: (element-type utf8): no fax; the preferred first, then mobile, then work
 * @emails: (element-type utf8): the preferred first
 * @line: where the card begins, counted from 1
 *
 * What we take of a vCard, and give in one.
 */
typedef struct
{
  char *name;
  char *organisation;
  char *department;
  char *title;
  char *street;
  char *postcode;
  char *town;
  char *website;
  char *note;
  GPtrArray *phones;
  GPtrArray *emails;
  guint line;
} FodVcard;

/** fod_vcard_new: Returns: (transfer full): an empty card */
FodVcard *fod_vcard_new (void);

/** fod_vcard_free: */
void fod_vcard_free (FodVcard *self);

/**
 * fod_vcard_parse:
 * @bytes: a file of vCards 2.1, 3.0 or 4.0, mixed as it may be
 * @line: (out) (optional): with an error, the line that it is about, 0 for the file
 *
 * Cards of groups are left out, and so are cards inside cards (2.1's AGENT).
 *
 * Returns: (transfer full) (element-type FodVcard) (nullable): the cards. Error:
 *   %FOD_EXCHANGE_ERROR
 */
GPtrArray *fod_vcard_parse (GBytes *bytes, guint *line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodVcard, fod_vcard_free)

G_END_DECLS
