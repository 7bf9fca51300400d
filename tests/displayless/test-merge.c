/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merging: each class by its table, and what must hold for all of them whatever meets. */

#include "config.h"

#include "schema/fod-merge.h"
#include "schema/fod-schema.h"

#define SEEN 5
#define UNSEEN 4
#define NOW 100
#define LATER 101
#define EARLIER 99

typedef struct
{
  const char *label;
  const char *kind;
  const char *field;
  const char *current;
  const char *value;
  guint64 base;
  guint64 eff;
  FodMergeOutcome outcome;
  const char *merged;
} Row;

static const Row rows[] = {
  /* What was seen may be changed to anything that the field takes. */
  { "silent-seen", "participant", "called", "A", "B", SEEN, EARLIER, FOD_MERGE_APPLY, "B" },
  { "both-seen", "participant", "phone", "1", "2", SEEN, EARLIER, FOD_MERGE_APPLY, "2" },
  { "both-seen-unset", "participant", "phone", "1", NULL, SEEN, LATER, FOD_MERGE_APPLY, NULL },
  { "rank-seen-reopens", "follow-up", "status", "done", "planned", SEEN, LATER, FOD_MERGE_APPLY,
    "planned" },
  { "max-seen-corrects", "follow-up", "settled-on", "2026-11-20", "2026-11-19", SEEN, LATER,
    FOD_MERGE_APPLY, "2026-11-19" },
  { "strict-seen-loosens", "participant", "disclosure", "nothing", "details", SEEN, LATER,
    FOD_MERGE_APPLY, "details" },
  { "set-seen-shrinks", "participant", "tags", "a\nb", "b", SEEN, LATER, FOD_MERGE_APPLY, "b" },
  { "fork-seen", "note", "body", "old", "new", SEEN, LATER, FOD_MERGE_APPLY, "new" },
  { "server-seen", "participant", "consultant", "u1", "u2", SEEN, LATER, FOD_MERGE_APPLY, "u2" },
  { "step-seen-legal", "participant", "stage", "active", "ended", SEEN, LATER, FOD_MERGE_APPLY,
    "ended" },
  { "step-seen-illegal", "participant", "stage", "ended", "aftercare", SEEN, LATER,
    FOD_MERGE_REFUSE, NULL },
  { "step-seen-unset", "participant", "stage", "active", NULL, SEEN, LATER, FOD_MERGE_REFUSE,
    NULL },
  { "step-first", "participant", "stage", NULL, "aftercare", SEEN, LATER, FOD_MERGE_APPLY,
    "aftercare" },

  /* The same value is no edit, in every class. */
  { "silent-equal", "participant", "called", "A", "A", UNSEEN, LATER, FOD_MERGE_KEEP, NULL },
  { "both-equal", "participant", "phone", "1", "1", UNSEEN, LATER, FOD_MERGE_KEEP, NULL },
  { "both-equal-unset", "participant", "phone", NULL, NULL, UNSEEN, LATER, FOD_MERGE_KEEP, NULL },
  { "step-equal", "participant", "stage", "ended", "ended", UNSEEN, LATER, FOD_MERGE_KEEP, NULL },
  { "fork-equal", "note", "body", "x", "x", UNSEEN, LATER, FOD_MERGE_KEEP, NULL },
  { "server-equal", "participant", "consultant", "u", "u", UNSEEN, LATER, FOD_MERGE_KEEP, NULL },

  /* What was not seen: by class. */
  { "silent-later", "participant", "called", "A", "B", UNSEEN, LATER, FOD_MERGE_APPLY, "B" },
  { "silent-earlier", "participant", "called", "A", "B", UNSEEN, EARLIER, FOD_MERGE_KEEP, NULL },
  { "silent-tie-greater", "participant", "called", "A", "B", UNSEEN, NOW, FOD_MERGE_APPLY, "B" },
  { "silent-tie-less", "participant", "called", "B", "A", UNSEEN, NOW, FOD_MERGE_KEEP, NULL },
  { "silent-unset-later", "participant", "called", "A", NULL, UNSEEN, LATER, FOD_MERGE_APPLY,
    NULL },
  { "both-later", "participant", "phone", "1", "2", UNSEEN, LATER, FOD_MERGE_CONFLICT_APPLY, "2" },
  { "both-earlier", "participant", "phone", "1", "2", UNSEEN, EARLIER, FOD_MERGE_CONFLICT_KEEP,
    NULL },
  { "both-unset-later", "participant", "phone", "1", NULL, UNSEEN, LATER, FOD_MERGE_CONFLICT_APPLY,
    NULL },
  { "both-over-unset", "participant", "phone", NULL, "2", UNSEEN, EARLIER, FOD_MERGE_CONFLICT_KEEP,
    NULL },
  { "rank-up-though-earlier", "follow-up", "status", "planned", "done", UNSEEN, EARLIER,
    FOD_MERGE_APPLY, "done" },
  { "rank-down-though-later", "follow-up", "status", "done", "cancelled", UNSEEN, LATER,
    FOD_MERGE_KEEP, NULL },
  { "an-opening-is-filled-though-another-says-gone", "job-opening", "state", "gone", "filled",
    UNSEEN, EARLIER, FOD_MERGE_APPLY, "filled" },
  { "an-opening-that-is-filled-stays", "job-opening", "state", "filled", "open", UNSEEN, LATER,
    FOD_MERGE_KEEP, NULL },
  { "rank-over-unset", "follow-up", "status", NULL, "planned", UNSEEN, EARLIER, FOD_MERGE_APPLY,
    "planned" },
  { "rank-unknown-words-by-time", "follow-up", "status", "new-word", "newer-word", UNSEEN, LATER,
    FOD_MERGE_APPLY, "newer-word" },
  { "max-greater-though-earlier", "follow-up", "settled-on", "2026-11-20", "2026-11-21", UNSEEN,
    EARLIER, FOD_MERGE_APPLY, "2026-11-21" },
  { "max-less-though-later", "follow-up", "settled-on", "2026-11-20", "2026-11-19", UNSEEN, LATER,
    FOD_MERGE_KEEP, NULL },
  { "max-unset-though-later", "follow-up", "settled-on", "2026-11-20", NULL, UNSEEN, LATER,
    FOD_MERGE_KEEP, NULL },
  { "step-unseen-legal", "participant", "stage", "active", "aftercare", UNSEEN, EARLIER,
    FOD_MERGE_APPLY, "aftercare" },
  { "step-unseen-illegal-later", "participant", "stage", "ended", "aftercare", UNSEEN, LATER,
    FOD_MERGE_CONFLICT_APPLY, "aftercare" },
  { "step-unseen-illegal-earlier", "participant", "stage", "ended", "aftercare", UNSEEN, EARLIER,
    FOD_MERGE_CONFLICT_KEEP, NULL },
  { "strict-stricter-though-earlier", "participant", "disclosure", "support", "nothing", UNSEEN,
    EARLIER, FOD_MERGE_CONFLICT_APPLY, "nothing" },
  { "strict-looser-though-later", "participant", "disclosure", "nothing", "details", UNSEEN, LATER,
    FOD_MERGE_CONFLICT_KEEP, NULL },
  { "strict-withdrawn-code", "treatment-contact", "consent", "full", NULL, UNSEEN, EARLIER,
    FOD_MERGE_CONFLICT_APPLY, NULL },
  { "strict-flag-raised", "participant", "visit-in-pairs", NULL, "1", UNSEEN, EARLIER,
    FOD_MERGE_CONFLICT_APPLY, "1" },
  { "strict-flag-lowered", "participant", "visit-in-pairs", "1", NULL, UNSEEN, LATER,
    FOD_MERGE_CONFLICT_KEEP, NULL },
  { "strict-earlier-end-though-earlier-written", "consent", "expires-on", "2026-12-01",
    "2026-11-01", UNSEEN, EARLIER, FOD_MERGE_CONFLICT_APPLY, "2026-11-01" },
  { "strict-later-end-though-later-written", "consent", "expires-on", "2026-11-01", "2026-12-01",
    UNSEEN, LATER, FOD_MERGE_CONFLICT_KEEP, NULL },
  { "strict-disclosure-of-an-employer", "disclosure-plan", "disclosure", "illness", "nothing",
    UNSEEN, EARLIER, FOD_MERGE_CONFLICT_APPLY, "nothing" },
  { "strict-approach-of-an-employer", "disclosure-plan", "approach-employers", "anonymous", "yes",
    UNSEEN, LATER, FOD_MERGE_CONFLICT_KEEP, NULL },
  { "strict-revoked-day", "disclosure-plan", "revoked-on", NULL, "2026-11-01", UNSEEN, EARLIER,
    FOD_MERGE_CONFLICT_APPLY, "2026-11-01" },
  { "strict-revoked-day-taken-away", "disclosure-plan", "revoked-on", "2026-11-01", NULL, UNSEEN,
    LATER, FOD_MERGE_CONFLICT_KEEP, NULL },
  { "both-agreed-words", "disclosure-plan", "wording", "Får støtte", "Har en mentor", UNSEEN, LATER,
    FOD_MERGE_CONFLICT_APPLY, "Har en mentor" },
  { "max-last-talked-about", "disclosure-plan", "talked-on", "2026-11-02", "2026-11-01", UNSEEN,
    LATER, FOD_MERGE_KEEP, NULL },
  { "strict-withdrawn-day", "consent", "withdrawn-on", NULL, "2026-11-01", UNSEEN, EARLIER,
    FOD_MERGE_CONFLICT_APPLY, "2026-11-01" },
  { "strict-withdrawn-day-taken-away", "consent", "withdrawn-on", "2026-11-01", NULL, UNSEEN, LATER,
    FOD_MERGE_CONFLICT_KEEP, NULL },
  { "set-unseen-unites", "participant", "tags", "b\nc", "a\nb", UNSEEN, EARLIER, FOD_MERGE_APPLY,
    "a\nb\nc" },
  { "set-unseen-subset", "participant", "tags", "a\nb", "a", UNSEEN, LATER, FOD_MERGE_KEEP, NULL },
  { "fork-unseen", "note", "body", "theirs", "mine", UNSEEN, LATER, FOD_MERGE_FORK_ROW, NULL },
  { "fork-unseen-over-nothing", "note", "body", NULL, "mine", UNSEEN, EARLIER, FOD_MERGE_APPLY,
    "mine" },
  { "fork-unseen-with-nothing", "note", "body", "theirs", NULL, UNSEEN, LATER, FOD_MERGE_KEEP,
    NULL },
  { "server-unseen", "participant", "consultant", "u1", "u2", UNSEEN, LATER, FOD_MERGE_REFUSE,
    NULL },
  { "a-version-of-the-future-is-not-seen", "participant", "phone", "1", "2", SEEN + 1, EARLIER,
    FOD_MERGE_CONFLICT_KEEP, NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  FodMergeInput input = {
    .field = fod_spec_find (fod_schema_get (row->kind), row->field),
    .current = row->current,
    .current_version = SEEN,
    .current_eff = NOW,
    .base_version = row->base,
    .value = row->value,
    .eff = row->eff,
  };
  g_autofree char *merged = NULL;

  g_assert_nonnull (input.field);
  g_assert_cmpint (fod_merge_field (&input, &merged), ==, row->outcome);
  g_assert_cmpstr (merged, ==, row->merged);
}

/* Two concurrent edits of one field, both made on top of the same version. */
typedef struct
{
  const char *value;
  guint64 eff;
} Edit;

static char *
apply (const FodField *field, char *current, guint64 *version, guint64 *eff, const Edit *edit)
{
  g_autofree char *before = current;
  g_autofree char *merged = NULL;
  FodMergeInput input = { .field = field,
                          .current = before,
                          .current_version = *version,
                          .current_eff = *eff,
                          .base_version = 1,
                          .value = edit->value,
                          .eff = edit->eff };
  FodMergeOutcome outcome = fod_merge_field (&input, &merged);

  if (outcome != FOD_MERGE_APPLY && outcome != FOD_MERGE_CONFLICT_APPLY)
    return g_steal_pointer (&before);
  *version += 1;
  *eff = edit->eff;
  return g_steal_pointer (&merged);
}

static char *
meet (const FodField *field, const char *start, const Edit *first, const Edit *second)
{
  guint64 version = 1, eff = 10;
  char *current = apply (field, g_strdup (start), &version, &eff, first);

  /* The second editor had not seen the first; where the first changed nothing, they are alone. */
  return apply (field, current, &version, &eff, second);
}

static const struct
{
  const char *kind;
  const char *field;
  const char *values[4];
} commuting[] = {
  { "participant", "called", { "A", "B", "C", NULL } },
  { "participant", "phone", { "111", "222", "333", NULL } },
  { "participant", "disclosure", { "details", "support", "nothing", NULL } },
  { "participant", "visit-in-pairs", { "1", "1", "1", NULL } },
  { "follow-up", "slot", { "2026-11-20", "2026-11-21", "2026-11-22", NULL } },
  { "follow-up", "status", { "planned", "no-show", "done", NULL } },
};

/* Whoever reaches the server first, the same value stands. */
static void
test_order_of_arrival_does_not_matter (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (commuting); i++)
    {
      const FodField *field =
          fod_spec_find (fod_schema_get (commuting[i].kind), commuting[i].field);

      for (guint n = 0; n < 4 * 4 * 9; n++)
        {
          Edit a = { commuting[i].values[n % 4], 20 + n / 16 % 3 };
          Edit b = { commuting[i].values[n / 4 % 4], 20 + n / 48 % 3 };
          g_autofree char *ab = meet (field, "start", &a, &b);
          g_autofree char *ba = meet (field, "start", &b, &a);

          g_assert_cmpstr (ab, ==, ba);
        }
    }
}

