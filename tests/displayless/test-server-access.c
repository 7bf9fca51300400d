/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what to whose rows: every kind and verb against every role. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-push.h"
#include "support/fod-server-fixture.h"

#include <string.h>

typedef FodServerFixture Fixture;

/* A row of Anna's to try things on: the fields that its kind asks for. */
typedef struct
{
  const char *kind;
  const char *parent_kind; /* made first; its id goes into the field `parent` */
  const char *parent;
  const char *field;
  const char *value;
  const char *more;
  const char *more_value;
  gboolean others[FOD_N_ACTORS]; /* who besides Anna may touch it */
  const char *beside; /* the kind of a row of the same parent that it names, and the field */
} Kind;

static const Kind kinds[] = {
  { FOD_KIND_PARTICIPANT, NULL, NULL, "name", "Åse", NULL, NULL, { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_NOTE,
    FOD_KIND_PARTICIPANT,
    "participant",
    "date",
    "2026-11-23",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_TREATMENT_CONTACT,
    FOD_KIND_PARTICIPANT,
    "participant",
    "name",
    "Karen",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_CONSENT,
    FOD_KIND_PARTICIPANT,
    "participant",
    "counterpart",
    "Jobcentret",
    "covers",
    "full",
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_PLACEMENT,
    FOD_KIND_PARTICIPANT,
    "participant",
    "type",
    "ordinary",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_BENEFIT_SHEET,
    FOD_KIND_PARTICIPANT,
    "participant",
    "advised-on",
    "2026-11-23",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_DISCLOSURE_PLAN,
    FOD_KIND_PARTICIPANT,
    "participant",
    "disclosure",
    "support",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_EARLIER_JOB,
    FOD_KIND_PARTICIPANT,
    "participant",
    "title",
    "Bager",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_PROFILE_SECTION,
    FOD_KIND_PARTICIPANT,
    "participant",
    "section",
    "dream",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_SEARCH_PLAN,
    FOD_KIND_PARTICIPANT,
    "participant",
    "agreed-on",
    "2026-11-23",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_JOB_CHANGE,
    FOD_KIND_PARTICIPANT,
    "participant",
    "changed-on",
    "2026-11-23",
    NULL,
    NULL,
    { TRUE, FALSE, TRUE, FALSE },
    FOD_KIND_PLACEMENT },
  { FOD_KIND_FOLLOW_UP,
    FOD_KIND_PARTICIPANT,
    "participant",
    "title",
    "Samtale",
    "slot",
    "2026-11-24",
    { TRUE, FALSE, TRUE, FALSE } },
  { FOD_KIND_FOLLOW_UP,
    NULL,
    NULL,
    "title",
    "Tandlæge",
    "slot",
    "2026-11-24",
    { TRUE, FALSE, FALSE, FALSE } },
  { FOD_KIND_EMPLOYER, NULL, NULL, "name", "Kroen", NULL, NULL, { TRUE, TRUE, TRUE, FALSE } },
  { FOD_KIND_CONTACT_PERSON,
    FOD_KIND_EMPLOYER,
    "employer",
    "name",
    "Per",
    NULL,
    NULL,
    { TRUE, TRUE, TRUE, FALSE } },
  { FOD_KIND_JOB_OPENING,
    FOD_KIND_EMPLOYER,
    "employer",
    "title",
    "Opvasker",
    NULL,
    NULL,
    { TRUE, TRUE, TRUE, FALSE } },
  { FOD_KIND_EMPLOYER_CONTACT,
    FOD_KIND_EMPLOYER,
    "employer",
    "slot",
    "2026-11-23",
    NULL,
    NULL,
    { TRUE, TRUE, TRUE, FALSE } },
};

static char *
make (Fixture *self, const char *kind, const char *field, const char *value)
{
  char *id = fod_server_fixture_dup_id (self);
  FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, kind, id);
  g_autoptr (FodOpResult) result =
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, field, value, "0"));

  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
  return id;
}

