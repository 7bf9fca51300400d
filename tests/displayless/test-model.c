/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The models of the window over a real store: entities by the spec table, lists that stay true with
 * the smallest changes, names in two languages. */

#include "config.h"

#include "base/fod-uuid.h"
#include "model/fod-directory.h"
#include "model/fod-entity-list.h"
#include "support/fod-temp.h"

#include <string.h>

typedef struct
{
  char *folder;
  FodClock *clock;
  FodStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodSecret) key = fod_secret_new_random (32);
  const FodStoreKeys keys = { key, key };
  g_autoptr (GError) error = NULL;

  fixture->folder = fod_temp_new ();
  fixture->clock = fod_system_clock_new ();
  fixture->store = fod_store_open (fixture->folder, &keys, fixture->clock, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fod_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
  fod_temp_free (fixture->folder);
}

static char *
add_employer (Fixture *fixture, const char *name)
{
  g_autofree char *id = fod_uuid_new (fixture->clock);
  g_autoptr (FodRecord) record = fod_record_new (&fod_employer_spec, id);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = NULL;

  fod_record_set (record, "name", name);
  fod_edit_create (edit, record);
  tx = fod_store_apply (fixture->store, edit, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

static void
rename_employer (Fixture *fixture, const char *id, const char *from, const char *to)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = NULL;

  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "name", to, from);
  tx = fod_store_apply (fixture->store, edit, &error);
  g_assert_no_error (error);
}

static FodEntityList *
list_by_name (Fixture *fixture)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EMPLOYER);
  FodEntityList *list;

  fod_query_order (query, "name", FALSE);
  list = fod_entity_list_new (fixture->store, query);
  while (fod_entity_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
  return list;
}

static char *
join_names (FodEntityList *list)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", fod_entity_get (entity, "name"));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
wait_for_names (FodEntityList *list, const char *expected)
{
  g_autofree char *names = join_names (list);

  while (!g_str_equal (names, expected))
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (names);
      names = join_names (list);
    }
}

static void
entity_has_a_property_per_field (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fod_uuid_new (fixture->clock);
  g_autoptr (FodRecord) record = fod_record_new (&fod_participant_spec, id);
  g_autoptr (FodEntity) entity = fod_entity_new (record);
  guint n_properties = 0;
  g_autofree GParamSpec **found =
      g_object_class_list_properties (G_OBJECT_GET_CLASS (entity), &n_properties);

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (entity), ==, "FodParticipant");
  g_assert_cmpuint (n_properties, ==, fod_participant_spec.n_fields + 1);
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  GString *names = user_data;

  g_string_append_printf (names, "%s ", pspec->name);
}

static void
entity_notifies_what_differs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fod_uuid_new (fixture->clock);
  g_autoptr (FodRecord) before = fod_record_new (&fod_participant_spec, id);
  g_autoptr (FodRecord) after = NULL;
  g_autoptr (FodEntity) entity = fod_entity_new (before);
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autofree char *phone = NULL;

  after = fod_record_copy (before);
  fod_record_set (after, "phone", "98 12 34 56");
  g_signal_connect (entity, "notify", G_CALLBACK (count_notify), notified);
  fod_entity_set_record (entity, after);

  g_object_get (entity, "phone", &phone, NULL);
  g_assert_cmpstr (phone, ==, "98 12 34 56");
  g_assert_cmpstr (notified->str, ==, "phone ");
}

static void
list_sorts_as_danes_do (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_employer (fixture, "Ågård");
  g_autofree char *b = add_employer (fixture, "Ørum");
  g_autofree char *c = add_employer (fixture, "zone");
  g_autofree char *d = add_employer (fixture, "Bager");
  g_autoptr (FodEntityList) list = list_by_name (fixture);
  g_autofree char *names = join_names (list);

  g_assert_cmpstr (names, ==, "Bager zone Ørum Ågård");
}

typedef struct
{
  guint position, removed, added, times;
} Change;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Change *change = data;

  *change = (Change){ position, removed, added, change->times + 1 };
}

static void
list_tells_the_smallest_change (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_employer (fixture, "A");
  g_autofree char *c = add_employer (fixture, "C");
  g_autoptr (FodEntityList) list = list_by_name (fixture);
  g_autofree char *b = NULL;
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &change);
  b = add_employer (fixture, "B");
  wait_for_names (list, "A B C");

  g_assert_cmpuint (change.times, ==, 1);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 1);
}

static void
list_keeps_the_entity_of_a_row (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_employer (fixture, "Bager");
  g_autoptr (FodEntityList) list = list_by_name (fixture);
  FodEntity *before = fod_entity_list_find (list, id);
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &change);
  rename_employer (fixture, id, "Bager", "Slagter");
  wait_for_names (list, "Slagter");

  g_assert_true (fod_entity_list_find (list, id) == before);
  g_assert_cmpuint (change.times, ==, 0);
}

static void
list_follows_its_query (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_employer (fixture, "A");
  g_autofree char *b = add_employer (fixture, "B");
  g_autoptr (FodEntityList) list = list_by_name (fixture);
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EMPLOYER);

  fod_query_where (query, "name", FOD_QUERY_IS, "B");
  fod_entity_list_set_query (list, query);
  g_assert_true (fod_entity_list_get_loading (list));
  wait_for_names (list, "B");
  g_assert_false (fod_entity_list_get_loading (list));
}

