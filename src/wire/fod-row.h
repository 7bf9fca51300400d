/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FodRowState:
 * @FOD_ROW_LIVE: fields and versions follow
 * @FOD_ROW_DELETED: a tombstone
 * @FOD_ROW_GONE: it left the scope, and lives on elsewhere
 * @FOD_ROW_ERASED: nothing of it is left anywhere, for ever
 */
typedef enum
{
  FOD_ROW_LIVE,
  FOD_ROW_DELETED,
  FOD_ROW_GONE,
  FOD_ROW_ERASED
} FodRowState;

/**
 * FodRow:
 * @seq: its place in the scope's feed, 0 outside a feed
 * @rv: the row's version counter
 * @fields: field → canonical text; fields that this program does not know are kept as they came
 * @versions: field → the row's counter at the field's last change, decimal text
 * @gone_by, @gone_at: (nullable): of a tombstone: who deleted the row and when, ms since 1970, by
 *   which rows that went together are known
 *
 * A row as the server has it. A value, counted.
 */
typedef struct
{
  gatomicrefcount refs;
  char *kind;
  char *id;
  guint64 seq;
  guint64 rv;
  FodRowState state;
  GHashTable *fields;
  GHashTable *versions;
  char *gone_by;
  gint64 gone_at;
} FodRow;

#define FOD_TYPE_ROW (fod_row_get_type ())
GType fod_row_get_type (void);

/** fod_row_new: Returns: (transfer full): a live row without fields */
FodRow *fod_row_new (const char *kind, const char *id);

FodRow *fod_row_ref (FodRow *self);
void fod_row_unref (FodRow *self);

/** fod_row_check_word: Returns: the first 8 bytes of SHA-256 over kind, id and rv, to be XORed into
 * a scope's check hash (PROTOCOL.md, pull) */
guint64 fod_row_check_word (const char *kind, const char *id, guint64 rv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRow, fod_row_unref)

G_END_DECLS
