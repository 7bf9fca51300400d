/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The database on a disk that fails: the power goes at any moment (security.md R4, and R20 for
 * migrations that are cut off), any one operation fails or all from one on (R5), and what lies on
 * it is spoiled (R9). What was committed is there, nothing is half there, and damage is told.
 * FOD_SEED=n repeats a run, FOD_CUTS=n changes how many times the power goes; FOD_STEP=n tries each
 * n-th operation and file only. */

#include "config.h"

#include "db/fod-stmt.h"
#include "support/fod-frail-disk.h"
#include "support/fod-temp.h"

#include <stdlib.h>
#include <string.h>

#define MIGRATIONS "/dk/fodfaeste/migrations/client"
#define CUTS 5000
#define SPOILED 1000
#define BULK_ROWS 40

/* Rows are numbered by transactions: after @done of them there are that many, and perhaps one more
 * when the one that was begun came through. */
typedef struct
{
  FodTemp *folder;
  char *path;
  FodFrailDisk *disk;
  FodDb *db;
  guint begun;
  guint done;
  guint bulk; /* the number of the one that is bigger than the cache; 0: not yet */
} Work;

typedef struct
{
  FodFrailDisk *disk;
  guint done;
  guint begun;
} Image;

typedef struct
{
  Work work;
  GRand *rand;
  guint left;
  GPtrArray *images;
} Cuts;

static FodDb *
open_db (const char *path, GError **error)
{
  static const guint8 bytes[32] = { 1, 2, 3 };
  g_autoptr (FodSecret) key = fod_secret_new (bytes, sizeof bytes);
  g_autoptr (FodDb) db = fod_db_open (path, key, error);

  if (db == NULL || !fod_db_migrate (db, MIGRATIONS, error))
    return NULL;
  return g_steal_pointer (&db);
}

static void
work_begin (Work *work)
{
  work->folder = fod_temp_new ();
  work->path = g_build_filename (work->folder, "file.db", NULL);
  work->disk = fod_frail_disk_new ();
  fod_frail_disk_use (work->disk);
}

static void
work_end (Work *work)
{
  g_clear_object (&work->db);
  g_clear_pointer (&work->disk, fod_frail_disk_free);
  g_clear_pointer (&work->path, g_free);
  g_clear_pointer (&work->folder, fod_temp_free);
}

static gboolean
put_number (FodDb *db, const char *sql, guint number, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, number);
  return fod_stmt_run (stmt, error);
}

static gboolean
make_tables (FodDb *db, GError **error)
{
  return fod_db_exec (db, "CREATE TABLE leftmost (n INTEGER PRIMARY KEY, word BLOB)", error) &&
         fod_db_exec (db, "CREATE TABLE rightmost (n INTEGER PRIMARY KEY, word BLOB)", error) &&
         fod_db_exec (db, "CREATE TABLE bulk (n INTEGER PRIMARY KEY, word BLOB)", error);
}

static gboolean
fill (FodDb *db, GError **error)
{
  for (guint i = 0; i < BULK_ROWS; i++)
    if (!put_number (db, "INSERT INTO bulk (n, word) VALUES (?1, randomblob(3000))", i, error))
      return FALSE;
  return TRUE;
}

/* One transaction over two tables; @bulk makes it bigger than the cache. */
static gboolean
save (Work *work, gboolean bulk, GError **error)
{
  FodDb *db = work->db;

  if (!fod_db_begin (db, error))
    return FALSE;
  work->begun++;
  if (bulk)
    work->bulk = work->begun;
  if ((work->begun > 1 || make_tables (db, error)) &&
      put_number (db, "INSERT INTO leftmost VALUES (?1, randomblob(400))", work->begun, error) &&
      (!bulk || fill (db, error)) &&
      put_number (db, "INSERT INTO rightmost VALUES (?1, randomblob(400))", work->begun, error) &&
      fod_db_commit (db, error))
    {
      work->done = work->begun;
      return TRUE;
    }
  fod_db_rollback (db);
  return FALSE;
}

static gboolean
save_some (Work *work, guint count, GError **error)
{
  for (guint i = 0; i < count; i++)
    if (!save (work, FALSE, error))
      return FALSE;
  return TRUE;
}

/* A profile's life: it is made, filled, emptied into its file, put in order, closed and opened
 * again. (There is no VACUUM in it: a database that may attach none can't be packed.) */
