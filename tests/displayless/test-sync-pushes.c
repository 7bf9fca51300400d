/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A queue that needs several pushes: one is on its way while the answer to the one before is
 * settled. */

#include "config.h"

#include "base/fod-uuid.h"
#include "store/fod-job.h"
#include "support/fod-fake-clock.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"
#include "sync/fod-sync-engine-private.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

/* What holds the store's thread up until the test lets it go. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
} Gate;

typedef struct
{
  FodFakeServer server;
  FodFakeTransport *transport;
  FodFakeClock *clock;
  FodTestDevice *device;
  Gate gate;
} Fixture;

static Fixture *
fixture_of (FodFakeServer *server)
{
  return (Fixture *)server;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->server.epoch = "e1";
  f->clock = fod_fake_clock_new ();
  f->transport = fod_fake_transport_new (fod_fake_server_answer, &f->server);
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->transport));
  fod_test_device_pretend_enrolled (f->device);
  g_mutex_init (&f->gate.mutex);
  g_cond_init (&f->gate.cond);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->device);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
  fod_fake_server_clear (&f->server);
  g_mutex_clear (&f->gate.mutex);
  g_cond_clear (&f->gate.cond);
}

static void
set_max_ops (Fixture *f, guint max_ops)
{
  fod_test_device_get_engine (f->device)->memory->max_ops = max_ops;
}

static void
add_employers (Fixture *f, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("Virksomhed %03u", i);

      g_free (fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", name, NULL));
    }
}

static void
sync_well (Fixture *f, FodSyncRound *round)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (f->device, round, &error);
  g_assert_no_error (error);
}

static gpointer
wait_at_gate (FodLedger *ledger, gpointer input, GError **error)
{
  Gate *gate = input;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return FOD_JOB_DONE;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

/* After the first push the store's thread stands still: its answer can't be settled. The second
 * push comes all the same, and lets it go on. */
static FodReply *
gated_push (FodFakeServer *self, const FodPushRequest *request)
{
  Fixture *f = fixture_of (self);
  const FodCall call = { wait_at_gate, &f->gate, NULL, NULL };
  g_autoptr (GTask) task = NULL;

  if (self->step++ == 0)
    {
      task = g_task_new (NULL, NULL, NULL, NULL);
      g_task_set_source_tag (task, gated_push);
      fod_store_call_async (fod_test_device_get_store (f->device), &call, task);
    }
  else
    open_gate (&f->gate);
  return fod_fake_server_good_push (self, request);
}

static void
test_the_next_leaves_while_one_is_settled (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  add_employers (f, 3);
  set_max_ops (f, 1);
  f->server.push = gated_push;
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, 3);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PUSH), ==, 3);
}

static FodReply *
ordered_push (FodFakeServer *self, const FodPushRequest *request)
{
  for (guint i = 0; i < request->ops->len; i++)
    {
      const FodOp *op = request->ops->pdata[i];
      g_autofree char *name = g_strdup_printf ("Virksomhed %03u", self->step++);

      g_assert_cmpstr (g_hash_table_lookup (op->fields, "name"), ==, name);
    }
  return fod_fake_server_good_push (self, request);
}

static void
test_all_go_once_and_in_their_order (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  add_employers (f, 50);
  set_max_ops (f, 7);
  f->server.push = ordered_push;
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, 50);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PUSH), ==, 8);
}

static void
test_a_save_is_never_cut (Fixture *f, gconstpointer data)
{
  FodSyncRound round;
  FodEdit *edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = fod_uuid_new (FOD_CLOCK (f->clock));
      g_autoptr (FodRecord) record = fod_record_new (&fod_employer_spec, id);

      fod_record_set (record, "name", "Rebild Tømrer");
      fod_edit_create (edit, record);
    }
  add_employers (f, 1);
  fod_test_device_apply (f->device, edit, &error);
  g_assert_no_error (error);
  add_employers (f, 1);
  set_max_ops (f, 2);
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, 7);
  /* One, the five that belong together, one. */
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PUSH), ==, 3);
}

static FodReply *
push_then_stop (FodFakeServer *self, const FodPushRequest *request)
{
  return self->step++ == 0 ? fod_fake_server_good_push (self, request) : fod_fake_reply (503, NULL);
}

