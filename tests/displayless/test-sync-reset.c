/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A scope that is loaded anew because its cursor is of no use: what is not there any more goes,
 * what waits stays, and a server that asks for it all the time is told of, also by a program that
 * is started all the time. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"
#include "sync/fod-sync-status.h"
#include "wire/fod-wire.h"

#include <string.h>

#define STAYS "019a6b2c-31f4-7000-8000-000000000001"
#define DIED "019a6b2c-31f4-7000-8000-000000000002"
#define DAY_MS (24 * 60 * 60 * 1000)

typedef struct
{
  FodFakeServer server;
  FodFakeTransport *transport;
  FodFakeClock *clock;
  FodTestDevice *device;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->server.epoch = "e1";
  f->clock = fod_fake_clock_new ();
  f->transport = fod_fake_transport_new (fod_fake_server_answer, &f->server);
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->transport));
  fod_test_device_pretend_enrolled (f->device);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->device);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
  fod_fake_server_clear (&f->server);
}

/* One round; @code says how it fails, FOD_SYNC_NO_PROBLEM that it does not. */
static void
sync_so (Fixture *f, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean went = fod_test_device_sync (f->device, NULL, &error);

  if (code == FOD_SYNC_NO_PROBLEM)
    g_assert_no_error (error);
  else
    g_assert_error (error, FOD_SYNC_ERROR, code);
  g_assert_cmpint (went, ==, code == FOD_SYNC_NO_PROBLEM);
}

static FodReply *
reset (FodFakeServer *self)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, "1");

  g_ptr_array_set_size (reply->scopes, 0);
  g_ptr_array_add (reply->reset, g_strdup ("org:1"));
  reply->why = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (reply->why, g_strdup ("org:1"), g_strdup ("too_old"));
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

