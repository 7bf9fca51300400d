/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit has every outcome, only grows, and shows when somebody touched it. */

#include "config.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-end.h"
#include "support/fod-server-fixture.h"

#include <string.h>

typedef FodServerFixture Fixture;

static gint64
verify (Fixture *self)
{
  gint64 broken;
  g_autoptr (GError) error = NULL;

  fod_server_audit_verify (self->store, &broken, &error);
  g_assert_no_error (error);
  return broken;
}

static FodServerAuditEntry *
get_last (Fixture *self)
{
  FodServerAuditEntry *entry = NULL;
  gint64 end;

  g_assert_true (fod_server_store_get_audit_end (self->store, &end, NULL));
  g_assert_true (fod_server_store_get_audit (self->store, end, &entry, NULL));
  g_assert_nonnull (entry);
  return entry;
}

static void
test_values (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, "name", "Åse Møller", "1"));
  g_autoptr (FodServerAuditEntry) entry = get_last (self);

  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
  g_assert_cmpstr (entry->user, ==, self->users[FOD_ANNA]);
  g_assert_cmpstr (entry->device, ==, self->devices[FOD_ANNA]);
  g_assert_cmpstr (entry->op, ==, result->op);
  g_assert_cmpstr (entry->verb, ==, "set");
  g_assert_cmpstr (entry->result, ==, "ok");
  g_assert_cmpuint (entry->rv, ==, 2);
  g_assert_cmpstr (entry->old_values, ==, "{\"name\":\"Åse\"}");
  g_assert_cmpstr (entry->new_values, ==, "{\"name\":\"Åse Møller\"}");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (self, FOD_BO, fod_op_with (op, "name", "Bo var her", "1"));
  g_autoptr (FodServerAuditEntry) entry = get_last (self);

  g_assert_cmpstr (result->code, ==, "forbidden");
  g_assert_cmpstr (entry->result, ==, "forbidden");
  g_assert_cmpstr (entry->user, ==, self->users[FOD_BO]);
  g_assert_cmpstr (entry->new_values, ==, "{\"name\":\"Bo var her\"}");
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  for (guint day = 0; day < 3; day++)
    {
      g_free (fod_server_fixture_participant (self, FOD_ANNA, "Åse"));
      fod_fake_clock_advance (self->clock, 24 * 60 * 60 * 1000);
    }
  g_assert_cmpint (verify (self), ==, 0);
}

static void
test_grows (Fixture *self, gconstpointer data)
{
  static const char *const attempts[] = {
    "DELETE FROM audit",
    "UPDATE audit SET result = 'ok' WHERE seq = 1",
    "UPDATE audit SET new_values = 'x' WHERE seq = 1",
    "UPDATE audit SET hash = '' WHERE seq = 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_false (fod_server_fixture_exec (self, attempts[i], NULL));
  g_assert_cmpint (verify (self), ==, 0);
}

static void
test_forged (Fixture *self, gconstpointer data)
{
  g_free (fod_server_fixture_participant (self, FOD_ANNA, "Åse"));
  g_assert_true (fod_server_fixture_exec (self, "DROP TRIGGER audit_stands",
                                          "DROP TRIGGER audit_stands ON audit"));
  g_assert_true (fod_server_fixture_exec (self, "UPDATE audit SET verb = 'x' WHERE seq = 7", NULL));
  g_assert_cmpint (verify (self), ==, 7);
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  g_free (fod_server_fixture_participant (self, FOD_ANNA, "Åse"));
  g_assert_true (fod_server_fixture_exec (self, "DROP TRIGGER audit_keeps",
                                          "DROP TRIGGER audit_keeps ON audit"));
  g_assert_true (fod_server_fixture_exec (self, "DELETE FROM audit WHERE seq = 9", NULL));
  g_assert_cmpint (verify (self), ==, 9);
}

static void
test_erased (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodServerAuditEntry) entry = NULL;

  g_assert_true (fod_server_fixture_exec (
      self, "UPDATE audit SET old_values = NULL, new_values = NULL, salt = NULL", NULL));
  entry = get_last (self);
  g_assert_cmpstr (entry->id, ==, id);
  g_assert_null (entry->new_values);
  g_assert_cmpint (verify (self), ==, 0);
}

