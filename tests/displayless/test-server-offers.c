/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One field, and a laptop that says time after time that it has seen nothing of it: each open
 * conflict is written by each edit of the field, in one transaction, so there are only so many. */

#include "config.h"

#include "support/fod-server-fixture.h"

#define MOST 16

typedef struct
{
  FodServerFixture server;
  char *person;
  guint offered;
} Fixture;

static FodOpResult *
set (Fixture *self, FodActor actor, const char *field, const char *value, const char *base)
{
  FodOp *op = fod_server_fixture_op (&self->server, FOD_OP_SET, FOD_KIND_PARTICIPANT, self->person);

  fod_fake_clock_advance (self->server.clock, 1000);
  return fod_server_fixture_push_one (&self->server, actor, fod_op_with (op, field, value, base));
}

/* Anna has written a phone that nobody else has seen. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) result = NULL;

  fod_server_fixture_set_up (&self->server, data);
  self->person = fod_server_fixture_participant (&self->server, FOD_ANNA, "Åse");
  result = set (self, FOD_ANNA, "phone", "11111111", "0");
  g_assert_cmpint (result->result, ==, FOD_RESULT_OK);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->person);
  fod_server_fixture_tear_down (&self->server, data);
}

/* Returns the last answer. */
static FodOpResult *
offer (Fixture *self, guint times)
{
  FodOpResult *result = NULL;

  for (guint i = 0; i < times; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", 30000000 + ++self->offered);

      g_clear_pointer (&result, fod_op_result_free);
      result = set (self, FOD_LENE, "phone", value, "0");
    }
  return result;
}

static guint
count (Fixture *self, gboolean open)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  guint found = 0;

  g_assert_true (fod_server_store_list_children (self->server.store, self->person,
                                                 FOD_KIND_CONFLICT, &conflicts, NULL));
  for (guint i = 0; i < conflicts->len; i++)
    found += (fod_stored_row_get (conflicts->pdata[i], "resolved") == NULL) == open ? 1 : 0;
  return found;
}

static void
test_only_so_many (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) last = offer (self, MOST);
  g_autoptr (FodOpResult) more = offer (self, 3);
  g_autoptr (FodOpResult) other = set (self, FOD_LENE, "email", "aase@example.dk", "0");

  g_assert_cmpint (last->result, ==, FOD_RESULT_CONFLICT);
  g_assert_cmpint (more->result, ==, FOD_RESULT_REJECTED);
  g_assert_cmpstr (more->code, ==, "quota");
  g_assert_cmpstr (more->field, ==, "phone");
  g_assert_cmpuint (count (self, TRUE), ==, MOST);
  g_assert_cmpint (other->result, ==, FOD_RESULT_OK);
}

/* Nor do those that were decided on become ever more. */
static void
test_decided_ones_are_used_again (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOpResult) last = offer (self, MOST);
  g_autoptr (FodOpResult) decided =
      set (self, FOD_ANNA, "phone", "88888888", g_hash_table_lookup (last->row->versions, "phone"));
  g_autoptr (FodOpResult) again = NULL;

  g_assert_cmpint (decided->result, ==, FOD_RESULT_OK);
  g_assert_cmpuint (count (self, TRUE), ==, 0);
  again = offer (self, 3);
  g_assert_cmpint (again->result, ==, FOD_RESULT_CONFLICT);
  g_assert_cmpuint (count (self, TRUE), ==, 3);
  g_assert_cmpuint (count (self, FALSE), ==, MOST - 3);
}

#define ADD(name, func) g_test_add ("/server/offers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("one-field-has-only-so-many", test_only_so_many);
  ADD ("those-that-were-decided-on-are-used-again", test_decided_ones_are_used_again);
  return g_test_run ();
}