/* Its cursors last for one round. */
static FodReply *
forgetful_pull (FodFakeServer *self, const FodPullRequest *request)
{
  g_autoptr (FodPullReply) reply = NULL;

  self->step++;
  if (g_hash_table_size (request->cursors) > 0)
    return reset (self);
  reply = fod_fake_server_new_pull_reply (self, "1");
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static void
test_counted_across_restarts (Fixture *f, gconstpointer data)
{
  guint asked;

  f->server.pull = forgetful_pull;
  sync_so (f, FOD_SYNC_NO_PROBLEM);
  for (guint i = 0; i < 3; i++)
    {
      sync_so (f, FOD_SYNC_NO_PROBLEM);
      fod_test_device_restart (f->device);
    }
  asked = f->server.step;
  for (guint i = 0; i < 3; i++)
    {
      sync_so (f, FOD_SYNC_ERROR_LOOP);
      fod_test_device_restart (f->device);
    }
  g_assert_cmpuint (f->server.step, ==, asked + 3);
}

static void
test_counted_anew_each_day (Fixture *f, gconstpointer data)
{
  f->server.pull = forgetful_pull;
  sync_so (f, FOD_SYNC_NO_PROBLEM);
  for (guint day = 0; day < 3; day++)
    {
      for (guint i = 0; i < 3; i++)
        sync_so (f, FOD_SYNC_NO_PROBLEM);
      sync_so (f, FOD_SYNC_ERROR_LOOP);
      fod_fake_clock_advance (f->clock, DAY_MS);
      fod_test_device_restart (f->device);
    }
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fod_journal_set_enrolment_finish (FOD_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

/* Whoever has set the server right says so by enrolling. */
static void
test_forgotten_when_enrolled_anew (Fixture *f, gconstpointer data)
{
  g_autoptr (FodEnrolment) enrolment = fod_test_device_dup_enrolment (f->device);
  gboolean kept = FALSE;

  f->server.pull = forgetful_pull;
  sync_so (f, FOD_SYNC_NO_PROBLEM);
  for (guint i = 0; i < 3; i++)
    sync_so (f, FOD_SYNC_NO_PROBLEM);
  sync_so (f, FOD_SYNC_ERROR_LOOP);
  g_free (enrolment->token);
  enrolment->token = g_strdup ("another");
  fod_journal_set_enrolment_async (fod_test_device_get_store (f->device), enrolment, NULL, on_kept,
                                   &kept);
  while (!kept)
    g_main_context_iteration (NULL, TRUE);
  sync_so (f, FOD_SYNC_NO_PROBLEM);
}

static void
add_employer (FodPullReply *reply, const char *id, const char *name, const char *rv)
{
  FodPullScope *scope = reply->scopes->pdata[0];
  FodRow *row = fod_row_new (FOD_KIND_EMPLOYER, id);

  row->seq = g_ascii_strtoull (rv, NULL, 10);
  row->rv = row->seq;
  g_hash_table_insert (row->fields, g_strdup ("name"), g_strdup (name));
  g_hash_table_insert (row->versions, g_strdup ("name"), g_strdup (rv));
  g_ptr_array_add (scope->rows, row);
  scope->count++;
  scope->check ^= fod_row_check_word (row->kind, row->id, row->rv);
}

/* First two employers; to who was away, a reset, and one of them under another name. */
static FodReply *
ageing_pull (FodFakeServer *self, const FodPullRequest *request)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, "9");
  const char *cursor = g_hash_table_lookup (request->cursors, "org:1");

  if (self->step == 1 && g_strcmp0 (cursor, "9") == 0)
    {
      self->step = 2;
      return reset (self);
    }
  if (cursor != NULL)
    g_ptr_array_set_size (reply->scopes, 0);
  else
    add_employer (reply, STAYS, self->step == 0 ? "Tømrer" : "Tømrer & Søn",
                  self->step == 0 ? "1" : "3");
  if (cursor == NULL && self->step == 0)
    add_employer (reply, DIED, "Maler", "1");
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static FodReply *
no_push (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_reply_new (503);
}

static FodReply *
knowing_push (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);

  for (guint i = 0; i < request->ops->len; i++)
    {
      FodOpResult *result = reply->results->pdata[i];

      self->pushed++;
      result->rv = 4;
      if (strcmp (((FodOp *)request->ops->pdata[i])->row, DIED) != 0)
        continue;
      result->result = FOD_RESULT_REJECTED;
      result->code = g_strdup ("gone");
      g_clear_pointer (&result->versions, g_hash_table_unref);
    }
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

static void
assert_shown (Fixture *f, const char *id, const char *field, const char *value)
{
  g_autofree char *shown = fod_test_device_dup (f->device, FOD_KIND_EMPLOYER, id, field);

  g_assert_cmpstr (shown, ==, value);
}

static gboolean
is_listed (Fixture *f, const char *id)
{
  g_autoptr (GPtrArray) list = fod_test_device_list (f->device, FOD_KIND_EMPLOYER);

  for (guint i = 0; i < list->len; i++)
    if (strcmp (fod_record_get_id (list->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/* 400 days later: what waits is shown on top of what came, what died is not there, and nothing that
 * was written is lost without a word. */
static void
test_what_waits_stays (Fixture *f, gconstpointer data)
{
  g_autofree char *own = NULL;

  f->server.pull = ageing_pull;
  f->server.push = no_push;
  sync_so (f, FOD_SYNC_NO_PROBLEM);
  g_assert_true (is_listed (f, DIED));
  f->server.step = 1;
  own = fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Murer", NULL);
  fod_test_device_set (f->device, FOD_KIND_EMPLOYER, STAYS, "phone", "98 76 54 32");
  fod_test_device_set (f->device, FOD_KIND_EMPLOYER, DIED, "phone", "12 34 56 78");
  sync_so (f, FOD_SYNC_ERROR_BUSY);
  g_assert_cmpuint (f->server.step, ==, 2);
  assert_shown (f, STAYS, "name", "Tømrer & Søn");
  assert_shown (f, STAYS, "phone", "98 76 54 32");
  assert_shown (f, own, "name", "Murer");
  g_assert_false (is_listed (f, DIED));
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 3);

  fod_test_device_restart (f->device);
  f->server.push = knowing_push;
  sync_so (f, FOD_SYNC_NO_PROBLEM);
  g_assert_cmpuint (f->server.pushed, ==, 3);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 0);
  g_assert_cmpuint (
      fod_test_device_count (f->device).refused + fod_test_device_count (f->device).handed, ==, 1);
  assert_shown (f, STAYS, "phone", "98 76 54 32");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/sync/reset/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("three-a-day-however-often-the-program-starts", test_counted_across_restarts);
  ADD ("three-on-each-day", test_counted_anew_each_day);
  ADD ("whoever-enrols-anew-begins-anew", test_forgotten_when_enrolled_anew);
  ADD ("what-died-goes-and-what-waits-stays", test_what_waits_stays);
  return g_test_run ();
}
