/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-exchange-error.h"

G_BEGIN_DECLS

/**
 * FodVcardLine:
 * @name: the property, upper case, without its group
 * @types: the parameters' values, lower case, each between commas (",work,voice,")
 * @value: the value, unfolded and decoded to UTF-8, its escapes still in it; empty for pictures and
 *   sounds, which are passed over
 * @line: where it begins, counted from 1
 *
 * One content line of a vCard.
 */
typedef struct
{
  char *name;
  char *types;
  char *value;
  guint line;
} FodVcardLine;

/** fod_vcard_line_clear: frees what @self holds */
void fod_vcard_line_clear (FodVcardLine *self);

/** fod_vcard_line_has_type: Returns: whether "TYPE=@type", or "@type" as in 2.1, is there */
gboolean fod_vcard_line_has_type (const FodVcardLine *self, const char *type);

/**
 * fod_vcard_line_split:
 *
 * Returns: (transfer full): the parts of a value of several parts (N, ORG, ADR), escapes resolved
 */
char **fod_vcard_line_split (const FodVcardLine *self);

/** fod_vcard_line_dup_text: Returns: (transfer full): the value, escapes resolved, without control
 * characters but line ends */
char *fod_vcard_line_dup_text (const FodVcardLine *self);

/**
 * FodVcardReader:
 * @next: what is still to read
 * @end: its end
 * @line: of @next, counted from 1
 */
typedef struct
{
  const char *next;
  const char *end;
  guint line;
} FodVcardReader;

/**
 * fod_vcard_reader_read:
 * @line: (out caller-allocates): emptied first; the next line, its name %NULL at the end
 *
 * Returns: whether it went well. Error: %FOD_EXCHANGE_ERROR; @line then says where
 */
gboolean fod_vcard_reader_read (FodVcardReader *self, FodVcardLine *line, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FodVcardLine, fod_vcard_line_clear)

G_END_DECLS