/* What a device without access leaves: @id is the op's. NULL and @error if it is refused. */
static FodEndReply *
leave (Fixture *self, const char *id, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin_ended (
      self->store, FOD_CLOCK (self->clock), self->tokens[FOD_ANNA], error);
  g_autoptr (FodPushRequest) request = g_new0 (FodPushRequest, 1);
  g_autoptr (FodEndReply) reply = NULL;
  FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_EMPLOYER, id);

  g_assert_nonnull (work);
  g_free (op->id);
  op->id = g_strdup (id);
  request->schema = FOD_SCHEMA_VERSION;
  request->device = g_strdup (self->devices[FOD_ANNA]);
  request->epoch = g_strdup (work->epoch);
  request->nonce = g_strdup (id);
  request->ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  g_ptr_array_add (request->ops, fod_op_with (op, "name", "Rebild Tømrer", "0"));
  reply = fod_server_end (work, request, "token", error);
  return reply != NULL && fod_server_work_commit (work, error) ? g_steal_pointer (&reply) : NULL;
}

static void
end_access (Fixture *self)
{
  g_autoptr (FodServerWork) work =
      fod_server_work_begin (self->store, FOD_CLOCK (self->clock), NULL);
  g_autoptr (FodServerDevice) device = NULL;

  g_assert_true (fod_server_store_get_device (self->store, self->devices[FOD_ANNA], &device, NULL));
  device->state = FOD_SERVER_DEVICE_REVOKED;
  g_assert_true (fod_server_store_put_device (self->store, device, NULL));
  g_assert_true (fod_server_work_commit (work, NULL));
}

/* A token that somebody found writes into the audit what a laptop may have had waiting, and no
 * more; what is there already can be said again. */
static void
test_bounded (Fixture *self, gconstpointer data)
{
  g_autofree char *first = fod_server_fixture_dup_id (self);
  g_autofree char *late = fod_server_fixture_dup_id (self);
  g_autofree char *key = g_strconcat ("handed-over:", self->devices[FOD_ANNA], NULL);
  g_autofree char *used = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before, after;

  end_access (self);
  fod_end_reply_free (leave (self, first, &error));
  g_assert_no_error (error);
  g_assert_true (fod_server_store_get_meta (self->store, key, &used, NULL));
  g_assert_cmpint (g_ascii_strtoll (used, NULL, 10), >, 512);
  g_assert_true (fod_server_store_begin (self->store, FOD_SERVER_ACCESS_ALONE, NULL));
  g_assert_true (fod_server_store_put_meta (self->store, key, "67108800", NULL));
  g_assert_true (fod_server_store_commit (self->store, NULL));
  g_assert_true (fod_server_store_get_audit_end (self->store, &before, NULL));
  g_assert_null (leave (self, late, &error));
  g_assert_error (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_QUOTA);
  g_clear_error (&error);
  g_assert_true (fod_server_store_get_audit_end (self->store, &after, NULL));
  g_assert_cmpint (after, ==, before);
  fod_end_reply_free (leave (self, first, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/audit/" name, Fixture, NULL, fod_server_fixture_set_up, test,               \
              fod_server_fixture_tear_down)
  ADD ("has-old-and-new-values", test_values);
  ADD ("has-what-was-refused", test_refused);
  ADD ("chains-over-the-days", test_whole);
  ADD ("only-grows", test_grows);
  ADD ("shows-a-forged-entry", test_forged);
  ADD ("shows-a-missing-entry", test_missing);
  ADD ("has-room-for-what-one-laptop-leaves", test_bounded);
  ADD ("holds-when-values-are-erased", test_erased);
  return g_test_run ();
}
