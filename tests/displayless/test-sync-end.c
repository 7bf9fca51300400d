/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may tell a laptop that its access has ended: only who can prove to be its server. Everything
 * else that says so (a guest network, a wrong proxy, a repeated answer) changes nothing here. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"
#include "wire/fod-protocol.h"

#include <string.h>

typedef struct
{
  FodFakeServer server;
  FodFakeTransport *transport;
  FodFakeClock *clock;
  FodTestDevice *device;
} Fixture;

static FodReply *
say_410 (FodFakeServer *self, const FodPullRequest *request)
{
  return fod_fake_reply (410, "<html>Adgang nægtet</html>");
}

static FodReply *
push_410 (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_fake_reply (410, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;

  f->server.epoch = "e1";
  f->server.pull = say_410;
  f->clock = fod_fake_clock_new ();
  f->transport = fod_fake_transport_new (fod_fake_server_answer, &f->server);
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->transport));
  fod_test_device_pretend_enrolled (f->device);
  id = fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->device);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
  fod_fake_server_clear (&f->server);
}

static void
sync_badly (Fixture *f, FodSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_test_device_sync (f->device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, (int)code);
}

/* What was written is there, and waits. */
static void
assert_kept (Fixture *f, FodSyncError code)
{
  FodJournalCounts counts;
  g_autoptr (GPtrArray) employers = NULL;

  sync_badly (f, code);
  counts = fod_test_device_count (f->device);
  employers = fod_test_device_list (f->device, FOD_KIND_EMPLOYER);
  g_assert_cmpuint (counts.waiting, ==, 1);
  g_assert_cmpuint (counts.handed, ==, 0);
  g_assert_cmpuint (employers->len, ==, 1);
}

static FodReply *
reply_end (guint taken, const char *proof)
{
  FodEndReply reply = { taken, (char *)proof };

  return fod_fake_server_take_text (200, fod_wire_print_end_reply (&reply));
}

static FodReply *
good_end (FodFakeServer *self, const FodPushRequest *request)
{
  g_autofree char *proof = fod_wire_dup_end_proof (self->token, request);

  self->step += request->ops->len;
  return reply_end (request->ops->len, proof);
}

static void
test_the_own_server_ends_it (Fixture *f, gconstpointer data)
{
  f->server.end = good_end;
  sync_badly (f, FOD_SYNC_ERROR_ENDED);
  g_assert_cmpuint (f->server.step, ==, 1);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->device).handed, ==, 1);
  g_assert_cmpstr (fod_fake_transport_get_log (f->transport), ==,
                   FOD_PATH_PULL " " FOD_PATH_END " " FOD_PATH_END " ");
}

/* What is under way is the word that nothing is left; somebody goes on writing. */
static FodReply *
save_meanwhile (FodFakeServer *self, const FodPushRequest *request)
{
  const Fixture *f = (Fixture *)self;

  if (request->ops->len == 0 && self->step == 1)
    g_free (fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Slagteren", NULL));
  return good_end (self, request);
}

static void
test_a_save_during_the_last_word_goes_too (Fixture *f, gconstpointer data)
{
  f->server.end = save_meanwhile;
  sync_badly (f, FOD_SYNC_ERROR_ENDED);
  g_assert_cmpuint (f->server.step, ==, 2);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->device).handed, ==, 2);
}

static void
test_it_can_come_between_pull_and_push (Fixture *f, gconstpointer data)
{
  f->server.pull = NULL;
  f->server.push = push_410;
  f->server.end = good_end;
  sync_badly (f, FOD_SYNC_ERROR_ENDED);
  g_assert_cmpuint (f->server.step, ==, 1);
}

static void
test_a_status_ends_nothing (Fixture *f, gconstpointer data)
{
  assert_kept (f, FOD_SYNC_ERROR_REVOKED);
  f->server.pull = NULL;
  f->server.push = push_410;
  assert_kept (f, FOD_SYNC_ERROR_REVOKED);
}

static FodReply *
portal (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_fake_reply (200, "<!DOCTYPE html><title>Log ind</title>");
}

static FodReply *
unproven (FodFakeServer *self, const FodPushRequest *request)
{
  return reply_end (request->ops->len, "");
}