/* No value that a person wrote vanishes from the classes that promise to keep both. */
static void
test_both_kept_always_shows_the_other (void)
{
  static const char *const values[] = { "1", "2", NULL };
  const FodField *field = fod_spec_find (fod_schema_get ("participant"), "phone");

  for (guint n = 0; n < 27; n++)
    {
      FodMergeInput input = { .field = field,
                              .current = values[n % 3],
                              .current_version = SEEN,
                              .current_eff = NOW,
                              .base_version = UNSEEN,
                              .value = values[n / 3 % 3],
                              .eff = EARLIER + n / 9 };
      g_autofree char *merged = NULL;
      FodMergeOutcome outcome = fod_merge_field (&input, &merged);

      if (g_strcmp0 (input.current, input.value) == 0)
        g_assert_cmpint (outcome, ==, FOD_MERGE_KEEP);
      else
        g_assert_true (outcome == FOD_MERGE_CONFLICT_APPLY || outcome == FOD_MERGE_CONFLICT_KEEP);
    }
}

/* An edit that comes again meets its own value and does nothing: for every field of every kind. */
static void
test_again_is_nothing (void)
{
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint s = 0; s < n_specs; s++)
    for (guint f = 0; f < specs[s]->n_fields; f++)
      {
        FodMergeInput input = { .field = &specs[s]->fields[f],
                                .current = "x",
                                .current_version = SEEN,
                                .current_eff = NOW,
                                .base_version = UNSEEN,
                                .value = "x",
                                .eff = LATER };
        g_autofree char *merged = NULL;

        g_assert_cmpint (fod_merge_field (&input, &merged), ==, FOD_MERGE_KEEP);
        g_assert_null (merged);
      }
}

