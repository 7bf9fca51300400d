/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the second journal in step with the database. What a record looks like is
 * fod-journal-image.c's, how it lies on the disk fod-sealed-file.c's. */

#include "config.h"

#include "store/fod-second-journal.h"

#include "db/fod-sealed-file.h"

#define FILE_NAME "store.journal"

/* A file that is not much longer than this is not worth writing anew. */
#define SHORT_BYTES (128 * 1024)

/* A record is on the disk as soon as it is quiet, and at the latest when so much waits for that:
 * its own flush would make each save half as dear again. What the power takes of it is in the
 * database still, and the next opening finds that the file is shorter than its mark. */
#define UNFLUSHED_BYTES (64 * 1024)

/* So much goes into one record of a file that is written anew. */
#define PART_ENTRIES 1000

#define COLUMNS "seq, id, tx, kind, \"row\", about, state, code, at_ms, body"

/* What a profile needs besides its changes to be who it was. */
static const char *const setting_names[] = { "server",       "device",      "token", "user",
                                             "login",        "team",        "role",  "epoch",
                                             "last-contact", "restored-at", NULL };

struct _FodSecondJournal
{
  FodSealedFile *file;
  GHashTable *touched;  /* seq → itself */
  GArray *flights;      /* pairs of seq */
  GHashTable *settings; /* names, borrowed from setting_names */
  guint64 before;       /* the file's length before the open transaction */
  guint64 compact;      /* its length when it held nothing but what waits */
};

FodSecondJournal *
fod_second_journal_new (const char *folder, FodSecret *key)
{
  FodSecondJournal *self = g_new0 (FodSecondJournal, 1);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);

  self->file = fod_sealed_file_new (path, key);
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->flights = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->settings = g_hash_table_new (g_str_hash, g_str_equal);
  fod_sealed_file_open (self->file);
  return self;
}

void
fod_second_journal_free (FodSecondJournal *self)
{
  fod_sealed_file_free (self->file);
  g_hash_table_unref (self->touched);
  g_array_unref (self->flights);
  g_hash_table_unref (self->settings);
  g_free (self);
}

gboolean
fod_second_journal_is_there (FodSecondJournal *self)
{
  return fod_sealed_file_is_open (self->file);
}

guint64
fod_second_journal_get_generation (FodSecondJournal *self)
{
  return fod_sealed_file_get_generation (self->file);
}

void
fod_second_journal_touch (FodSecondJournal *self, gint64 seq)
{
  if (!g_hash_table_contains (self->touched, &seq))
    g_hash_table_add (self->touched, g_memdup2 (&seq, sizeof seq));
}

void
fod_second_journal_touch_flight (FodSecondJournal *self, gint64 first, gint64 last)
{
  g_array_append_val (self->flights, first);
  g_array_append_val (self->flights, last);
}

void
fod_second_journal_touch_setting (FodSecondJournal *self, const char *name)
{
  for (guint i = 0; setting_names[i] != NULL; i++)
    if (g_str_equal (setting_names[i], name))
      g_hash_table_add (self->settings, (gpointer)setting_names[i]);
}

static gboolean
is_touched (FodSecondJournal *self)
{
  return g_hash_table_size (self->touched) > 0 || self->flights->len > 0 ||
         g_hash_table_size (self->settings) > 0;
}

static void
forget (FodSecondJournal *self)
{
  g_hash_table_remove_all (self->touched);
  g_array_set_size (self->flights, 0);
  g_hash_table_remove_all (self->settings);
}

/* COLUMNS, in that order; the texts are the statement's. */
static FodJournalEntry
read_entry (FodStmt *stmt)
{
  return (FodJournalEntry){
    .seq = fod_stmt_get_int (stmt, 0),
    .id = (char *)fod_stmt_get_text (stmt, 1),
    .tx = (char *)fod_stmt_get_text (stmt, 2),
    .kind = (char *)fod_stmt_get_text (stmt, 3),
    .row = (char *)fod_stmt_get_text (stmt, 4),
    .about = (char *)fod_stmt_get_text (stmt, 5),
    .state = (int)fod_stmt_get_int (stmt, 6),
    .code = (char *)fod_stmt_get_text (stmt, 7),
    .at_ms = fod_stmt_get_int (stmt, 8),
    .body = (char *)fod_stmt_get_text (stmt, 9),
  };
}

