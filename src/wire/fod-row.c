/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodRow: a row as the server has it, as a value; and the word by which two sides compare what
 * they hold without sending it. */

#include "config.h"

#include "wire/fod-row.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (FodRow, fod_row, fod_row_ref, fod_row_unref)

FodRow *
fod_row_new (const char *kind, const char *id)
{
  FodRow *self;

  g_return_val_if_fail (kind != NULL && id != NULL, NULL);

  self = g_new0 (FodRow, 1);
  g_atomic_ref_count_init (&self->refs);
  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  self->state = FOD_ROW_LIVE;
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

FodRow *
fod_row_ref (FodRow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
fod_row_unref (FodRow *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->kind);
  g_free (self->id);
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->versions);
  g_free (self->gone_by);
  g_free (self);
}

guint64
fod_row_check_word (const char *kind, const char *id, guint64 rv)
{
  g_autoptr (GChecksum) checksum = NULL;
  g_autofree char *text = NULL;
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 word = 0;

  g_return_val_if_fail (kind != NULL && id != NULL, 0);

  text = g_strdup_printf ("%s\n%s\n%" G_GUINT64_FORMAT, kind, id, rv);
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guint8 *)text, (gssize)strlen (text));
  g_checksum_get_digest (checksum, digest, &size);
  for (guint i = 0; i < 8; i++)
    word = word << 8 | digest[i];
  return word;
}
