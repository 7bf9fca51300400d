/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row that two people make, each without knowing of the other: one row, and both texts. */

#include "config.h"

#include "support/fod-server-fixture.h"

#define MINUTE_MS (60 * 1000)

typedef FodServerFixture Fixture;

static char *
dup_section_id (const char *participant, const char *section)
{
  g_autoptr (FodRecord) record = fod_record_new (&fod_profile_section_spec, "");

  fod_record_set (record, "participant", participant);
  fod_record_set (record, "section", section);
  return fod_record_dup_shared_id (record);
}

static FodOp *
make (Fixture *self, const char *participant, const char *words, const char *source)
{
  g_autofree char *id = dup_section_id (participant, "dream");
  FodOp *op = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PROFILE_SECTION, id);

  fod_fake_clock_advance (self->clock, MINUTE_MS);
  fod_op_with (op, "participant", participant, NULL);
  fod_op_with (op, "section", "dream", NULL);
  if (words != NULL)
    fod_op_with (op, "own-words", words, NULL);
  if (source != NULL)
    fod_op_with (op, "source", source, NULL);
  return op;
}

static void
assert_words (Fixture *self, const char *participant, const char *words, const char *source)
{
  g_autofree char *id = dup_section_id (participant, "dream");
  g_autoptr (FodStoredRow) row = fod_server_fixture_row (self, FOD_KIND_PROFILE_SECTION, id);

  g_assert_nonnull (row);
  g_assert_cmpint (row->row->state, ==, FOD_ROW_LIVE);
  g_assert_cmpstr (fod_stored_row_get (row, "own-words"), ==, words);
  g_assert_cmpstr (fod_stored_row_get (row, "source"), ==, source);
}

static void
test_two_texts (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *first = make (self, id, "Køkkenet", NULL);
  FodOp *second = make (self, id, "Skoven", "Mor");
  g_autoptr (FodOpResult) anna = fod_server_fixture_push_one (self, FOD_ANNA, first);
  g_autoptr (FodOpResult) lene = fod_server_fixture_push_one (self, FOD_LENE, second);
  g_autoptr (FodStoredRow) conflict = NULL;

  g_assert_cmpint (anna->result, ==, FOD_RESULT_OK);
  g_assert_cmpint (lene->result, ==, FOD_RESULT_CONFLICT);
  g_assert_nonnull (lene->row);
  assert_words (self, id, "Skoven", "Mor");
  conflict = fod_server_fixture_row (self, FOD_KIND_CONFLICT, lene->conflict);
  g_assert_cmpstr (fod_stored_row_get (conflict, "offered"), ==, "Køkkenet");
  g_assert_cmpstr (fod_stored_row_get (conflict, "field"), ==, "own-words");
}

/* What the one left empty the other fills. */
static void
test_other_fields (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) anna =
      fod_server_fixture_push_one (self, FOD_ANNA, make (self, id, "Køkkenet", NULL));
  g_autoptr (FodOpResult) lene =
      fod_server_fixture_push_one (self, FOD_LENE, make (self, id, NULL, "Mor"));

  g_assert_cmpint (lene->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpstr (g_hash_table_lookup (lene->row->fields, "own-words"), ==, "Køkkenet");
  assert_words (self, id, "Køkkenet", "Mor");
}

static void
test_same (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autoptr (FodOpResult) anna =
      fod_server_fixture_push_one (self, FOD_ANNA, make (self, id, "Køkkenet", NULL));
  g_autoptr (FodOpResult) lene =
      fod_server_fixture_push_one (self, FOD_LENE, make (self, id, "Køkkenet", NULL));

  g_assert_cmpint (lene->result, ==, FOD_RESULT_MERGED);
  g_assert_cmpuint (lene->rv, ==, anna->rv);
  g_assert_nonnull (lene->row);
}

static void
test_again (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  FodOp *op = make (self, id, "Køkkenet", NULL);
  g_autoptr (FodOpResult) first = fod_server_fixture_push_one (self, FOD_ANNA, fod_op_ref (op));
  g_autoptr (FodOpResult) again = fod_server_fixture_push_one (self, FOD_ANNA, op);

  g_assert_cmpint (again->result, ==, FOD_RESULT_DUP);
  assert_words (self, id, "Køkkenet", NULL);
}