static gboolean
add_change (FodDb *db, gint64 seq, FodJournalRecord *record, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "SELECT " COLUMNS " FROM op WHERE seq = ?1", error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, seq);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    {
      FodJournalEntry entry = read_entry (stmt);

      fod_journal_record_put (record, &entry);
    }
  else
    fod_journal_record_remove (record, seq);
  return TRUE;
}

static gboolean
add_setting (FodDb *db, const char *name, FodJournalRecord *record, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "SELECT value FROM setting WHERE name = ?1", error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, name);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  fod_journal_record_set (record, name, has_row ? fod_stmt_get_text (stmt, 0) : NULL);
  return TRUE;
}

static gboolean
collect (FodSecondJournal *self, FodDb *db, FodJournalRecord *record, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i + 1 < self->flights->len; i += 2)
    fod_journal_record_fly (record, g_array_index (self->flights, gint64, i),
                            g_array_index (self->flights, gint64, i + 1));
  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!add_change (db, *(gint64 *)key, record, error))
      return FALSE;
  g_hash_table_iter_init (&iter, self->settings);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!add_setting (db, key, record, error))
      return FALSE;
  return TRUE;
}

static gboolean
set_mark (FodDb *db, guint64 generation, guint64 length, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (db, "UPDATE OR FAIL second_journal SET generation = ?1, length = ?2", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, (gint64)generation);
  fod_stmt_bind_int (stmt, 2, (gint64)length);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_second_journal_begin_above (FodDb *db, guint64 generation, GError **error)
{
  return set_mark (db, generation, 0, error);
}

static gboolean
get_mark (FodDb *db, guint64 *generation, guint64 *length, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (db, "SELECT generation, length FROM second_journal", error);
  gboolean has_row = FALSE;

  *generation = 0;
  *length = 0;
  if (stmt == NULL || !fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *generation = (guint64)fod_stmt_get_int (stmt, 0);
      *length = (guint64)fod_stmt_get_int (stmt, 1);
    }
  return TRUE;
}

/* From this transaction on the file is older than the database, should it still be there. */
static gboolean
give_up (FodSecondJournal *self, FodDb *db, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      db, "UPDATE OR FAIL second_journal SET generation = max(generation, ?1), length = 0", error);

  fod_sealed_file_remove (self->file);
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, (gint64)fod_sealed_file_get_generation (self->file) + 1);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_second_journal_write (FodSecondJournal *self, FodDb *db, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) record = NULL;
  FodJournalRecord building;
  gboolean collected;

  if (!is_touched (self))
    return TRUE;
  if (!fod_sealed_file_is_open (self->file))
    return give_up (self, db, error);
  fod_journal_record_init (&building);
  collected = collect (self, db, &building, error);
  record = fod_journal_record_end (&building);
  if (!collected)
    return FALSE;
  self->before = fod_sealed_file_get_length (self->file);
  if (fod_sealed_file_append (self->file, g_bytes_get_data (record, NULL),
                              g_bytes_get_size (record), &failure))
    return set_mark (db, fod_sealed_file_get_generation (self->file),
                     fod_sealed_file_get_length (self->file), error);
  g_warning ("the second journal is missing: %s", failure->message);
  self->before = 0;
  return give_up (self, db, error);
}

/* The database counts on a file that is not on the disk. */
static void
disown (FodSecondJournal *self, FodDb *db)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = fod_db_begin (db, &error) && give_up (self, db, &error);

  if (ok && fod_db_commit (db, &error))
    return;
  fod_db_rollback (db);
  g_warning ("the second journal is not given up: %s", error->message);
}

void
fod_second_journal_flush (FodSecondJournal *self, FodDb *db)
{
  if (!fod_sealed_file_flush (self->file))
    disown (self, db);
}