static gboolean
live (Work *work, GError **error)
{
  work->db = open_db (work->path, error);
  if (work->db == NULL || !fod_db_exec (work->db, "PRAGMA cache_size = 8", error) ||
      !save_some (work, 3, error) || !save (work, TRUE, error) ||
      !fod_db_exec (work->db, "PRAGMA wal_checkpoint(TRUNCATE)", error) ||
      !save_some (work, 2, error) || !fod_db_exec (work->db, "REINDEX", error) ||
      !save_some (work, 2, error))
    return FALSE;
  g_clear_object (&work->db);
  work->db = open_db (work->path, error);
  return work->db != NULL && save_some (work, 2, error);
}

static gint64
ask (FodDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, sql, &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  fod_stmt_step (stmt, &has_row, &error);
  g_assert_no_error (error);
  g_assert_true (has_row);
  return fod_stmt_get_int (stmt, 0);
}

/* Returns how many transactions are there, each of them whole. */
static guint
count_whole (FodDb *db, guint bulk)
{
  gint64 rows;

  if (ask (db, "SELECT count(*) FROM sqlite_master WHERE name = 'rightmost'") == 0)
    return 0;
  rows = ask (db, "SELECT count(*) FROM leftmost");
  g_assert_cmpint (rows, >, 0);
  g_assert_cmpint (ask (db, "SELECT max(n) FROM leftmost"), ==, rows);
  g_assert_cmpint (ask (db, "SELECT max(n) FROM rightmost"), ==, rows);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM rightmost"), ==, rows);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM bulk"), ==,
                   bulk != 0 && rows >= bulk ? BULK_ROWS : 0);
  return (guint)rows;
}

/* What is on @disk opens, is whole, and has all that was committed. */
static void
assert_kept (const Work *work, FodFrailDisk *disk, guint done, guint begun)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodDb) db = NULL;
  guint rows;

  fod_frail_disk_use (disk);
  db = open_db (work->path, &error);
  g_assert_no_error (error);
  fod_db_check (db, &error);
  g_assert_no_error (error);
  rows = count_whole (db, work->bulk);
  g_assert_cmpuint (rows, >=, done);
  g_assert_cmpuint (rows, <=, begun);
}

static void
image_free (gpointer data)
{
  fod_frail_disk_free (((Image *)data)->disk);
  g_free (data);
}

static void
on_change (FodFrailDisk *disk, gpointer data)
{
  Cuts *self = data;
  Image *image;

  if (self->left == 0 || g_rand_int_range (self->rand, 0, 8) != 0)
    return;
  self->left--;
  image = g_new0 (Image, 1);
  image->disk = fod_frail_disk_cut (disk, self->rand);
  image->done = self->work.done;
  image->begun = self->work.begun;
  g_ptr_array_add (self->images, image);
}

static guint
read_number (const char *name, guint otherwise)
{
  const char *text = g_getenv (name);

  return text == NULL ? otherwise : (guint)strtoul (text, NULL, 10);
}

static GRand *
make_rand (void)
{
  guint seed = read_number ("FOD_SEED", (guint)g_test_rand_int ());

  g_test_message ("FOD_SEED=%u", seed);
  return g_rand_new_with_seed (seed);
}

/* One life, with pictures of what the disk is when the power goes. */
static void
live_with_cuts (Cuts *self)
{
  g_autoptr (GError) error = NULL;

  self->images = g_ptr_array_new_with_free_func (image_free);
  work_begin (&self->work);
  fod_frail_disk_watch (self->work.disk, on_change, self);
  live (&self->work, &error);
  g_assert_no_error (error);
  fod_frail_disk_watch (self->work.disk, NULL, NULL);
  for (guint i = 0; i < self->images->len; i++)
    {
      const Image *image = g_ptr_array_index (self->images, i);

      assert_kept (&self->work, image->disk, image->done, image->begun);
    }
  g_ptr_array_unref (self->images);
  work_end (&self->work);
}

/* R4, R20 */
static void
test_power_cut (void)
{
  g_autoptr (GRand) rand = make_rand ();
  Cuts cuts = { .rand = rand, .left = read_number ("FOD_CUTS", CUTS) };

  while (cuts.left > 0)
    {
      memset (&cuts.work, 0, sizeof cuts.work);
      live_with_cuts (&cuts);
    }
}