static void
test_deleted (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *section = dup_section_id (id, "dream");
  FodOp *gone = fod_server_fixture_op (self, FOD_OP_DELETE, FOD_KIND_PROFILE_SECTION, section);
  FodOp *late = make (self, id, NULL, "Mor");
  g_autoptr (FodOpResult) anna =
      fod_server_fixture_push_one (self, FOD_ANNA, make (self, id, "Køkkenet", NULL));
  g_autoptr (FodOpResult) deleted = NULL;
  g_autoptr (FodOpResult) lene = NULL;

  g_hash_table_insert (gone->base, g_strdup (""), g_strdup ("1"));
  deleted = fod_server_fixture_push_one (self, FOD_ANNA, gone);
  g_assert_cmpint (deleted->result, ==, FOD_RESULT_OK);
  lene = fod_server_fixture_push_one (self, FOD_LENE, late);
  g_assert_cmpint (lene->result, ==, FOD_RESULT_MERGED);
  assert_words (self, id, "Køkkenet", "Mor");
}

/* Nobody reaches a row by the id that its fields make, nor makes one under another. */
static void
test_strangers (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *other = fod_server_fixture_dup_id (self);
  FodOp *elsewhere = fod_server_fixture_op (self, FOD_OP_CREATE, FOD_KIND_PROFILE_SECTION, other);
  FodOp *shifted = make (self, id, "Skoven", NULL);
  g_autoptr (FodOpResult) anna =
      fod_server_fixture_push_one (self, FOD_ANNA, make (self, id, "Køkkenet", NULL));
  g_autoptr (FodOpResult) bo =
      fod_server_fixture_push_one (self, FOD_BO, make (self, id, "Skoven", NULL));
  g_autoptr (FodOpResult) wrong = NULL;
  g_autoptr (FodOpResult) moved = NULL;

  g_assert_cmpint (bo->result, ==, FOD_RESULT_REJECTED);
  g_assert_cmpstr (bo->code, ==, "forbidden");
  g_assert_null (bo->row);
  fod_op_with (elsewhere, "participant", id, NULL);
  fod_op_with (elsewhere, "section", "dream", NULL);
  wrong = fod_server_fixture_push_one (self, FOD_ANNA, elsewhere);
  g_assert_cmpstr (wrong->code, ==, "invalid");
  fod_op_with (shifted, "section", "health", NULL);
  moved = fod_server_fixture_push_one (self, FOD_ANNA, shifted);
  g_assert_cmpstr (moved->code, ==, "invalid");
  assert_words (self, id, "Køkkenet", NULL);
}

/* What was written on top of a making that met another knows what it led to. */
static void
test_edit_on_top (Fixture *self, gconstpointer data)
{
  g_autofree char *id = fod_server_fixture_participant (self, FOD_ANNA, "Åse");
  g_autofree char *section = dup_section_id (id, "dream");
  FodOp *maker = make (self, id, NULL, "Mor");
  FodOp *later = fod_server_fixture_op (self, FOD_OP_SET, FOD_KIND_PROFILE_SECTION, section);
  g_autofree char *base = g_strconcat ("@", maker->id, NULL);
  g_autoptr (FodOpResult) anna =
      fod_server_fixture_push_one (self, FOD_ANNA, make (self, id, NULL, "Far"));
  g_autoptr (FodPushReply) reply = NULL;

  fod_op_with (later, "source", "Bostøtte", base);
  reply = fod_server_fixture_push (self, FOD_LENE, maker, later, NULL);
  g_assert_cmpint (((FodOpResult *)reply->results->pdata[1])->result, ==, FOD_RESULT_OK);
  assert_words (self, id, NULL, "Bostøtte");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/server/shared/" name, Fixture, NULL, fod_server_fixture_set_up, test,              \
              fod_server_fixture_tear_down)
  ADD ("two-who-make-it-leave-both-texts", test_two_texts);
  ADD ("what-one-left-empty-the-other-fills", test_other_fields);
  ADD ("the-same-made-twice-is-one", test_same);
  ADD ("a-making-that-comes-again-is-known", test_again);
  ADD ("made-by-who-had-not-heard-that-it-is-deleted-it-comes-back", test_deleted);
  ADD ("nobody-else-reaches-it-by-its-id", test_strangers);
  ADD ("an-edit-on-top-knows-what-the-making-led-to", test_edit_on_top);
  return g_test_run ();
}
