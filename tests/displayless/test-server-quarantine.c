/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody wrote about a participant whom they had lost meanwhile is read by the leader of the
 * team that has them, and by nobody else. */

#include "config.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-quarantine.h"
#include "support/fod-server-fixture.h"

typedef struct
{
  FodServerFixture server;
  char *person;
  char *note;
} Fixture;

static void
push (Fixture *self, FodActor actor, FodOp *op, const char *expected)
{
  g_autoptr (FodOpResult) result = fod_server_fixture_push_one (&self->server, actor, op);

  g_assert_cmpstr (result->code, ==, expected);
}

static FodOp *
op_of (Fixture *self, FodOpVerb verb, const char *kind, const char *id)
{
  return fod_server_fixture_op (&self->server, verb, kind, id);
}

/* Anna hands the participant to Bo, and had written three things before she heard of it. */
static void
set_up (Fixture *self, gconstpointer data)
{
  FodOp *op;

  fod_server_fixture_set_up (&self->server, data);
  self->person = fod_server_fixture_participant (&self->server, FOD_ANNA, "Åse Fiktiv");
  op = op_of (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->person);
  push (self, FOD_LENE, fod_op_with (op, "consultant", self->server.users[FOD_BO], "1"), NULL);
  op = op_of (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->person);
  op = fod_op_with (op, "wish", "Vil bage", "0");
  g_hash_table_insert (op->added, g_strdup ("tags"), g_strdup ("ordblind"));
  push (self, FOD_ANNA, op, "forbidden");
  self->note = fod_server_fixture_dup_id (&self->server);
  op = op_of (self, FOD_OP_CREATE, FOD_KIND_NOTE, self->note);
  op = fod_op_with (op, "participant", self->person, NULL);
  push (self, FOD_ANNA, fod_op_with (op, "date", "2026-03-02", NULL), "ref_missing");
  op = op_of (self, FOD_OP_SET, FOD_KIND_NOTE, self->note);
  push (self, FOD_ANNA, fod_op_with (op, "body", "Kom ikke", "0"), "gone");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->person);
  g_free (self->note);
  fod_server_fixture_tear_down (&self->server, data);
}

/* Returns: (transfer full) (nullable) */
static FodQuarantineReply *
ask (Fixture *self, FodActor actor, const char *after, const char *settled, GError **error)
{
  FodServerFixture *server = &self->server;
  g_autoptr (FodServerWork) work = fod_server_work_begin_as (
      server->store, FOD_CLOCK (server->clock), server->tokens[actor], error);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  FodQuarantineRequest request = { .schema = FOD_SCHEMA_VERSION,
                                   .device = server->devices[actor],
                                   .epoch = work->epoch,
                                   .after = (char *)after,
                                   .settled = list };
  g_autoptr (FodQuarantineReply) reply = NULL;

  if (settled != NULL)
    g_ptr_array_add (list, (gpointer)settled);
  reply = fod_server_quarantine (work, &request, error);
  if (reply == NULL || !fod_server_work_commit (work, error))
    return NULL;
  return g_steal_pointer (&reply);
}

static FodQuarantineReply *
ask_well (Fixture *self, FodActor actor, const char *after, const char *settled)
{
  g_autoptr (GError) error = NULL;
  FodQuarantineReply *reply = ask (self, actor, after, settled, &error);

  g_assert_no_error (error);
  return reply;
}

static void
make_leader (Fixture *self, FodActor actor)
{
  g_autoptr (FodServerUser) user = NULL;

  g_assert_true (fod_server_store_begin (self->server.store, FOD_SERVER_ACCESS_ALONE, NULL));
  g_assert_true (
      fod_server_store_get_user (self->server.store, self->server.users[actor], &user, NULL));
  g_free (user->role);
  user->role = g_strdup ("leader");
  g_assert_true (fod_server_store_put_user (self->server.store, user, NULL));
  g_assert_true (fod_server_store_commit (self->server.store, NULL));
}

static void
test_the_leader_reads_who_wrote_what (Fixture *self, gconstpointer data)
{
  g_autoptr (FodQuarantineReply) reply = ask_well (self, FOD_LENE, NULL, NULL);
  const FodQuarantined *set, *create, *later;

  g_assert_cmpuint (reply->entries->len, ==, 3);
  g_assert_false (reply->more);
  set = reply->entries->pdata[0];
  create = reply->entries->pdata[1];
  later = reply->entries->pdata[2];
  g_assert_cmpstr (set->by, ==, self->server.users[FOD_ANNA]);
  g_assert_cmpstr (set->kind, ==, FOD_KIND_PARTICIPANT);
  g_assert_cmpstr (set->row, ==, self->person);
  g_assert_cmpstr (set->verb, ==, "set");
  g_assert_cmpstr (set->code, ==, "forbidden");
  g_assert_cmpstr (g_hash_table_lookup (set->fields, "wish"), ==, "Vil bage");
  g_assert_cmpstr (g_hash_table_lookup (set->added, "tags"), ==, "ordblind");
  g_assert_cmpstr (create->row, ==, self->note);
  g_assert_cmpstr (g_hash_table_lookup (create->fields, "date"), ==, "2026-03-02");
  /* It names nobody; what it was made on does. */
  g_assert_cmpstr (g_hash_table_lookup (later->fields, "body"), ==, "Kom ikke");
}