static void
add_many_employers (Fixture *fixture, guint count)
{
  FodEdit *edit = fod_edit_new ();
  g_autofree char *tx = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = fod_uuid_new (fixture->clock);
      g_autofree char *name = g_strdup_printf ("Virksomhed %03u", i);
      g_autoptr (FodRecord) record = fod_record_new (&fod_employer_spec, id);

      fod_record_set (record, "name", name);
      fod_edit_create (edit, record);
    }
  tx = fod_store_apply (fixture->store, edit, &error);
  fod_edit_unref (edit);
  g_assert_no_error (error);
}

/* So long that it is compared on another thread. */
static void
long_list_keeps_its_entities (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_employer (fixture, "Bager");
  g_autoptr (FodEntityList) list = list_by_name (fixture);
  FodEntity *before = fod_entity_list_find (list, id);
  Change change = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &change);
  add_many_employers (fixture, 400);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < 401)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 400);
  g_assert_true (fod_entity_list_find (list, id) == before);

  rename_employer (fixture, id, "Bager", "Zebra");
  while (change.times < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (fod_entity_list_find (list, id) == before);
  g_assert_cmpstr (fod_entity_get (before, "name"), ==, "Zebra");
}

/* What is compared is an answer to a question that nobody asks any more. */
static void
long_list_follows_its_query (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_employer (fixture, "Bager");
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EMPLOYER);
  g_autoptr (FodEntityList) list = NULL;

  add_many_employers (fixture, 400);
  list = list_by_name (fixture);
  fod_query_where (query, "name", FOD_QUERY_IS, "Bager");
  add_many_employers (fixture, 1);
  fod_entity_list_set_query (list, query);
  wait_for_names (list, "Bager");
  g_assert_false (fod_entity_list_get_loading (list));
}

static void
assert_one_when_loaded (FodEntityList *list)
{
  if (!fod_entity_list_get_loading (list))
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

/* The answer was ready when another query was asked, and is looked at after that. */
static void
late_answer_is_passed_over (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_employer (fixture, "Bager");
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_EMPLOYER);
  g_autoptr (FodEntityList) list = NULL;
  g_autoptr (FodRecord) barrier = NULL;

  add_many_employers (fixture, 400);
  list = list_by_name (fixture);
  g_signal_emit_by_name (fixture->store, "changed", FOD_KIND_EMPLOYER, NULL);
  /* What waits behind it at the store has been done, so that it has been, too. */
  barrier = fod_store_get (fixture->store, FOD_KIND_EMPLOYER, id, NULL);
  g_assert_nonnull (barrier);
  fod_query_where (query, "name", FOD_QUERY_IS, "Bager");
  fod_entity_list_set_query (list, query);
  g_signal_connect (list, "notify::loading", G_CALLBACK (assert_one_when_loaded), NULL);
  wait_for_names (list, "Bager");
  while (fod_entity_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
mark (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

static void
directory_speaks_both_languages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDirectory) directory = fod_directory_new (fixture->store, "da");
  gboolean changed = FALSE;

  g_assert_cmpstr (fod_directory_get_code_name (directory, "job-kind", "flex"), ==, "flex");
  g_signal_connect_swapped (directory, "changed", G_CALLBACK (mark), &changed);
  while (g_str_equal (fod_directory_get_code_name (directory, "job-kind", "flex"), "flex"))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (changed);
  g_assert_cmpstr (fod_directory_get_code_name (directory, "job-kind", "flex"), ==, "Fleksjob");
  fod_directory_set_language (directory, "en");
  g_assert_cmpstr (fod_directory_get_code_name (directory, "job-kind", "flex"), ==, "Flex job");
  g_assert_cmpstr (fod_directory_get_code_name (directory, "job-kind", "unheard-of"), ==,
                   "unheard-of");
}

static gboolean
lists_code (FodDirectory *directory, const char *list, const char *code, const char *date)
{
  g_autoptr (GPtrArray) codes = fod_directory_list_codes (directory, list, date);

  for (guint i = 0; i < codes->len; i++)
    if (g_str_equal (((FodCode *)g_ptr_array_index (codes, i))->code, code))
      return TRUE;
  return FALSE;
}

static void
directory_lists_what_is_valid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDirectory) directory = fod_directory_new (fixture->store, "en");

  while (!lists_code (directory, "benefit", "education-help", "2025-06-30"))
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (lists_code (directory, "benefit", "education-help", "2025-07-01"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/entity/has-a-property-per-field", entity_has_a_property_per_field);
  ADD ("/entity/notifies-what-differs", entity_notifies_what_differs);
  ADD ("/entity-list/sorts-as-danes-do", list_sorts_as_danes_do);
  ADD ("/entity-list/tells-the-smallest-change", list_tells_the_smallest_change);
  ADD ("/entity-list/keeps-the-entity-of-a-row", list_keeps_the_entity_of_a_row);
  ADD ("/entity-list/follows-its-query", list_follows_its_query);
  ADD ("/entity-list/long-keeps-its-entities", long_list_keeps_its_entities);
  ADD ("/entity-list/long-follows-its-query", long_list_follows_its_query);
  ADD ("/entity-list/late-answer-is-passed-over", late_answer_is_passed_over);
  ADD ("/directory/speaks-both-languages", directory_speaks_both_languages);
  ADD ("/directory/lists-what-is-valid", directory_lists_what_is_valid);

  return g_test_run ();
}
