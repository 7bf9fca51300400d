/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who changed what in a row, told by the server to who holds it and to nobody else. */

#include "config.h"

#include "server/fod-server-erase.h"
#include "server/fod-server-history.h"
#include "support/fod-server-fixture.h"
#include "wire/fod-protocol.h"

#include <string.h>

#define MINUTE_MS (60 * 1000)

typedef FodServerFixture Fixture;

/* What @actor is told, through the wire; %NULL with @error. */
static FodHistoryReply *
ask (Fixture *self, FodActor actor, const char *kind, const char *id, GError **error)
{
  g_autoptr (FodServerWork) work =
      fod_server_work_look_as (self->store, FOD_CLOCK (self->clock), self->tokens[actor], error);
  FodHistoryRequest request = { .schema = FOD_SCHEMA_VERSION,
                                .device = self->devices[actor],
                                .kind = (char *)kind,
                                .row = (char *)id };
  g_autoptr (FodHistoryReply) reply = NULL;
  g_autofree char *text = NULL;
  FodHistoryReply *parsed;

  g_assert_nonnull (work);
  request.epoch = work->epoch;
  reply = fod_server_history (work, &request, error);
  if (reply == NULL)
    return NULL;
  g_assert_true (fod_server_work_commit (work, error));
  text = fod_wire_print_history_reply (reply);
  parsed = fod_wire_parse_history_reply (text, strlen (text), error);
  g_assert_nonnull (parsed);
  return parsed;
}

static FodHistoryReply *
ask_participant (Fixture *self, FodActor actor, const char *id)
{
  g_autoptr (GError) error = NULL;
  FodHistoryReply *reply = ask (self, actor, FOD_KIND_PARTICIPANT, id, &error);

  g_assert_no_error (error);
  return reply;
}

static const FodTold *
at (const FodHistoryReply *reply, guint index)
{
  g_assert_cmpuint (index, <, reply->told->len);
  return reply->told->pdata[index];
}

static const char *
get (GHashTable *values, const char *field)
{
  g_assert_true (g_hash_table_contains (values, field));
  return g_hash_table_lookup (values, field);
}

static FodOpResult *
set (Fixture *self, FodActor actor, const char *id, const char *value, const char *base)
{
  FodOp *op;

  fod_fake_clock_advance (self->clock, MINUTE_MS);
  op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  return fod_server_fixture_push_one (self, actor, fod_op_with (op, "phone", value, base));
}

static void
set_ok (Fixture *self, FodActor actor, const char *id, const char *value, const char *base)
{
  g_autoptr (FodOpResult) result = set (self, actor, id, value, base);

  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodHistoryReply) reply = NULL;

  set_ok (self, FOD_ANNA, id, "11111111", "0");
  set_ok (self, FOD_LENE, id, "22222222", "2");
  reply = ask_participant (self, FOD_ANNA, id);
  g_assert_cmpuint (reply->told->len, ==, 3);
  g_assert_cmpuint (reply->rv, ==, 3);
  g_assert_false (reply->more);
  g_assert_cmpstr (at (reply, 0)->user, ==, self->users[FOD_LENE]);
  g_assert_cmpstr (at (reply, 0)->verb, ==, "set");
  g_assert_cmpstr (get (at (reply, 0)->old_values, "phone"), ==, "11111111");
  g_assert_cmpstr (get (at (reply, 0)->new_values, "phone"), ==, "22222222");
  g_assert_cmpint (at (reply, 0)->at_ms - at (reply, 1)->at_ms, ==, MINUTE_MS);
  g_assert_cmpstr (at (reply, 1)->user, ==, self->users[FOD_ANNA]);
  g_assert_null (get (at (reply, 1)->old_values, "phone"));
  g_assert_cmpstr (at (reply, 2)->verb, ==, "create");
  g_assert_cmpstr (get (at (reply, 2)->new_values, "name"), ==, "Åse");
  g_assert_cmpstr (get (at (reply, 2)->new_values, "consultant"), ==, self->users[FOD_ANNA]);
}