static void
test_who_is_no_leader_is_told_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodQuarantineReply) reply = ask (self, FOD_BO, NULL, NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_ROLE);
}

/* Neither to be read nor to be settled. */
static void
test_the_leader_of_another_team_has_none_of_it (Fixture *self, gconstpointer data)
{
  g_autoptr (FodQuarantineReply) known = ask_well (self, FOD_LENE, NULL, NULL);
  const FodQuarantined *entry = known->entries->pdata[0];
  g_autoptr (FodQuarantineReply) other = NULL;
  g_autoptr (FodQuarantineReply) after = NULL;

  make_leader (self, FOD_CARL);
  other = ask_well (self, FOD_CARL, NULL, entry->n);
  g_assert_cmpuint (other->entries->len, ==, 0);
  after = ask_well (self, FOD_LENE, NULL, NULL);
  g_assert_cmpuint (after->entries->len, ==, 3);
}

static void
test_own_appointments_are_nobody_elses (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_dup_id (&self->server);
  g_autofree char *never = fod_server_fixture_dup_id (&self->server);
  g_autoptr (FodQuarantineReply) reply = NULL;
  FodOp *op = op_of (self, FOD_OP_CREATE, FOD_KIND_FOLLOW_UP, id);

  op = fod_op_with (op, "title", "Tandlæge", NULL);
  push (self, FOD_ANNA, fod_op_with (op, "slot", "2026-03-02", NULL), NULL);
  op = op_of (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, id);
  push (self, FOD_BO, fod_op_with (op, "title", "Andet", "1"), "forbidden");
  op = op_of (self, FOD_OP_SET, FOD_KIND_FOLLOW_UP, never);
  push (self, FOD_BO, fod_op_with (op, "title", "Andet", "1"), "gone");
  reply = ask_well (self, FOD_LENE, NULL, NULL);
  g_assert_cmpuint (reply->entries->len, ==, 3);
}

static void
test_what_is_settled_is_shown_no_more (Fixture *self, gconstpointer data)
{
  g_autoptr (FodQuarantineReply) known = ask_well (self, FOD_LENE, NULL, NULL);
  const FodQuarantined *entry = known->entries->pdata[1];
  g_autoptr (FodQuarantineReply) reply = ask_well (self, FOD_LENE, NULL, entry->n);
  g_autoptr (FodQuarantineReply) again = ask_well (self, FOD_LENE, NULL, entry->n);
  gint64 broken = -1;

  g_assert_cmpuint (reply->entries->len, ==, 2);
  g_assert_cmpuint (again->entries->len, ==, 2);
  g_assert_cmpstr (((FodQuarantined *)again->entries->pdata[0])->row, ==, self->person);
  /* Who settled it stands in the audit, which is whole. */
  g_assert_true (fod_server_audit_verify (self->server.store, &broken, NULL));
  g_assert_cmpint (broken, ==, 0);
}

static void
test_nothing_is_left_of_who_was_erased (Fixture *self, gconstpointer data)
{
  g_autoptr (FodQuarantineReply) reply = NULL;
  g_autofree char *late = fod_server_fixture_dup_id (&self->server);
  FodOp *op = op_of (self, FOD_OP_CREATE, FOD_KIND_NOTE, late);

  g_assert_true (fod_server_erase (self->server.store, FOD_CLOCK (self->server.clock),
                                   FOD_KIND_PARTICIPANT, self->person, FALSE, NULL));
  op = fod_op_with (op, "participant", self->person, NULL);
  push (self, FOD_ANNA, fod_op_with (op, "date", "2026-03-02", NULL), "ref_missing");
  reply = ask_well (self, FOD_LENE, NULL, NULL);
  g_assert_cmpuint (reply->entries->len, ==, 0);
}

static void
test_many_come_page_by_page (Fixture *self, gconstpointer data)
{
  g_autoptr (FodQuarantineReply) first = NULL;
  g_autoptr (FodQuarantineReply) rest = NULL;

  for (guint i = 0; i < 110; i++)
    {
      FodOp *op = op_of (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->person);

      push (self, FOD_ANNA, fod_op_with (op, "wish", "Vil bage", "0"), "forbidden");
    }
  first = ask_well (self, FOD_LENE, NULL, NULL);
  g_assert_cmpuint (first->entries->len, ==, 100);
  g_assert_true (first->more);
  rest = ask_well (self, FOD_LENE, first->next, NULL);
  g_assert_cmpuint (rest->entries->len, ==, 13);
  g_assert_false (rest->more);
}

static void
test_what_is_no_place_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodQuarantineReply) reply = ask (self, FOD_LENE, "1 OR 1", NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_FORM);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/server-quarantine/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("the-leader-reads-who-wrote-what", test_the_leader_reads_who_wrote_what);
  ADD ("who-is-no-leader-is-told-nothing", test_who_is_no_leader_is_told_nothing);
  ADD ("the-leader-of-another-team-has-none-of-it", test_the_leader_of_another_team_has_none_of_it);
  ADD ("own-appointments-are-nobody-elses", test_own_appointments_are_nobody_elses);
  ADD ("what-is-settled-is-shown-no-more", test_what_is_settled_is_shown_no_more);
  ADD ("nothing-is-left-of-who-was-erased", test_nothing_is_left_of_who_was_erased);
  ADD ("many-come-page-by-page", test_many_come_page_by_page);
  ADD ("what-is-no-place-is-refused", test_what_is_no_place_is_refused);
  return g_test_run ();
}
