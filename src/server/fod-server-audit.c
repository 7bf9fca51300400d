/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chains the entries of the audit. Values are covered by a salted sum of their own, so that an
 * erasure can empty them and the chain still proves that nothing else was touched. */

#include "config.h"

#include "server/fod-server-audit.h"

#include <sodium.h>
#include <string.h>

#define DAY_MS (24 * 60 * 60 * 1000)
#define SALT_BYTES 16

typedef crypto_generichash_state FodHash;

/* Each text goes in with its length, so that no two entries read alike. */
static void
hash_text (FodHash *hash, const char *text)
{
  guint64 size = text == NULL ? G_MAXUINT64 : strlen (text);
  guint64 size_le = GUINT64_TO_LE (size);

  crypto_generichash_update (hash, (const guint8 *)&size_le, sizeof size_le);
  if (text != NULL)
    crypto_generichash_update (hash, (const guint8 *)text, size);
}

static void
hash_number (FodHash *hash, guint64 number)
{
  guint64 number_le = GUINT64_TO_LE (number);

  crypto_generichash_update (hash, (const guint8 *)&number_le, sizeof number_le);
}

static char *
hash_end (FodHash *hash)
{
  guint8 digest[crypto_generichash_BYTES];
  char hex[2 * crypto_generichash_BYTES + 1];

  crypto_generichash_final (hash, digest, sizeof digest);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, digest, sizeof digest));
}

static char *
sum_values (const FodServerAuditEntry *entry)
{
  FodHash hash;

  crypto_generichash_init (&hash, NULL, 0, crypto_generichash_BYTES);
  hash_text (&hash, entry->salt);
  hash_text (&hash, entry->old_values);
  hash_text (&hash, entry->new_values);
  return hash_end (&hash);
}

static char *
hash_entry (const FodServerAuditEntry *entry, const FodServerAuditEntry *previous)
{
  const char *const texts[] = { entry->user, entry->device, entry->op,     entry->kind,
                                entry->id,   entry->verb,   entry->result, entry->sum };
  FodHash hash;

  crypto_generichash_init (&hash, NULL, 0, crypto_generichash_BYTES);
  hash_text (&hash, previous == NULL ? NULL : previous->hash);
  if (previous == NULL || previous->at / DAY_MS != entry->at / DAY_MS)
    hash_number (&hash, (guint64)(entry->at / DAY_MS));
  hash_number (&hash, (guint64)entry->seq);
  hash_number (&hash, (guint64)entry->at);
  hash_number (&hash, entry->hlc);
  hash_number (&hash, entry->eff);
  hash_number (&hash, entry->rv);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    hash_text (&hash, texts[i]);
  return hash_end (&hash);
}

FodServerAuditEntry *
fod_server_audit_new (const char *kind, const char *id, const char *verb, const char *result)
{
  FodServerAuditEntry *entry = g_new0 (FodServerAuditEntry, 1);

  entry->kind = g_strdup (kind);
  entry->id = g_strdup (id);
  entry->verb = g_strdup (verb);
  entry->result = g_strdup (result);
  return entry;
}

static void
add_lines (GHashTable *texts, const char *sign, GHashTable *lines)
{
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (texts, g_strconcat (sign, name, NULL), g_strdup (text));
}

static void
add_made (GHashTable *texts, const FodOp *op, GHashTable *made)
{
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, made);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (!g_hash_table_contains (op->fields, name) ||
        g_strcmp0 (g_hash_table_lookup (op->fields, name), text) != 0)
      g_hash_table_insert (texts, g_strconcat ("=", name, NULL), g_strdup (text));
}

char *
fod_server_audit_dup_written (const FodOp *op, GHashTable *made)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (op != NULL, NULL);

  add_lines (texts, "", op->fields);
  add_lines (texts, "+", op->added);
  add_lines (texts, "-", op->removed);
  if (made != NULL)
    add_made (texts, op, made);
  return g_hash_table_size (texts) == 0 ? NULL : fod_wire_print_texts (texts);
}

