/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSyncStatus: the one word that a person sees is true whatever is known. */

#include "config.h"

#include "sync/fod-sync-status.h"

#define NONE FOD_SYNC_NO_PROBLEM

static const struct
{
  const char *label;
  FodSyncStatus status;
  FodSyncState state;
} rows[] = {
  { "no-server", { .problem = NONE, .waiting = 3 }, FOD_SYNC_LOCAL },
  { "never-in-contact", { .enrolled = TRUE, .problem = NONE }, FOD_SYNC_WAITING },
  { "in-step", { .enrolled = TRUE, .problem = NONE, .last_contact = 1 }, FOD_SYNC_IN_STEP },
  { "waiting",
    { .enrolled = TRUE, .problem = NONE, .last_contact = 1, .waiting = 1 },
    FOD_SYNC_WAITING },
  { "busy",
    { .enrolled = TRUE, .problem = NONE, .last_contact = 1, .busy = TRUE },
    FOD_SYNC_WAITING },
  { "offline",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_OFFLINE, .last_contact = 1, .waiting = 4 },
    FOD_SYNC_OFFLINE },
  { "offline-with-a-conflict",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_OFFLINE, .last_contact = 1, .conflicts = 1 },
    FOD_SYNC_OFFLINE },
  { "conflict",
    { .enrolled = TRUE, .problem = NONE, .last_contact = 1, .conflicts = 1 },
    FOD_SYNC_ATTENTION },
  { "refused",
    { .enrolled = TRUE, .problem = NONE, .last_contact = 1, .refused = 1, .waiting = 2 },
    FOD_SYNC_ATTENTION },
  { "server-is-busy",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_BUSY, .last_contact = 1 },
    FOD_SYNC_WAITING },
  { "revoked",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_REVOKED, .last_contact = 1 },
    FOD_SYNC_ATTENTION },
  { "another-server",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_SERVER, .last_contact = 1 },
    FOD_SYNC_ATTENTION },
  { "too-old",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_TOO_OLD, .last_contact = 1 },
    FOD_SYNC_ATTENTION },
  { "pull-only",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_PULL_ONLY, .last_contact = 1 },
    FOD_SYNC_ATTENTION },
  { "loop",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_LOOP, .last_contact = 1 },
    FOD_SYNC_ATTENTION },
  { "certificate",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_CERTIFICATE, .last_contact = 1 },
    FOD_SYNC_ATTENTION },
  { "mismatch",
    { .enrolled = TRUE, .problem = FOD_SYNC_ERROR_MISMATCH, .last_contact = 1 },
    FOD_SYNC_ATTENTION },
};

static void
test_state (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpint (fod_sync_status_get_state (&rows[i].status), ==, rows[i].state);
}

static void
fail_with (FodSyncStatus *status, FodSyncError code, gint64 now)
{
  g_autoptr (GError) error = g_error_new_literal (FOD_SYNC_ERROR, (int)code, "test");

  fod_sync_status_fail (status, error, now);
}

static void
test_offline_since_is_the_first_failure (void)
{
  FodSyncStatus status = { .enrolled = TRUE, .problem = NONE, .last_contact = 50 };

  fail_with (&status, FOD_SYNC_ERROR_OFFLINE, 100);
  fail_with (&status, FOD_SYNC_ERROR_OFFLINE, 200);
  g_assert_cmpint (status.offline_since, ==, 100);
  g_assert_cmpint (status.last_contact, ==, 50);
  fod_sync_status_succeed (&status, 300);
  g_assert_cmpint (status.offline_since, ==, 0);
  g_assert_cmpint (status.last_contact, ==, 300);
  g_assert_cmpint (status.problem, ==, NONE);
}

static void
test_a_refusal_is_a_contact (void)
{
  FodSyncStatus status = { .enrolled = TRUE, .problem = NONE };

  fail_with (&status, FOD_SYNC_ERROR_OFFLINE, 100);
  fail_with (&status, FOD_SYNC_ERROR_BUSY, 200);
  g_assert_cmpint (status.offline_since, ==, 0);
  g_assert_cmpint (status.last_contact, ==, 200);
}

static void
test_a_strange_answer_is_no_contact (void)
{
  FodSyncStatus status = { .enrolled = TRUE, .problem = NONE, .last_contact = 50 };

  fail_with (&status, FOD_SYNC_ERROR_SERVER, 100);
  g_assert_cmpint (status.last_contact, ==, 50);
}

static void
test_cancelling_changes_nothing (void)
{
  FodSyncStatus status = { .enrolled = TRUE, .problem = NONE, .last_contact = 50 };
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "test");

  fod_sync_status_fail (&status, error, 100);
  g_assert_cmpint (status.problem, ==, NONE);
  g_assert_cmpint (fod_sync_status_get_state (&status), ==, FOD_SYNC_IN_STEP);
}

/* Otherwise a round that can't write what it pulled would leave "in step" standing. */
static void
test_a_failing_disk_is_not_in_step (void)
{
  FodSyncStatus status = { .enrolled = TRUE, .problem = NONE, .last_contact = 50 };
  g_autoptr (GError) full =
      g_error_new_literal (g_quark_from_static_string ("fod-db-error-quark"), 2, "test");
  g_autoptr (GError) closed = g_error_new_literal (FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED, "test");

  fod_sync_status_fail (&status, closed, 100);
  g_assert_cmpint (fod_sync_status_get_state (&status), ==, FOD_SYNC_IN_STEP);
  fod_sync_status_fail (&status, full, 100);
  g_assert_cmpint (fod_sync_status_get_state (&status), ==, FOD_SYNC_ATTENTION);
  g_assert_cmpint (status.last_contact, ==, 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sync-status/state/", rows[i].label, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_state);
    }
  g_test_add_func ("/sync-status/offline-since-is-the-first-failure",
                   test_offline_since_is_the_first_failure);
  g_test_add_func ("/sync-status/a-refusal-is-a-contact", test_a_refusal_is_a_contact);
  g_test_add_func ("/sync-status/a-strange-answer-is-no-contact",
                   test_a_strange_answer_is_no_contact);
  g_test_add_func ("/sync-status/cancelling-changes-nothing", test_cancelling_changes_nothing);
  g_test_add_func ("/sync-status/a-failing-disk-is-not-in-step",
                   test_a_failing_disk_is_not_in_step);
  return g_test_run ();
}