/* What would be the row's id: of a shared one it is made of what it says. */
static char *
dup_row_id (Fixture *self, const Kind *kind, const char *parent)
{
  g_autoptr (FodRecord) record = fod_record_new (fod_schema_get (kind->kind), "");
  char *id;

  fod_record_set (record, kind->field, kind->value);
  if (parent != NULL)
    fod_record_set (record, kind->parent, parent);
  id = fod_record_dup_shared_id (record);
  return id != NULL ? id : fod_server_fixture_dup_id (self);
}

static FodOp *
make_op (Fixture *self, const Kind *kind, const char *id, const char *parent, const char *beside)
{
  FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, kind->kind, id);

  fod_op_with (op, kind->field, kind->value, "0");
  if (kind->more != NULL)
    fod_op_with (op, kind->more, kind->more_value, "0");
  if (parent != NULL)
    fod_op_with (op, kind->parent, parent, "0");
  if (beside != NULL)
    fod_op_with (op, kind->beside, beside, "0");
  return op;
}

/* Returns: the id of the row that @kind names besides its parent, %NULL when it names none. */
static char *
make_beside (Fixture *self, const Kind *kind, const char *parent)
{
  char *id;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind->beside) == 0)
      {
        g_autoptr (FodOpResult) result = NULL;

        id = fod_server_fixture_dup_id (self);
        result = fod_server_fixture_push_one (self, FOD_ANNA,
                                              make_op (self, &kinds[i], id, parent, NULL));
        g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
        return id;
      }
  return NULL;
}

static void
assert_code (FodOpResult *result, const char *code, const char *label)
{
  g_autoptr (FodOpResult) owned = result;
  gboolean foreign = g_strrstr (label, " by ") != NULL && code != NULL;
  gboolean taken = result->result != FOD_RESULT_REJECTED;

  if ((code == NULL) != taken || g_strcmp0 (result->code, code) != 0)
    g_error ("%s: expected %s, got %s", label, code, result->code);
  if (foreign)
    g_assert_null (result->row);
}

static void
try_verbs (Fixture *self, const Kind *kind, const char *id, FodActor actor)
{
  const char *code = kind->others[actor] ? NULL : "forbidden";
  g_autofree char *label = g_strdup_printf ("%s by %u", kind->kind, actor);
  FodOp *set = fod_server_fixture_op (self, FOD_OP_SET, kind->kind, id);

  fod_op_with (set, kind->field, kind->value, "1");
  assert_code (fod_server_fixture_push_one (self, actor, set), code, label);
  assert_code (fod_server_fixture_push_one (
                   self, actor, fod_server_fixture_op (self, FOD_OP_DELETE, kind->kind, id)),
               code, label);
  assert_code (fod_server_fixture_push_one (
                   self, actor, fod_server_fixture_op (self, FOD_OP_UNDELETE, kind->kind, id)),
               code, label);
}

static void
try_kind (Fixture *self, const Kind *kind)
{
  g_autofree char *parent = NULL;
  g_autofree char *beside = NULL;
  g_autofree char *id = NULL;
  /* The row of all is there, and is not Bo's to see. */
  const char *refused = fod_schema_get (kind->kind)->shared ? "forbidden" : "ref_missing";

  if (kind->parent_kind != NULL)
    parent = make (self, kind->parent_kind, "name", "Åse");
  id = dup_row_id (self, kind, parent);
  beside = make_beside (self, kind, parent);
  assert_code (
      fod_server_fixture_push_one (self, FOD_ANNA, make_op (self, kind, id, parent, beside)), NULL,
      kind->kind);
  for (guint actor = 0; actor < FOD_N_ACTORS; actor++)
    try_verbs (self, kind, id, actor);
  for (guint actor = 0; parent != NULL && actor < FOD_N_ACTORS; actor++)
    {
      g_autofree char *child = dup_row_id (self, kind, parent);

      assert_code (
          fod_server_fixture_push_one (self, actor, make_op (self, kind, child, parent, beside)),
          kind->others[actor] ? NULL : refused, kind->kind);
    }
}