static char *
make_salt (void)
{
  guint8 salt[SALT_BYTES];
  char hex[2 * SALT_BYTES + 1];

  randombytes_buf (salt, sizeof salt);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, salt, sizeof salt));
}

void
fod_server_audit_add (FodServerWork *work, FodServerAuditEntry *entry)
{
  g_return_if_fail (work != NULL && entry != NULL);

  entry->at = work->now;
  if (entry->user == NULL && work->user != NULL)
    entry->user = g_strdup (work->user->id);
  if (entry->device == NULL && work->device != NULL)
    entry->device = g_strdup (work->device->id);
  if (entry->old_values != NULL || entry->new_values != NULL)
    entry->salt = make_salt ();
  entry->sum = sum_values (entry);
  g_ptr_array_add (work->audit, entry);
}

/* The end of the chain; NULL where it begins. */
static gboolean
load_end (FodServerWork *work, FodServerAuditEntry **last, GError **error)
{
  gint64 seq;

  *last = NULL;
  return fod_server_store_get_audit_end (work->store, &seq, error) &&
         (seq == 0 || fod_server_store_get_audit (work->store, seq, last, error));
}

gboolean
fod_server_audit_flush (FodServerWork *work, GError **error)
{
  g_autoptr (FodServerAuditEntry) last = NULL;
  const FodServerAuditEntry *previous;

  g_return_val_if_fail (work != NULL, FALSE);

  if (work->audit->len == 0)
    return TRUE;
  if (!load_end (work, &last, error))
    return FALSE;
  previous = last;
  for (guint i = 0; i < work->audit->len; i++)
    {
      FodServerAuditEntry *entry = work->audit->pdata[i];

      entry->seq = previous == NULL ? 1 : previous->seq + 1;
      entry->hash = hash_entry (entry, previous);
      if (!fod_server_store_append_audit (work->store, entry, error))
        return FALSE;
      previous = entry;
    }
  g_ptr_array_set_size (work->audit, 0);
  return TRUE;
}

gboolean
fod_server_audit_get_eff (
    FodServerWork *work, const FodRow *row, guint64 rv, guint64 *eff, GError **error)
{
  g_return_val_if_fail (work != NULL && row != NULL && eff != NULL, FALSE);

  if (!fod_server_store_get_eff (work->store, row->kind, row->id, rv, eff, error))
    return FALSE;
  for (guint i = 0; i < work->audit->len; i++)
    {
      const FodServerAuditEntry *entry = work->audit->pdata[i];

      if (entry->rv <= rv && strcmp (entry->id, row->id) == 0 &&
          strcmp (entry->kind, row->kind) == 0)
        *eff = MAX (*eff, entry->eff);
    }
  return TRUE;
}

/* Values that were erased can't be compared any more; the sum over them still is in the chain. */
static gboolean
is_intact (const FodServerAuditEntry *entry, const FodServerAuditEntry *previous)
{
  g_autofree char *hash = hash_entry (entry, previous);
  g_autofree char *sum = sum_values (entry);
  gboolean erased = entry->salt == NULL && entry->old_values == NULL && entry->new_values == NULL;

  return strcmp (hash, entry->hash) == 0 && (erased || strcmp (sum, entry->sum) == 0);
}

gboolean
fod_server_audit_verify (FodServerStore *store, gint64 *broken, GError **error)
{
  g_autoptr (FodServerAuditEntry) previous = NULL;
  gint64 end;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store), FALSE);

  *broken = 0;
  if (!fod_server_store_get_audit_end (store, &end, error))
    return FALSE;
  for (gint64 seq = 1; seq <= end && *broken == 0; seq++)
    {
      g_autoptr (FodServerAuditEntry) entry = NULL;

      if (!fod_server_store_get_audit (store, seq, &entry, error))
        return FALSE;
      if (entry == NULL || !is_intact (entry, previous))
        *broken = seq;
      g_clear_pointer (&previous, fod_server_audit_entry_free);
      previous = g_steal_pointer (&entry);
    }
  return TRUE;
}