static const struct
{
  const char *label;
  const char *current, *added, *removed, *result;
} sets[] = {
  { "nothing", NULL, NULL, NULL, NULL },
  { "first", NULL, "a", NULL, "a" },
  { "sorted-and-distinct", "c\na", "b\na", NULL, "a\nb\nc" },
  { "last-one-gone", "a", NULL, "a", NULL },
  { "removing-what-is-not-there", "a", NULL, "b", "a" },
  { "adding-beats-removing", "a", "b", "b", "a\nb" },
  { "danish-by-bytes", "øl\nære", "åben", "øl", "åben\nære" },
  { "empty-lines-are-none", "\n", "\n\n", NULL, NULL },
};

static void
test_set (gconstpointer data)
{
  const char *const *row = data;
  g_autofree char *result = fod_merge_set (row[0], row[1], row[2]);

  g_assert_cmpstr (result, ==, row[3]);
}

static void
test_set_commutes (void)
{
  g_autofree char *a = fod_merge_set ("a\nb\nc", "d", "a");
  g_autofree char *ab = fod_merge_set (a, "e", "b");
  g_autofree char *b = fod_merge_set ("a\nb\nc", "e", "b");
  g_autofree char *ba = fod_merge_set (b, "d", "a");

  g_assert_cmpstr (ab, ==, "c\nd\ne");
  g_assert_cmpstr (ba, ==, ab);
}

