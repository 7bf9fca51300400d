/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The layout of a key file. Reading takes nothing on trust: the size is checked first, then the
 * trailer, then every number. */

#include "config.h"

#include "vault/fod-key-table.h"

#include "vault/fod-vault-error.h"

#include <sodium.h>
#include <string.h>

#define HEAD_SIZE 38
#define SLOT_SIZE 162
#define TRAILER_SIZE 32

static const guint8 magic[8] = { 'F', 'O', 'D', 'K', 'E', 'Y', '\r', '\n' };

typedef struct
{
  const guint8 *next;
} Reader;

static guint64
read_number (Reader *reader, int size)
{
  guint64 number = 0;

  for (int i = size - 1; i >= 0; i--)
    number = number << 8 | reader->next[i];
  reader->next += size;
  return number;
}

static void
read_bytes (Reader *reader, void *bytes, gsize size)
{
  memcpy (bytes, reader->next, size);
  reader->next += size;
}

static void
add_number (GByteArray *out, guint64 number, int size)
{
  for (int i = 0; i < size; i++)
    {
      guint8 byte = (guint8)(number >> (8 * i));

      g_byte_array_append (out, &byte, 1);
    }
}

static gboolean
damaged (GError **error, const char *where)
{
  g_set_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_DAMAGED, "The key file is damaged: %s",
               where);
  return FALSE;
}

static gboolean
check_frame (const guint8 *data, gsize size, GError **error)
{
  guint8 hash[TRAILER_SIZE];
  Reader reader = { data + sizeof magic };

  if (size < HEAD_SIZE + TRAILER_SIZE || size > FOD_KEY_MAX_FILE)
    return damaged (error, "size");
  if (memcmp (data, magic, sizeof magic) != 0)
    return damaged (error, "magic");

  crypto_generichash (hash, sizeof hash, data, size - TRAILER_SIZE, NULL, 0);
  if (sodium_memcmp (hash, data + size - TRAILER_SIZE, TRAILER_SIZE) != 0)
    return damaged (error, "trailer");

  if (read_number (&reader, 4) > FOD_KEY_VERSION)
    {
      g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_TOO_NEW,
                           "A later version wrote the key file");
      return FALSE;
    }
  return TRUE;
}

static void
parse_slot (Reader *reader, FodKeySlot *slot)
{
  slot->type = (guint8)read_number (reader, 1);
  slot->flags = (guint8)read_number (reader, 1);
  read_bytes (reader, slot->salt, sizeof slot->salt);
  slot->cost.ops = (guint32)read_number (reader, 4);
  slot->cost.mem_kib = (guint32)read_number (reader, 4);
  read_bytes (reader, slot->nonce, sizeof slot->nonce);
  read_bytes (reader, slot->ct, sizeof slot->ct);
  read_bytes (reader, slot->tag, sizeof slot->tag);
  read_bytes (reader, slot->label, sizeof slot->label);
}

gboolean
fod_key_table_parse (FodKeyTable *table, const guint8 *data, gsize size, GError **error)
{
  FodKeyTable found = { 0 };
  Reader reader = { data + sizeof magic };

  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (data != NULL || size == 0, FALSE);

  if (!check_frame (data, size, error))
    return FALSE;

  if (read_number (&reader, 4) != FOD_KEY_VERSION)
    return damaged (error, "version");
  read_bytes (&reader, found.db_id, sizeof found.db_id);
  found.n_slots = (guint)read_number (&reader, 2);
  found.generation = read_number (&reader, 8);
  if (found.n_slots == 0 || found.n_slots > FOD_KEY_MAX_SLOTS ||
      size != HEAD_SIZE + found.n_slots * SLOT_SIZE + TRAILER_SIZE)
    return damaged (error, "slots");

  for (guint i = 0; i < found.n_slots; i++)
    {
      FodKeySlot *slot = &found.slots[i];

      parse_slot (&reader, slot);
      if (slot->type == FOD_KEY_SLOT_PASSPHRASE && !fod_key_cost_is_valid (&slot->cost))
        return damaged (error, "cost");
    }
  *table = found;
  return TRUE;
}

static void
print_slot (GByteArray *out, const FodKeySlot *slot)
{
  add_number (out, slot->type, 1);
  add_number (out, slot->flags, 1);
  g_byte_array_append (out, slot->salt, sizeof slot->salt);
  add_number (out, slot->cost.ops, 4);
  add_number (out, slot->cost.mem_kib, 4);
  g_byte_array_append (out, slot->nonce, sizeof slot->nonce);
  g_byte_array_append (out, slot->ct, sizeof slot->ct);
  g_byte_array_append (out, slot->tag, sizeof slot->tag);
  g_byte_array_append (out, (const guint8 *)slot->label, sizeof slot->label);
}

GBytes *
fod_key_table_print (const FodKeyTable *table)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 hash[TRAILER_SIZE];

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (table->n_slots > 0 && table->n_slots <= FOD_KEY_MAX_SLOTS, NULL);

  g_byte_array_append (out, magic, sizeof magic);
  add_number (out, FOD_KEY_VERSION, 4);
  g_byte_array_append (out, table->db_id, sizeof table->db_id);
  add_number (out, table->n_slots, 2);
  add_number (out, table->generation, 8);
  for (guint i = 0; i < table->n_slots; i++)
    print_slot (out, &table->slots[i]);

  crypto_generichash (hash, sizeof hash, out->data, out->len, NULL, 0);
  g_byte_array_append (out, hash, sizeof hash);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
fod_key_table_print_context (const FodKeyTable *table, const FodKeySlot *slot)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (slot != NULL, NULL);

  g_byte_array_append (out, magic, sizeof magic);
  add_number (out, FOD_KEY_VERSION, 4);
  g_byte_array_append (out, table->db_id, sizeof table->db_id);
  add_number (out, slot->type, 1);
  g_byte_array_append (out, slot->salt, sizeof slot->salt);
  add_number (out, slot->cost.ops, 4);
  add_number (out, slot->cost.mem_kib, 4);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
