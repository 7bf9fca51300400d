/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges how the audit hangs together (17): no place is left out, and each entry's hash covers what
 * it says and the entry before. Computed here anew, from what PROTOCOL.md and the tables say. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include <sodium.h>
#include <string.h>

#define DAY_MS ((gint64)24 * 60 * 60 * 1000)

static void
add_number (GByteArray *bytes, guint64 number)
{
  number = GUINT64_TO_LE (number);
  g_byte_array_append (bytes, (const guint8 *)&number, sizeof number);
}

static void
add_text (GByteArray *bytes, const char *text)
{
  add_number (bytes, text == NULL ? G_MAXUINT64 : strlen (text));
  if (text != NULL)
    g_byte_array_append (bytes, (const guint8 *)text, (guint)strlen (text));
}

static char *
hash (const GByteArray *bytes)
{
  guint8 digest[crypto_generichash_BYTES];
  char hex[2 * sizeof digest + 1];

  crypto_generichash (digest, sizeof digest, bytes->data, bytes->len, NULL, 0);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, digest, sizeof digest));
}

static gboolean
is_intact (const FodSimEntry *entry, const FodSimEntry *last)
{
  const char *const texts[] = { entry->user, entry->device, entry->op,     entry->kind,
                                entry->id,   entry->verb,   entry->result, entry->sum };
  const char *const values[] = { entry->salt, entry->old_values, entry->new_values };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) inside = g_byte_array_new ();
  g_autofree char *whole = NULL;
  g_autofree char *sum = NULL;

  add_text (bytes, last == NULL ? NULL : last->hash);
  if (last == NULL || last->at / DAY_MS != entry->at / DAY_MS)
    add_number (bytes, (guint64)(entry->at / DAY_MS));
  add_number (bytes, (guint64)entry->seq);
  add_number (bytes, (guint64)entry->at);
  add_number (bytes, entry->hlc);
  add_number (bytes, entry->eff);
  add_number (bytes, entry->rv);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_text (bytes, texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    add_text (inside, values[i]);
  whole = hash (bytes);
  sum = hash (inside);
  /* What was erased is covered by its sum for ever, and the sum by nothing that could be tried. */
  return strcmp (whole, entry->hash) == 0 &&
         (strcmp (sum, entry->sum) == 0 ||
          (entry->salt == NULL && entry->old_values == NULL && entry->new_values == NULL));
}

/* Who read what is not needed any more, and neither is the code list that each server begins with.
 */
static gboolean
is_about_rows (const FodSimEntry *entry)
{
  return strcmp (entry->kind, FOD_KIND_CODE) != 0 && strcmp (entry->verb, "read") != 0;
}

static void
keep_end (FodSimOracle *self, const FodSimEntry *last)
{
  FodSimEntry *end = g_new0 (FodSimEntry, 1);

  end->seq = last->seq;
  end->at = last->at;
  end->hash = g_strdup (last->hash);
  g_clear_pointer (&self->end, fod_sim_entry_free);
  self->end = end;
}

/* What was the end is still there; it comes first, and is known. */
static void
check_end (FodSimOracle *self)
{
  GPtrArray *fresh = self->server->audit;
  const FodSimEntry *first = fresh->len == 0 ? NULL : fresh->pdata[0];

  if (self->end == NULL)
    return;
  if (first == NULL || first->seq != self->end->seq || strcmp (first->hash, self->end->hash) != 0)
    fod_sim_oracle_complain (self, 17, "the audit ended with %u, which is gone",
                             (guint)self->end->seq);
  if (first != NULL)
    g_ptr_array_remove_index (fresh, 0);
}

void
fod_sim_check_chain (FodSimOracle *self, gboolean restored)
{
  GPtrArray *fresh = self->server->audit;
  const FodSimEntry *last;

  if (restored)
    {
      g_hash_table_remove_all (self->answered);
      g_ptr_array_set_size (self->audit, 0);
      g_clear_pointer (&self->end, fod_sim_entry_free);
    }
  self->news = 0;
  check_end (self);
  last = self->end;
  for (guint i = 0; i < fresh->len; i++)
    {
      FodSimEntry *entry = fresh->pdata[i];

      if (entry->seq != (last == NULL ? 0 : last->seq) + 1)
        fod_sim_oracle_complain (self, 17, "the audit leaves out what is before entry %u",
                                 (guint)entry->seq);
      if (!is_intact (entry, last))
        fod_sim_oracle_complain (self, 17, "entry %u of the audit is not in its chain",
                                 (guint)entry->seq);
      last = entry;
    }
  if (fresh->len == 0)
    return;
  keep_end (self, last);
  for (guint i = 0; i < fresh->len; i++)
    {
      FodSimEntry *entry = g_steal_pointer (&fresh->pdata[i]);

      if (!is_about_rows (entry))
        {
          fod_sim_entry_free (entry);
          continue;
        }
      g_ptr_array_add (self->audit, entry);
      self->news++;
      if (entry->op != NULL)
        g_hash_table_add (self->answered, entry->op);
    }
  g_ptr_array_set_free_func (fresh, NULL);
  g_ptr_array_set_size (fresh, 0);
  g_ptr_array_set_free_func (fresh, fod_sim_entry_free);
}