/* The tables of steps and orders name only codes that stand in a step's other places too: a
 * misspelt one would be a state that nobody can reach or leave. */
static void
test_every_step_has_two_ends (void)
{
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint s = 0; s < n_specs; s++)
    for (guint f = 0; f < specs[s]->n_fields; f++)
      {
        const FodField *field = &specs[s]->fields[f];
        g_auto (GStrv) steps = NULL;

        if (field->merge != FOD_MERGE_STEP)
          continue;
        steps = g_strsplit (field->order, " ", -1);
        for (guint i = 0; steps[i] != NULL; i++)
          {
            g_auto (GStrv) ends = g_strsplit (steps[i], ">", -1);

            g_assert_cmpuint (g_strv_length (ends), ==, 2);
            g_assert_true (fod_merge_is_step (field, ends[0], ends[1]));
          }
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/merge/field/", rows[i].label, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = g_strconcat ("/merge/set/", sets[i].label, NULL);

      g_test_add_data_func (path, &sets[i].current, test_set);
    }
  g_test_add_func ("/merge/order-of-arrival-does-not-matter",
                   test_order_of_arrival_does_not_matter);
  g_test_add_func ("/merge/both-kept-always-shows-the-other",
                   test_both_kept_always_shows_the_other);
  g_test_add_func ("/merge/again-is-nothing", test_again_is_nothing);
  g_test_add_func ("/merge/set-commutes", test_set_commutes);
  g_test_add_func ("/merge/every-step-has-two-ends", test_every_step_has_two_ends);
  return g_test_run ();
}
