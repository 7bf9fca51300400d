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
hash_entry (const FodServerAuditEntry *entry, gint64 previous_at, const char *previous_hash)
{
  const char *const texts[] = { entry->user, entry->device, entry->op,     entry->kind,
                                entry->id,   entry->verb,   entry->result, entry->sum };
  FodHash hash;

  crypto_generichash_init (&hash, NULL, 0, crypto_generichash_BYTES);
  hash_text (&hash, previous_hash);
  if (previous_hash == NULL || previous_at / DAY_MS != entry->at / DAY_MS)
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

gboolean
fod_server_audit_load (FodServerWork *work, GError **error)
{
  g_autoptr (FodServerAuditEntry) last = NULL;

  g_return_val_if_fail (work != NULL, FALSE);

  if (!fod_server_store_get_audit_end (work->store, &work->audit_seq, error))
    return FALSE;
  if (work->audit_seq == 0)
    return TRUE;
  if (!fod_server_store_get_audit (work->store, work->audit_seq, &last, error))
    return FALSE;
  work->audit_at = last->at;
  work->audit_hash = g_steal_pointer (&last->hash);
  return TRUE;
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

static char *
make_salt (void)
{
  guint8 salt[SALT_BYTES];
  char hex[2 * SALT_BYTES + 1];

  randombytes_buf (salt, sizeof salt);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, salt, sizeof salt));
}

gboolean
fod_server_audit_add (FodServerWork *work, FodServerAuditEntry *entry, GError **error)
{
  g_autoptr (FodServerAuditEntry) owned = entry;

  g_return_val_if_fail (work != NULL && entry != NULL, FALSE);

  entry->seq = work->audit_seq + 1;
  entry->at = work->now;
  if (entry->user == NULL && work->user != NULL)
    entry->user = g_strdup (work->user->id);
  if (entry->device == NULL && work->device != NULL)
    entry->device = g_strdup (work->device->id);
  if (entry->old_values != NULL || entry->new_values != NULL)
    entry->salt = make_salt ();
  entry->sum = sum_values (entry);
  entry->hash = hash_entry (entry, work->audit_at, work->audit_hash);
  if (!fod_server_store_append_audit (work->store, entry, error))
    return FALSE;
  work->audit_seq = entry->seq;
  work->audit_at = entry->at;
  g_free (work->audit_hash);
  work->audit_hash = g_steal_pointer (&entry->hash);
  return TRUE;
}

/* Values that were erased can't be compared any more; the sum over them still is in the chain. */
static gboolean
is_intact (const FodServerAuditEntry *entry, const FodServerAuditEntry *previous)
{
  g_autofree char *hash = hash_entry (entry, previous == NULL ? 0 : previous->at,
                                      previous == NULL ? NULL : previous->hash);
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
