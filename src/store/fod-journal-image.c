/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The records of the second journal, written and read. The form is GLib's own (GVariant, little
 * end first), which checks what it reads. */

#include "config.h"

#include "store/fod-journal-image.h"

#define ENTRY "(xssssmsimsxs)"
#define RECORD "(a" ENTRY "a(xx)axa(sms))"

FodJournalEntry *
fod_journal_entry_copy (const FodJournalEntry *self)
{
  FodJournalEntry *copy = g_new0 (FodJournalEntry, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->tx = g_strdup (self->tx);
  copy->kind = g_strdup (self->kind);
  copy->row = g_strdup (self->row);
  copy->about = g_strdup (self->about);
  copy->code = g_strdup (self->code);
  copy->body = g_strdup (self->body);
  return copy;
}

void
fod_journal_entry_free (FodJournalEntry *self)
{
  g_free (self->id);
  g_free (self->tx);
  g_free (self->kind);
  g_free (self->row);
  g_free (self->about);
  g_free (self->code);
  g_free (self->body);
  g_free (self);
}

FodJournalImage *
fod_journal_image_new (void)
{
  FodJournalImage *self = g_new0 (FodJournalImage, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                         (GDestroyNotify)fod_journal_entry_free);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fod_journal_image_free (FodJournalImage *self)
{
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->settings);
  g_free (self);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const FodJournalEntry *left = *(const FodJournalEntry *const *)a;
  const FodJournalEntry *right = *(const FodJournalEntry *const *)b;

  return (left->seq > right->seq) - (left->seq < right->seq);
}

GPtrArray *
fod_journal_image_list (FodJournalImage *self)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (list, entry);
  g_ptr_array_sort (list, compare_entries);
  return list;
}

static void
let_fly (FodJournalImage *self, gint64 first, gint64 last)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      FodJournalEntry *entry = value;

      if (entry->state == 0 && entry->seq >= first && entry->seq <= last)
        entry->state = 1;
    }
}

static void
take_entries (FodJournalImage *self, GVariant *record)
{
  g_autoptr (GVariantIter) iter = NULL;
  FodJournalEntry lent = { 0 };

  g_variant_get_child (record, 0, "a" ENTRY, &iter);
  while (g_variant_iter_next (iter, "(x&s&s&s&sm&sim&sx&s)", &lent.seq, &lent.id, &lent.tx,
                              &lent.kind, &lent.row, &lent.about, &lent.state, &lent.code,
                              &lent.at_ms, &lent.body))
    {
      FodJournalEntry *entry = fod_journal_entry_copy (&lent);

      g_hash_table_replace (self->entries, &entry->seq, entry);
    }
}

static void
take_settings (FodJournalImage *self, GVariant *record)
{
  g_autoptr (GVariantIter) iter = NULL;
  const char *name, *value;

  g_variant_get_child (record, 3, "a(sms)", &iter);
  while (g_variant_iter_next (iter, "(&sm&s)", &name, &value))
    g_hash_table_replace (self->settings, g_strdup (name), g_strdup (value));
}

static void
take_record (FodJournalImage *self, GVariant *record)
{
  g_autoptr (GVariantIter) flights = NULL;
  g_autoptr (GVariantIter) removed = NULL;
  gint64 first, last;

  g_variant_get_child (record, 1, "a(xx)", &flights);
  while (g_variant_iter_next (flights, "(xx)", &first, &last))
    let_fly (self, first, last);
  take_entries (self, record);
  g_variant_get_child (record, 2, "ax", &removed);
  while (g_variant_iter_next (removed, "x", &first))
    g_hash_table_remove (self->entries, &first);
  take_settings (self, record);
}

gboolean
fod_journal_image_take (FodJournalImage *self, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GVariant) record =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (RECORD), bytes, FALSE));

  if (!g_variant_is_normal_form (record))
    return FALSE;
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      g_autoptr (GVariant) swapped = g_variant_byteswap (record);

      take_record (self, swapped);
    }
  else
    take_record (self, record);
  return TRUE;
}

void
fod_journal_record_init (FodJournalRecord *self)
{
  g_variant_builder_init (&self->entries, G_VARIANT_TYPE ("a" ENTRY));
  g_variant_builder_init (&self->flights, G_VARIANT_TYPE ("a(xx)"));
  g_variant_builder_init (&self->removed, G_VARIANT_TYPE ("ax"));
  g_variant_builder_init (&self->settings, G_VARIANT_TYPE ("a(sms)"));
}

void
fod_journal_record_put (FodJournalRecord *self, const FodJournalEntry *entry)
{
  g_variant_builder_add (&self->entries, ENTRY, entry->seq, entry->id, entry->tx, entry->kind,
                         entry->row, entry->about, entry->state, entry->code, entry->at_ms,
                         entry->body);
}

void
fod_journal_record_fly (FodJournalRecord *self, gint64 first, gint64 last)
{
  g_variant_builder_add (&self->flights, "(xx)", first, last);
}

void
fod_journal_record_remove (FodJournalRecord *self, gint64 seq)
{
  g_variant_builder_add (&self->removed, "x", seq);
}

void
fod_journal_record_set (FodJournalRecord *self, const char *name, const char *value)
{
  g_variant_builder_add (&self->settings, "(sms)", name, value);
}

GBytes *
fod_journal_record_end (FodJournalRecord *self)
{
  g_autoptr (GVariant) record = g_variant_ref_sink (
      g_variant_new ("(@a" ENTRY "@a(xx)@ax@a(sms))", g_variant_builder_end (&self->entries),
                     g_variant_builder_end (&self->flights), g_variant_builder_end (&self->removed),
                     g_variant_builder_end (&self->settings)));

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      g_autoptr (GVariant) swapped = g_variant_byteswap (record);

      return g_variant_get_data_as_bytes (swapped);
    }
  return g_variant_get_data_as_bytes (record);
}