/* The line goes while an answer is settled: that one stays settled, the others wait as before. */
static void
test_a_failure_waits_for_what_is_settled (Fixture *f, gconstpointer data)
{
  FodSyncRound round;
  g_autoptr (GError) error = NULL;

  add_employers (f, 5);
  set_max_ops (f, 1);
  f->server.push = push_then_stop;
  g_assert_false (fod_test_device_sync (f->device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_BUSY);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 4);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PUSH), ==, 2);

  f->server.push = NULL;
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, 4);
  g_assert_cmpuint (round.waiting, ==, 0);
}

static FodReply *
push_then_move (FodFakeServer *self, const FodPushRequest *request)
{
  FodReply *reply = fod_fake_server_good_push (self, request);

  if (self->step++ == 0)
    self->epoch = "e2";
  return reply;
}

/* The server is restored between two pushes: all that was answered goes to it once more. */
static void
test_a_new_epoch_waits_for_what_is_settled (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  add_employers (f, 3);
  set_max_ops (f, 1);
  f->server.push = push_then_move;
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, 1 + 3);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_HELLO), ==, 1);
}

static FodReply *
refuse_first (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);
  FodOpResult *result = reply->results->pdata[0];

  result->result = FOD_RESULT_REJECTED;
  result->code = g_strdup (self->step++ == 0 ? "invalid" : "gone");
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

/* A change on top of a new row is on its way when the row is refused, and is refused too: the row
 * stays as it was written. */
static void
test_what_is_built_on_a_refused_row_joins_it (Fixture *f, gconstpointer data)
{
  FodSyncRound round;
  g_autofree char *id = NULL;
  g_autofree char *phone = NULL;

  id = fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);
  set_max_ops (f, 1);
  f->server.push = push_then_stop;
  f->server.step = 1;
  fod_test_device_sync (f->device, NULL, NULL);
  /* The first is in flight, so that this is an op of its own. */
  fod_test_device_set (f->device, FOD_KIND_EMPLOYER, id, "phone", "22334455");
  f->server.push = refuse_first;
  f->server.step = 0;
  sync_well (f, &round);
  g_assert_cmpuint (f->server.step, ==, 2);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->device).refused, ==, 1);
  phone = fod_test_device_dup (f->device, FOD_KIND_EMPLOYER, id, "phone");
  g_assert_cmpstr (phone, ==, "22334455");
}

static FodReply *
too_much_push (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_fake_reply (413, NULL);
}

/* The employer that the last push made, to its end. */
static FodReply *
naming_pull (FodFakeServer *self, const FodPullRequest *request)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, "1");
  FodPullScope *scope = reply->scopes->pdata[0];
  FodRow *row;

  if (self->last_row != NULL)
    {
      row = fod_row_new (FOD_KIND_EMPLOYER, self->last_row);
      row->rv = 1;
      g_hash_table_insert (row->fields, g_strdup ("name"), g_strdup ("Virksomhed 000"));
      g_hash_table_insert (row->versions, g_strdup ("name"), g_strdup ("1"));
      g_ptr_array_add (scope->rows, row);
      scope->count = 1;
      scope->check = fod_row_check_word (row->kind, row->id, row->rv);
    }
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

/* By its own clock, which is a year ahead, all that was answered would be too old to be kept. */
static void
test_a_refusal_of_its_own_tells_no_time (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  fod_fake_clock_advance (f->clock, G_GINT64_CONSTANT (365) * 24 * 3600 * 1000);
  f->server.pull = naming_pull;
  add_employers (f, 1);
  sync_well (f, NULL);
  add_employers (f, 1);
  f->server.push = too_much_push;
  sync_well (f, &round);
  g_assert_cmpuint (round.rejected, ==, 1);

  f->server.push = NULL;
  f->server.epoch = "e2";
  sync_well (f, &round);
  g_assert_cmpuint (f->server.pushed, ==, 1 + 1);
}

#define ADD(name, function) g_test_add ("/pushes/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("the-next-leaves-while-one-is-settled", test_the_next_leaves_while_one_is_settled);
  ADD ("all-go-once-and-in-their-order", test_all_go_once_and_in_their_order);
  ADD ("a-save-is-never-cut", test_a_save_is_never_cut);
  ADD ("a-failure-waits-for-what-is-settled", test_a_failure_waits_for_what_is_settled);
  ADD ("a-new-epoch-waits-for-what-is-settled", test_a_new_epoch_waits_for_what_is_settled);
  ADD ("what-is-built-on-a-refused-row-joins-it", test_what_is_built_on_a_refused_row_joins_it);
  ADD ("a-refusal-of-its-own-tells-no-time", test_a_refusal_of_its_own_tells_no_time);
  return g_test_run ();
}