static void
test_table (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    try_kind (self, &kinds[i]);
}

/* Every kind is in the table or written by the server alone; a new one can't be forgotten. */
static void
test_table_is_complete (void)
{
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    {
      gboolean found = specs[i]->server_only;

      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        found = found || strcmp (kinds[k].kind, specs[i]->kind) == 0;
      if (!found)
        g_error ("%s is not in the table", specs[i]->kind);
    }
}

static void
test_server_kinds (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { FOD_KIND_USER, FOD_KIND_TEAM, FOD_KIND_CODE,
                                       FOD_KIND_CONFLICT };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint actor = 0; actor < FOD_N_ACTORS; actor++)
      {
        g_autofree char *id = fod_server_fixture_dup_id (self);
        FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, names[i], id);

        assert_code (fod_server_fixture_push_one (self, actor, op), "forbidden", names[i]);
      }
  assert_code (fod_server_fixture_push_one (
                   self, FOD_LENE,
                   fod_op_with (fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_USER,
                                                       self->users[FOD_LENE]),
                                "role", "leader", "1")),
               "forbidden", "user");
}

/* What only the server writes: a device may say it where it is true, and nowhere else. */
static void
test_server_fields (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *own = fod_server_fixture_dup_id (self);
  g_autofree char *other = fod_server_fixture_dup_id (self);
  FodOp *take = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PARTICIPANT, id);
  FodOp *mine = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PARTICIPANT, own);
  FodOp *hers = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PARTICIPANT, other);

  fod_op_with (take, "team", self->teams[1], "1");
  assert_code (fod_server_fixture_push_one (self, FOD_LENE, take), "forbidden", "take");
  fod_op_with (mine, "name", "Bo", "0");
  fod_op_with (mine, "consultant", self->users[FOD_ANNA], "0");
  assert_code (fod_server_fixture_push_one (self, FOD_ANNA, mine), NULL, "mine");
  fod_op_with (hers, "name", "Bo", "0");
  fod_op_with (hers, "consultant", self->users[FOD_BO], "0");
  assert_code (fod_server_fixture_push_one (self, FOD_ANNA, hers), "forbidden", "hers");
}

static void
test_foreign_reference (Fixture *self, gconstpointer data)
{
  g_autofree char *mine = fod_server_fixture_participant (self, FOD_CARL, "Åse");
  g_autofree char *employer = make (self, FOD_KIND_EMPLOYER, "name", "Kroen");
  g_autofree char *id = fod_server_fixture_dup_id (self);
  g_autofree char *missing = fod_server_fixture_dup_id (self);
  FodOp *foreign = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PLACEMENT, id);
  FodOp *nowhere = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PLACEMENT, id);

  fod_op_with (foreign, "participant", mine, "0");
  fod_op_with (foreign, "type", "ordinary", "0");
  fod_op_with (foreign, "employer", employer, "0");
  assert_code (fod_server_fixture_push_one (self, FOD_CARL, foreign), "ref_missing", "foreign");
  fod_op_with (nowhere, "participant", mine, "0");
  fod_op_with (nowhere, "type", "ordinary", "0");
  fod_op_with (nowhere, "employer", missing, "0");
  assert_code (fod_server_fixture_push_one (self, FOD_CARL, nowhere), "ref_missing", "nowhere");
}

static void
test_once (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *two = fod_server_fixture_participant (self, FOD_ANNA, "Bent");
  g_autofree char *note = fod_server_fixture_note (self, FOD_ANNA, one);
  FodOp *op = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_NOTE, note);

  assert_code (
      fod_server_fixture_push_one (self, FOD_ANNA, fod_op_with (op, "participant", two, "1")),
      "invalid", "move a note");
}