/* Returns whether there was an operation that could fail. */
static gboolean
live_with_failure (guint after, gboolean lasting)
{
  Work work = { 0 };
  gboolean failed, lived;
  g_autoptr (GError) error = NULL;

  work_begin (&work);
  fod_frail_disk_fail (work.disk, after, lasting);
  lived = live (&work, &error);
  g_clear_object (&work.db);
  failed = fod_frail_disk_mend (work.disk);
  g_assert_true (failed || lived);
  if (!lived)
    g_assert_true (error->domain == FOD_DB_ERROR);
  if (failed)
    assert_kept (&work, work.disk, work.done, work.begun);
  work_end (&work);
  return failed;
}

/* R5 */
static void
test_every_failure (gconstpointer lasting)
{
  guint after = 0;

  while (live_with_failure (after, GPOINTER_TO_INT (lasting)))
    after += read_number ("FOD_STEP", 1);
  g_test_message ("%u operations", after);
  g_assert_cmpuint (after, >, 100);
}

static void
swap_pages (GByteArray *bytes, GRand *rand)
{
  guint pages = bytes->len / 4096;
  guint8 page[4096];
  guint8 *a, *b;

  if (pages < 2)
    return;
  a = bytes->data + 4096 * (gsize)g_rand_int_range (rand, 0, (gint32)pages);
  b = bytes->data + 4096 * (gsize)g_rand_int_range (rand, 0, (gint32)pages);
  memcpy (page, a, sizeof page);
  memcpy (a, b, sizeof page);
  memcpy (b, page, sizeof page);
}

/* Some of the file once more at its end. */
static void
repeat (GByteArray *bytes, guint from)
{
  guint length = MIN (5000, bytes->len - from);
  g_autofree guint8 *part = g_memdup2 (bytes->data + from, length);

  g_byte_array_append (bytes, part, length);
}

static void
spoil (GByteArray *bytes, GRand *rand)
{
  guint at = (guint)g_rand_int_range (rand, 0, (gint32)bytes->len);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      bytes->data[at] ^= (guint8)(1 << g_rand_int_range (rand, 0, 8));
      return;
    case 1:
      g_byte_array_set_size (bytes, at);
      return;
    case 2:
      swap_pages (bytes, rand);
      return;
    case 3:
      memset (bytes->data + at, 0, MIN (512, bytes->len - at));
      return;
    case 4:
      repeat (bytes, at / 2);
      return;
    default:
      memset (bytes->data + at, g_rand_int_range (rand, 0, 256), bytes->len - at);
    }
}

/* Either it says that something is wrong, or what is there is whole. Only the log may lose its end
 * without a word: what was last saved is then in the second journal (fod-second-journal.h). */
static void
assert_told (const Work *work, FodFrailDisk *disk, gboolean log)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodDb) db = NULL;
  guint rows;

  fod_frail_disk_use (disk);
  db = open_db (work->path, &error);
  if (db == NULL || !fod_db_check (db, &error))
    {
      g_assert_true (error->domain == FOD_DB_ERROR);
      return;
    }
  rows = count_whole (db, work->bulk);
  if (!log)
    g_assert_cmpuint (rows, ==, work->done);
  g_assert_cmpuint (rows, <=, work->done);
}

/* R9 */
static void
test_spoiled (void)
{
  g_autoptr (GRand) rand = make_rand ();
  Work work = { 0 };
  g_autoptr (GError) error = NULL;

  work_begin (&work);
  live (&work, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < SPOILED; i += read_number ("FOD_STEP", 1))
    {
      gboolean log = i % 4 == 0;
      g_autoptr (FodFrailDisk) copy = fod_frail_disk_copy (work.disk);

      spoil (fod_frail_disk_get (copy, log ? "-wal" : ".db"), rand);
      assert_told (&work, copy, log);
    }
  work_end (&work);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/frail-disk/power-cut-loses-no-commit", test_power_cut);
  g_test_add_data_func ("/frail-disk/one-failure-at-every-operation", GINT_TO_POINTER (FALSE),
                        test_every_failure);
  g_test_add_data_func ("/frail-disk/all-fail-from-every-operation-on", GINT_TO_POINTER (TRUE),
                        test_every_failure);
  g_test_add_func ("/frail-disk/damage-is-told", test_spoiled);
  return g_test_run ();
}