/* By that a laptop knows which of its own changes the answer has. */
static void
test_own (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodHistoryReply) anna = NULL;
  g_autoptr (FodHistoryReply) lene = NULL;

  set_ok (self, FOD_LENE, id, "22222222", "0");
  anna = ask_participant (self, FOD_ANNA, id);
  lene = ask_participant (self, FOD_LENE, id);
  g_assert_cmpuint (at (anna, 0)->own, ==, 0);
  g_assert_cmpuint (at (anna, 1)->own, !=, 0);
  g_assert_cmpuint (at (lene, 0)->own, !=, 0);
  g_assert_cmpuint (at (lene, 1)->own, ==, 0);
}

static void
assert_denied (Fixture *self, FodActor actor, const char *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodHistoryReply) reply = ask (self, actor, kind, id, &error);

  g_assert_null (reply);
  g_assert_error (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_ROW);
}

static void
test_others (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autofree char *nobody = fod_server_fixture_dup_id (self);

  assert_denied (self, FOD_BO, FOD_KIND_PARTICIPANT, id);
  assert_denied (self, FOD_CARL, FOD_KIND_PARTICIPANT, id);
  assert_denied (self, FOD_BO, FOD_KIND_NOTE, note);
  assert_denied (self, FOD_ANNA, FOD_KIND_NOTE, id);
  assert_denied (self, FOD_ANNA, FOD_KIND_PARTICIPANT, nobody);
  assert_denied (self, FOD_ANNA, "unheard-of", id);
}

static void
test_given_away (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) result = NULL;
  g_autoptr (FodHistoryReply) reply = NULL;

  set_ok (self, FOD_ANNA, id, "11111111", "0");
  result = fod_server_fixture_push_one (self, FOD_ANNA,
                                        fod_op_with (op, "consultant", self->users[FOD_BO], "1"));
  g_assert_cmpstr (result->code, ==, NULL);
  assert_denied (self, FOD_ANNA, FOD_KIND_PARTICIPANT, id);
  reply = ask_participant (self, FOD_BO, id);
  g_assert_cmpstr (get (at (reply, 0)->old_values, "consultant"), ==, self->users[FOD_ANNA]);
  g_assert_cmpstr (get (at (reply, 1)->new_values, "phone"), ==, "11111111");
}

/* What planned rows become by it has the whole row in the audit, and is told as what changed. */
static void
test_by_the_server (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *plan = fod_server_fixture_dup_id (self);
  FodOp *made = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, plan);
  FodOp *given = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodPushReply) reply = NULL;
  g_autoptr (FodHistoryReply) told = NULL;
  g_autoptr (GError) error = NULL;

  fod_op_with (fod_op_with (made, "title", "Samtale", NULL), "participant", id, NULL);
  fod_op_with (fod_op_with (made, "slot", "2027-03-01", NULL), "type", "other", NULL);
  fod_op_with (given, "consultant", self->users[FOD_BO], "1");
  reply = fod_server_fixture_push (self, FOD_ANNA, made, given, NULL);
  g_assert_cmpint (((FodOpResult *)reply->results->pdata[0])->result, ==, FOD_RESULT_OK);
  told = ask (self, FOD_BO, FOD_KIND_FOLLOW_UP, plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told->told->len, ==, 2);
  g_assert_cmpuint (g_hash_table_size (at (told, 0)->new_values), ==, 1);
  g_assert_cmpstr (get (at (told, 0)->old_values, "owner"), ==, self->users[FOD_ANNA]);
  g_assert_cmpstr (get (at (told, 0)->new_values, "owner"), ==, self->users[FOD_BO]);
}