static void
assert_denied (Fixture *self, FodActor actor, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work =
      fod_server_work_begin_as (self->store, FOD_CLOCK (self->clock), self->tokens[actor], &error);

  g_assert_null (work);
  g_assert_error (error, FOD_SERVER_DENIAL, code);
}

static void
test_disabled (Fixture *self, gconstpointer data)
{
  g_assert_true (fod_server_disable_user (self->store, FOD_CLOCK (self->clock), "anna", NULL));
  assert_denied (self, FOD_ANNA, FOD_SERVER_DENIAL_TOKEN);
  g_assert_true (
      fod_server_revoke_device (self->store, FOD_CLOCK (self->clock), self->devices[FOD_BO], NULL));
  assert_denied (self, FOD_BO, FOD_SERVER_DENIAL_ENDED);
}

static void
test_idle (Fixture *self, gconstpointer data)
{
  g_autoptr (FodServerWork) work = NULL;

  fod_fake_clock_advance (self->clock, 89LL * 24 * 60 * 60 * 1000);
  work =
      fod_server_work_begin_as (self->store, FOD_CLOCK (self->clock), self->tokens[FOD_ANNA], NULL);
  g_assert_nonnull (work);
  g_assert_true (fod_server_work_commit (work, NULL));
  fod_fake_clock_advance (self->clock, 2LL * 24 * 60 * 60 * 1000);
  assert_denied (self, FOD_BO, FOD_SERVER_DENIAL_TOKEN);
  g_clear_pointer (&work, fod_server_work_free);
  work =
      fod_server_work_begin_as (self->store, FOD_CLOCK (self->clock), self->tokens[FOD_ANNA], NULL);
  g_assert_nonnull (work);
}

static void
assert_not_admitted (Fixture *self, FodPushRequest *request, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodServerWork) work =
      fod_server_work_begin_as (self->store, FOD_CLOCK (self->clock), self->tokens[FOD_ANNA], NULL);
  g_autoptr (FodPushReply) reply = NULL;

  if (request->epoch == NULL)
    request->epoch = work->epoch;
  reply = fod_server_push (work, request, &error);
  g_assert_null (reply);
  g_assert_error (error, FOD_SERVER_DENIAL, code);
  request->epoch = NULL;
}

static void
test_request (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();
  FodPushRequest device = { FOD_SCHEMA_VERSION, self->devices[FOD_BO], NULL, 0, ops };
  FodPushRequest epoch = { FOD_SCHEMA_VERSION, self->devices[FOD_ANNA], (char *)"e0", 0, ops };
  FodPushRequest newer = { FOD_SCHEMA_VERSION + 1, self->devices[FOD_ANNA], NULL, 0, ops };
  FodPushRequest older = { 0, self->devices[FOD_ANNA], NULL, 0, ops };

  assert_not_admitted (self, &device, FOD_SERVER_DENIAL_DEVICE);
  assert_not_admitted (self, &epoch, FOD_SERVER_DENIAL_EPOCH);
  assert_not_admitted (self, &newer, FOD_SERVER_DENIAL_SCHEMA);
  assert_not_admitted (self, &older, FOD_SERVER_DENIAL_SCHEMA);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/access/" name, Fixture, NULL, fod_server_fixture_set_up, test,              \
              fod_server_fixture_tear_down)
  ADD ("kinds-verbs-and-roles", test_table);
  g_test_add_func ("/server/access/no-kind-is-forgotten", test_table_is_complete);
  ADD ("nobody-writes-the-servers-kinds", test_server_kinds);
  ADD ("nobody-writes-the-servers-fields", test_server_fields);
  ADD ("a-reference-leads-to-what-one-sees", test_foreign_reference);
  ADD ("a-note-stays-with-its-participant", test_once);
  ADD ("who-was-disabled-is-out", test_disabled);
  ADD ("a-token-not-used-for-ninety-days-ends", test_idle);
  ADD ("a-request-fits-its-sender", test_request);
  return g_test_run ();
}