/* It echoes, but does not know the token. */
static FodReply *
wrong_token (FodFakeServer *self, const FodPushRequest *request)
{
  g_autofree char *proof = fod_wire_dup_end_proof ("token-2", request);

  return reply_end (request->ops->len, proof);
}

/* The answer to something else that this laptop asked once. */
static FodReply *
repeated (FodFakeServer *self, const FodPushRequest *request)
{
  FodPushRequest former = *request;
  g_autofree char *proof = NULL;

  former.nonce = (char *)"019a6b2c-31f4-7000-8000-000000000001";
  proof = fod_wire_dup_end_proof (self->token, &former);
  return reply_end (request->ops->len, proof);
}

/* "All is handed over", though something is. */
static FodReply *
other_ops (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  FodPushRequest former = *request;
  g_autofree char *proof = NULL;

  former.ops = none;
  proof = fod_wire_dup_end_proof (self->token, &former);
  return reply_end (request->ops->len, proof);
}

static FodReply *
miscounted (FodFakeServer *self, const FodPushRequest *request)
{
  g_autofree char *proof = fod_wire_dup_end_proof (self->token, request);

  return reply_end (request->ops->len + 1, proof);
}

static FodReply *
cut (FodFakeServer *self, const FodPushRequest *request)
{
  g_autofree char *proof = fod_wire_dup_end_proof (self->token, request);
  g_autofree char *body = g_strdup_printf ("{\"taken\":1,\"proof\":\"%s\"}", proof);

  return fod_fake_reply (200, body);
}

static FodReply *
status_401 (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_fake_reply (401, NULL);
}

static const struct
{
  const char *name;
  FodReply *(*end) (FodFakeServer *self, const FodPushRequest *request);
} impostors[] = {
  { "a-guest-network", portal },    { "no-proof", unproven },
  { "another-token", wrong_token }, { "an-earlier-answer", repeated },
  { "other-changes", other_ops },   { "another-count", miscounted },
  { "half-an-answer", cut },        { "a-wrong-proxy", status_401 },
};

static void
test_impostor (Fixture *f, gconstpointer data)
{
  f->server.end = impostors[GPOINTER_TO_UINT (data)].end;
  assert_kept (f, FOD_SYNC_ERROR_REVOKED);
  /* The real one again: nothing has happened. */
  f->server.pull = NULL;
  f->server.end = NULL;
  g_assert_true (fod_test_device_sync (f->device, NULL, NULL));
  g_assert_cmpuint (f->server.pushed, ==, 1);
}

static FodReply *
say_401 (FodFakeServer *self, const FodPullRequest *request)
{
  return fod_fake_reply (401, NULL);
}

static void
test_unknown_is_not_ended (Fixture *f, gconstpointer data)
{
  f->server.pull = say_401;
  f->server.end = good_end;
  assert_kept (f, FOD_SYNC_ERROR_REVOKED);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_END), ==, 0);
}

/* The server was put back from a backup that has nothing of this laptop's work. */
static FodReply *
restored_end (FodFakeServer *self, const FodPushRequest *request)
{
  self->epoch = "e2";
  return strcmp (request->epoch, self->epoch) == 0 ? good_end (self, request)
                                                   : fod_fake_reply (409, NULL);
}

static void
test_a_restored_server_gets_what_was_answered (Fixture *f, gconstpointer data)
{
  f->server.pull = NULL;
  g_assert_true (fod_test_device_sync (f->device, NULL, NULL));
  g_assert_cmpuint (f->server.pushed, ==, 1);
  f->server.pull = say_410;
  f->server.end = restored_end;
  sync_badly (f, FOD_SYNC_ERROR_ENDED);
  g_assert_cmpuint (f->server.step, ==, 1);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_HELLO), ==, 1);
}

static FodReply *
never_fits (FodFakeServer *self, const FodPushRequest *request)
{
  self->epoch = strcmp (request->epoch, "e1") == 0 ? "e2" : "e1";
  return fod_fake_reply (409, NULL);
}

static void
test_an_epoch_that_changes_all_the_time_ends_nothing (Fixture *f, gconstpointer data)
{
  f->server.end = never_fits;
  assert_kept (f, FOD_SYNC_ERROR_LOOP);
}

static FodReply *
busy (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_fake_reply (503, NULL);
}

static FodReply *
nobody (FodFakeServer *self, const FodPushRequest *request)
{
  return NULL;
}