void
fod_second_journal_end (FodSecondJournal *self, FodDb *db, gboolean committed)
{
  /* What was not saved is not to come back. */
  if (!committed && self->before > 0 && fod_sealed_file_is_open (self->file) &&
      !fod_sealed_file_cut (self->file, self->before))
    fod_sealed_file_remove (self->file);
  if (committed && fod_sealed_file_get_unflushed (self->file) > UNFLUSHED_BYTES)
    fod_second_journal_flush (self, db);
  self->before = 0;
  forget (self);
}

gboolean
fod_second_journal_compare (FodSecondJournal *self,
                            FodDb *db,
                            FodSecondJournalState *state,
                            GError **error)
{
  guint64 generation, length, own;

  *state = FOD_SECOND_JOURNAL_BEHIND;
  if (!get_mark (db, &generation, &length, error))
    return FALSE;
  own = fod_sealed_file_get_generation (self->file);
  if (!fod_sealed_file_is_open (self->file) || own < generation ||
      !fod_sealed_file_find_end (self->file) ||
      (own == generation && fod_sealed_file_get_length (self->file) < length))
    return TRUE;
  /* How much of it was answered is not known: a long one is written anew once. */
  self->compact = 0;
  if (own > generation)
    *state = FOD_SECOND_JOURNAL_NEWER;
  else
    *state = fod_sealed_file_get_length (self->file) > length ? FOD_SECOND_JOURNAL_AHEAD
                                                              : FOD_SECOND_JOURNAL_IN_STEP;
  return TRUE;
}

typedef struct
{
  FodJournalImage *image;
  guint gaps;
} Reading;

static void
on_record (const guint8 *data, gsize size, gpointer user_data)
{
  Reading *reading = user_data;

  if (!fod_journal_image_take (reading->image, data, size))
    reading->gaps++;
}

FodJournalImage *
fod_second_journal_load (FodSecondJournal *self, guint *gaps)
{
  Reading reading = { fod_journal_image_new (), 0 };

  if (fod_sealed_file_is_open (self->file))
    reading.gaps += fod_sealed_file_read (self->file, on_record, &reading);
  if (gaps != NULL)
    *gaps = reading.gaps;
  return reading.image;
}

/* All that waits, in parts. */
static gboolean
list_parts (FodDb *db, GPtrArray *parts, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "SELECT " COLUMNS " FROM op ORDER BY seq", error);
  FodJournalRecord record;
  gboolean ok = stmt != NULL, has_row = TRUE;
  guint count = 0;

  fod_journal_record_init (&record);
  for (guint i = 0; ok && setting_names[i] != NULL; i++)
    ok = add_setting (db, setting_names[i], &record, error);
  while (ok && has_row)
    {
      FodJournalEntry entry;

      ok = fod_stmt_step (stmt, &has_row, error);
      if (!ok || !has_row)
        break;
      entry = read_entry (stmt);
      fod_journal_record_put (&record, &entry);
      if (++count % PART_ENTRIES > 0)
        continue;
      g_ptr_array_add (parts, fod_journal_record_end (&record));
      fod_journal_record_init (&record);
    }
  g_ptr_array_add (parts, fod_journal_record_end (&record));
  return ok;
}

gboolean
fod_second_journal_rewrite (FodSecondJournal *self, FodDb *db, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  guint64 generation, length;

  if (!get_mark (db, &generation, &length, error) || !list_parts (db, parts, error))
    return FALSE;
  generation = MAX (generation, fod_sealed_file_get_generation (self->file)) + 1;
  if (!fod_sealed_file_replace (self->file, generation, parts, error))
    return FALSE;
  self->compact = fod_sealed_file_get_length (self->file);
  if (fod_db_begin (db, error) && set_mark (db, generation, self->compact, error) &&
      fod_db_commit (db, error))
    return TRUE;
  fod_db_rollback (db);
  return FALSE;
}

gboolean
fod_second_journal_is_long (FodSecondJournal *self)
{
  return !fod_sealed_file_is_open (self->file) ||
         fod_sealed_file_get_length (self->file) > 2 * self->compact + SHORT_BYTES;
}