/* What was refused is between its author and the server; what lost against another is not. */
static void
test_refused_and_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *early = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) refused = NULL;
  g_autoptr (FodOpResult) lost = NULL;
  g_autoptr (FodHistoryReply) reply = NULL;

  set_ok (self, FOD_ANNA, id, "11111111", "0");
  refused = set (self, FOD_BO, id, "99999999", "2");
  g_assert_cmpint (refused->result, ==, FOD_RESULT_REJECTED);
  lost =
      fod_server_fixture_push_one (self, FOD_LENE, fod_op_with (early, "phone", "22222222", "0"));
  g_assert_cmpint (lost->result, ==, FOD_RESULT_CONFLICT);
  reply = ask_participant (self, FOD_ANNA, id);
  g_assert_cmpuint (reply->told->len, ==, 3);
  g_assert_cmpstr (at (reply, 0)->user, ==, self->users[FOD_LENE]);
  g_assert_cmpstr (get (at (reply, 0)->lost, "phone"), ==, "22222222");
  g_assert_cmpuint (g_hash_table_size (at (reply, 0)->new_values), ==, 0);
}

static void
test_decided (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) conflict = NULL;
  g_autoptr (FodOpResult) decided = NULL;
  g_autoptr (FodHistoryReply) reply = NULL;
  FodOp *op;

  set_ok (self, FOD_ANNA, id, "11111111", "0");
  conflict = set (self, FOD_LENE, id, "22222222", "0");
  g_assert_cmpint (conflict->result, ==, FOD_RESULT_CONFLICT);
  op = fod_server_fixture_op (self, FOD_OP_RESOLVE, FOD_KIND_CONFLICT, conflict->conflict);
  decided =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, "value", "33333333", NULL));
  g_assert_cmpstr (decided->code, ==, NULL);
  reply = ask_participant (self, FOD_LENE, id);
  g_assert_cmpstr (at (reply, 0)->user, ==, self->users[FOD_ANNA]);
  g_assert_cmpstr (get (at (reply, 0)->old_values, "phone"), ==, "22222222");
  g_assert_cmpstr (get (at (reply, 0)->new_values, "phone"), ==, "33333333");
}

static void
test_bin (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PARTICIPANT, id);
  g_autoptr (FodOpResult) gone = fod_server_fixture_push_one (self, FOD_LENE, op);
  g_autoptr (FodHistoryReply) reply = ask_participant (self, FOD_ANNA, id);

  g_assert_cmpint (gone->result, ==, FOD_RESULT_OK);
  g_assert_cmpstr (at (reply, 0)->verb, ==, "delete");
  g_assert_cmpstr (at (reply, 0)->user, ==, self->users[FOD_LENE]);
}

static void
test_erased (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (GError) error = NULL;

  set_ok (self, FOD_ANNA, id, "11111111", "0");
  g_assert_true (fod_server_erase (self->store, FOD_CLOCK (self->clock), FOD_KIND_PARTICIPANT, id,
                                   FALSE, &error));
  g_assert_no_error (error);
  assert_denied (self, FOD_ANNA, FOD_KIND_PARTICIPANT, id);
  assert_denied (self, FOD_LENE, FOD_KIND_PARTICIPANT, id);
}

/* What was somebody's own became part of a person's file: from then on it is their colleagues'. */
static void
test_hung_later (Fixture *self, gconstpointer data)
{
  g_autofree char *person = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *plan = fod_server_fixture_dup_id (self);
  FodOp *made = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, plan);
  FodOp *hung = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, plan);
  g_autoptr (FodPushReply) reply = NULL;
  g_autoptr (FodHistoryReply) anna = NULL;
  g_autoptr (FodHistoryReply) lene = NULL;

  fod_op_with (fod_op_with (made, "title", "Tandlæge", NULL), "slot", "2027-03-01", NULL);
  fod_op_with (fod_op_with (hung, "participant", person, "0"), "title", "Om Åse", "1");
  reply = fod_server_fixture_push (self, FOD_ANNA, made, hung, NULL);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (((FodOpResult *)reply->results->pdata[i])->code, ==, NULL);
  anna = ask (self, FOD_ANNA, FOD_KIND_FOLLOW_UP, plan, NULL);
  lene = ask (self, FOD_LENE, FOD_KIND_FOLLOW_UP, plan, NULL);
  g_assert_cmpuint (lene->told->len, ==, 0);
  g_assert_cmpuint (anna->told->len, ==, 2);
  g_assert_cmpstr (get (at (anna, 0)->old_values, "title"), ==, "Tandlæge");
}

