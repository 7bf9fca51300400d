/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A backup that is put back, and what is left of a restore that came to no end. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-folder.h"
#include "support/fod-fake-clock.h"
#include "support/fod-temp.h"

#include <glib/gstdio.h>

#define ERASED "019a6b2c-31f4-7000-8000-000000000001"
#define WRONG "participant nobody\n"

typedef struct
{
  char *folder;
  char *backup;
  char *epoch;
  FodFakeClock *clock;
  FodServerStore *store; /* NULL: closed */
} Fixture;

static char *
dup_epoch (Fixture *self)
{
  char *epoch = NULL;

  g_assert_true (fod_server_store_get_meta (self->store, "epoch", &epoch, NULL));
  return epoch;
}

static void
write_erased (Fixture *self, const char *last)
{
  g_autofree char *path = g_build_filename (self->folder, "erased", NULL);
  g_autofree char *text = g_strconcat ("participant " ERASED "\n", last, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* As a start of the server. */
static gboolean
start (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (self->store);
  self->store = fod_server_folder_open (self->folder, &error);
  g_assert_no_error (error);
  return fod_server_folder_keep_mark (self->folder, self->store, FOD_CLOCK (self->clock), NULL);
}

static void
add_team (Fixture *self)
{
  g_autofree char *team =
      fod_server_add_team (self->store, FOD_CLOCK (self->clock), "Rebild", NULL);

  g_assert_nonnull (team);
}

/* The backup is older by one change. */
static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = fod_temp_new ();
  self->clock = fod_fake_clock_new ();
  self->backup = g_build_filename (self->folder, "backup", NULL);
  self->store = fod_server_folder_create (self->folder, NULL);
  fod_server_setup (self->store, FOD_CLOCK (self->clock), "Rebild Kommune", NULL);
  g_assert_true (fod_server_store_backup (self->store, self->backup, NULL));
  g_clear_object (&self->store);
  g_assert_true (start (self));
  self->epoch = dup_epoch (self);
  add_team (self);
  g_clear_object (&self->store);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->store);
  g_object_unref (self->clock);
  fod_temp_free (self->folder);
  g_free (self->backup);
  g_free (self->epoch);
}

static guint
count_rows (Fixture *self)
{
  FodServerCounts counts;

  g_assert_true (fod_server_store_count (self->store, &counts, NULL));
  return (guint)counts.rows;
}

static void
test_failed_restore_leaves_what_was (Fixture *self, gconstpointer data)
{
  g_autofree char *epoch = NULL;
  guint rows;

  g_assert_true (start (self));
  rows = count_rows (self);
  g_clear_object (&self->store);
  write_erased (self, WRONG);
  g_assert_false (
      fod_server_folder_restore (self->folder, self->backup, FOD_CLOCK (self->clock), NULL));
  g_assert_true (start (self));
  epoch = dup_epoch (self);
  g_assert_cmpstr (epoch, ==, self->epoch);
  g_assert_cmpuint (count_rows (self), ==, rows);
}

static void
test_restore_erases_and_begins_an_epoch (Fixture *self, gconstpointer data)
{
  g_autofree char *epoch = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;
  FodStoredRow *row = NULL;

  write_erased (self, "");
  fod_server_folder_restore (self->folder, self->backup, FOD_CLOCK (self->clock), &error);
  g_assert_no_error (error);
  g_assert_true (start (self));
  epoch = dup_epoch (self);
  g_assert_cmpstr (epoch, !=, self->epoch);
  g_assert_true (fod_server_store_get_row (self->store, "participant", ERASED, &row, NULL));
  g_assert_cmpint (row->row->state, ==, FOD_ROW_ERASED);
  fod_stored_row_free (row);
  /* Once. */
  g_clear_object (&self->store);
  g_assert_true (start (self));
  later = dup_epoch (self);
  g_assert_cmpstr (later, ==, epoch);
}

/* A copy by hand is noticed at the start; that is cut off when it has erased, and before the new
 * epoch. */
static void
test_older_copy_is_noticed_until_it_is_dealt_with (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "server.db", NULL);
  g_autofree char *text = NULL;
  g_autofree char *epoch = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (self->backup, &text, &size, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize)size, NULL));
  write_erased (self, WRONG);
  g_assert_false (start (self));
  add_team (self);
  g_clear_object (&self->store);
  write_erased (self, "");
  g_assert_true (start (self));
  epoch = dup_epoch (self);
  g_assert_cmpstr (epoch, !=, self->epoch);
}

#define ADD(name, func) g_test_add ("/server-restore/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("a-failed-one-leaves-what-was", test_failed_restore_leaves_what_was);
  ADD ("erases-and-begins-an-epoch", test_restore_erases_and_begins_an_epoch);
  ADD ("an-older-copy-is-noticed-until-it-is-dealt-with",
       test_older_copy_is_noticed_until_it_is_dealt_with);
  return g_test_run ();
}