static void
test_it_waits_for_the_server (Fixture *f, gconstpointer data)
{
  f->server.end = busy;
  assert_kept (f, FOD_SYNC_ERROR_BUSY);
  f->server.end = nobody;
  assert_kept (f, FOD_SYNC_ERROR_OFFLINE);
  f->server.end = good_end;
  sync_badly (f, FOD_SYNC_ERROR_ENDED);
}

/* It takes three at a time. */
static FodReply *
small_end (FodFakeServer *self, const FodPushRequest *request)
{
  return request->ops->len > 3 ? fod_fake_reply (413, NULL) : good_end (self, request);
}

static void
test_a_server_that_takes_less_gets_less (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    g_free (fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL));
  f->server.end = small_end;
  sync_badly (f, FOD_SYNC_ERROR_ENDED);
  g_assert_cmpuint (f->server.step, ==, 21);
  g_assert_cmpuint (fod_test_device_count (f->device).handed, ==, 21);
}

static FodReply *
refuse (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);

  for (guint i = 0; i < reply->results->len; i++)
    {
      FodOpResult *result = reply->results->pdata[i];

      result->result = FOD_RESULT_REJECTED;
      result->code = g_strdup ("invalid");
    }
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

/* It is shown as refused; the server may have it or not. */
static void
test_what_was_refused_is_handed_over (Fixture *f, gconstpointer data)
{
  f->server.pull = NULL;
  f->server.push = refuse;
  g_assert_true (fod_test_device_sync (f->device, NULL, NULL));
  g_assert_cmpuint (fod_test_device_count (f->device).refused, ==, 1);
  f->server.pull = say_410;
  f->server.end = good_end;
  sync_badly (f, FOD_SYNC_ERROR_ENDED);
  g_assert_cmpuint (f->server.step, ==, 1);
  g_assert_cmpuint (fod_test_device_count (f->device).refused, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->device).handed, ==, 1);
}

/* Fixed by another program: python3 -c 'import hmac; print(hmac.new(b"token-1",
 * b"fodfaeste end 1\nDEVICE\nNONCE\nOP1\nOP2", "sha256").hexdigest())' */
static void
test_the_proof_is_fixed (void)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  FodPushRequest request = { .device = (char *)"DEVICE", .nonce = (char *)"NONCE", .ops = ops };
  g_autofree char *proof = NULL;

  g_ptr_array_add (ops, fod_op_new ("OP1", FOD_OP_SET, FOD_KIND_EMPLOYER, "ROW"));
  g_ptr_array_add (ops, fod_op_new ("OP2", FOD_OP_SET, FOD_KIND_EMPLOYER, "ROW"));
  proof = fod_wire_dup_end_proof ("token-1", &request);
  g_assert_cmpstr (proof, ==, "027a728617ff90b609b097515e7f39550c62b00082c010b4fd29b6cbc02b6b28");
}

#define ADD(name, func) g_test_add ("/sync-end/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("the-own-server-ends-it", test_the_own_server_ends_it);
  ADD ("a-save-during-the-last-word-goes-too", test_a_save_during_the_last_word_goes_too);
  ADD ("it-can-come-between-pull-and-push", test_it_can_come_between_pull_and_push);
  ADD ("a-status-ends-nothing", test_a_status_ends_nothing);
  ADD ("who-is-unknown-is-not-ended", test_unknown_is_not_ended);
  ADD ("a-restored-server-gets-what-was-answered", test_a_restored_server_gets_what_was_answered);
  ADD ("an-epoch-that-changes-all-the-time-ends-nothing",
       test_an_epoch_that_changes_all_the_time_ends_nothing);
  ADD ("it-waits-for-the-server", test_it_waits_for_the_server);
  ADD ("a-server-that-takes-less-gets-less", test_a_server_that_takes_less_gets_less);
  ADD ("what-was-refused-is-handed-over", test_what_was_refused_is_handed_over);
  for (guint i = 0; i < G_N_ELEMENTS (impostors); i++)
    {
      g_autofree char *path = g_strconcat ("/sync-end/nobody-else/", impostors[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_impostor, tear_down);
    }
  g_test_add_func ("/sync-end/the-proof-is-fixed", test_the_proof_is_fixed);
  return g_test_run ();
}