static void
test_long (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, id);
  g_autofree char *words = g_strnfill (19000, 'x');
  g_autoptr (FodHistoryReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 40; i++)
    {
      FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_NOTE, note);
      g_autofree char *body = g_strdup_printf ("%u%s", i, words);
      g_autofree char *base = g_strdup_printf ("%u", i);
      g_autoptr (FodOpResult) result =
          fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, "body", body, base));

      g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
    }
  reply = ask (self, FOD_ANNA, FOD_KIND_NOTE, note, &error);
  g_assert_no_error (error);
  g_assert_true (reply->more);
  g_assert_cmpuint (reply->told->len, <, 40);
  g_assert_true (g_str_has_prefix (get (at (reply, 0)->new_values, "body"), "40"));
}

/* Refusals and reads are in the audit, too, and whoever has no right to a row can make them. */
static void
test_crowded (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodHistoryReply) reply = NULL;

  for (guint i = 0; i < FOD_LIMIT_TOLD; i++)
    {
      g_autoptr (FodOpResult) result = set (self, FOD_BO, id, "33333333", "0");

      g_assert_cmpint (result->result, ==, FOD_RESULT_REJECTED);
    }
  reply = ask_participant (self, FOD_ANNA, id);
  g_assert_false (reply->more);
  g_assert_cmpuint (reply->told->len, ==, 1);
  g_assert_cmpstr (at (reply, 0)->verb, ==, "create");
}

/* More changes than are read at once. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodHistoryReply) reply = NULL;
  guint changes = 2 * FOD_SERVER_CHANGES_AT_ONCE + 1;

  for (guint i = 1; i < changes; i++)
    {
      g_autofree char *phone = g_strdup_printf ("%08u", i);
      g_autofree char *base = g_strdup_printf ("%u", i == 1 ? 0 : i);

      set_ok (self, FOD_ANNA, id, phone, base);
    }
  reply = ask_participant (self, FOD_ANNA, id);
  g_assert_false (reply->more);
  g_assert_cmpuint (reply->told->len, ==, changes);
  g_assert_cmpstr (at (reply, changes - 1)->verb, ==, "create");
}

static void
test_audited (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodHistoryReply) reply = ask_participant (self, FOD_LENE, id);
  g_autoptr (FodServerAuditEntry) last = NULL;
  gint64 end;

  g_assert_true (fod_server_store_get_audit_end (self->store, &end, NULL));
  g_assert_true (fod_server_store_get_audit (self->store, end, &last, NULL));
  g_assert_cmpstr (last->verb, ==, "history");
  g_assert_cmpstr (last->user, ==, self->users[FOD_LENE]);
  g_assert_null (last->new_values);
  g_assert_nonnull (reply);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/history/" name, Fixture, NULL, fod_server_fixture_set_up, test,             \
              fod_server_fixture_tear_down)
  ADD ("names-who-changed-what-and-when", test_names);
  ADD ("marks-what-came-from-the-device-that-asks", test_own);
  ADD ("is-denied-who-does-not-hold-the-row", test_others);
  ADD ("goes-with-a-participant-who-is-handed-over", test_given_away);
  ADD ("tells-what-the-server-did-by-itself", test_by_the_server);
  ADD ("has-what-lost-and-not-what-was-refused", test_refused_and_lost);
  ADD ("names-who-decided-a-conflict", test_decided);
  ADD ("names-who-deleted", test_bin);
  ADD ("of-an-erased-person-is-denied", test_erased);
  ADD ("begins-where-the-row-was-hung-on-what-the-reader-holds", test_hung_later);
  ADD ("ends-at-a-mebibyte", test_long);
  ADD ("is-not-hidden-behind-refusals", test_crowded);
  ADD ("is-read-page-by-page", test_many);
  ADD ("is-audited", test_audited);
#undef ADD
  return g_test_run ();
}
