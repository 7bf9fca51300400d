/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the simulation would see a fault: each is planted, and the invariant that it breaks must
 * be the one that is complained about. And what once failed: the steps that were kept go well. */

#include "config.h"

#include "sim/fod-sim-run.h"

#define SEEDS 250
#define STEPS 100

typedef struct
{
  const char *sabotage;
  guint number;  /* of the invariant that must see it; on the way there a seed may come to others */
  gboolean ends; /* it takes an erasure, or a device whose access ends */
} Planted;

static const Planted planted[] = {
  { "stale-view", 1 },
  { "wrong-base", 2 },
  { "feed-behind", 3 },
  { "hole", 2 },
  { "cursor-back", 4 },
  { "forgotten-op", 5 },
  { "dropped-op", 1 },
  { "promise", 6 },
  { "base-back", 7 },
  { "risen-row", 3 },
  { "strange-row", 12 },
  { "silence", 13 },
  { "lost-offer", 14 },
  { "silent-change", 17 },
  { "mute", 18 },
  { "lost-date", 10 },
  { "far-date", 8 },
  { "wrong-version", 10 },
  { "choosy", 20 },
  { "lost-field", 16 },
  { "lost-kind", 16 },
  { "cut-audit", 17 },
  { "changed-audit", 17 },
  { "open-door", 12, TRUE },
  { "hasty-wipe", 6, TRUE },
  { "half-erased", 11, TRUE },
  { "long-memory", 11, TRUE },
  { "not-obeyed", 12, TRUE },
};

static void
test_planted (gconstpointer data)
{
  const Planted *fault = data;

  for (guint64 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (GArray) steps = fod_sim_steps_make (seed, STEPS, fault->ends ? FOD_SIM_ENDS : 0);
      g_autoptr (FodSimResult) why = fod_sim_run (seed, steps, fault->sabotage);

      if (why == NULL)
        continue;
      g_test_message ("seed %u, invariant %u: %s", (guint)seed, why->number, why->text);
      if (why->number == fault->number)
        return;
    }
  g_test_message ("invariant %u saw nothing in %d seeds", fault->number, SEEDS);
  g_test_fail ();
}

static void
test_same_seed_is_the_same (void)
{
  g_autoptr (GArray) steps = fod_sim_steps_make (1, STEPS, 0);
  g_autoptr (FodSimResult) first = fod_sim_run (1, steps, "wrong-base");
  g_autoptr (FodSimResult) second = fod_sim_run (1, steps, "wrong-base");

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpuint (first->at, ==, second->at);
  g_assert_cmpstr (first->text, ==, second->text);
}

static void
test_steps_are_text (void)
{
  g_autoptr (GArray) steps = fod_sim_steps_make (3, STEPS, 0);
  g_autofree char *text = fod_sim_steps_to_text (3, steps);
  guint64 seed = 0;
  g_autoptr (GArray) again = fod_sim_steps_from_text (text, &seed);
  g_autofree char *text_again = fod_sim_steps_to_text (seed, again);

  g_assert_cmpstr (text, ==, text_again);
  g_assert_null (fod_sim_steps_from_text ("seed 1\nfly 0 0 0 0\n", &seed));
  g_assert_null (fod_sim_steps_from_text ("edit 0 0 0 0\n", &seed));
}

static void
test_kept (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autoptr (FodSimResult) why = NULL;
  g_autoptr (GError) error = NULL;
  guint64 seed = 0;

  g_file_get_contents (data, &text, NULL, &error);
  g_assert_no_error (error);
  steps = fod_sim_steps_from_text (text, &seed);
  g_assert_nonnull (steps);
  why = fod_sim_run (seed, steps, NULL);
  if (why != NULL)
    g_error ("invariant %u, step %u: %s", why->number, why->at, why->text);
}

static void
add_kept (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "sim", "kept", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/sim/kept/", name, NULL);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_kept, g_free);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/steps-are-text", test_steps_are_text);
  g_test_add_func ("/sim/same-seed-is-the-same", test_same_seed_is_the_same);
  for (guint i = 0; i < G_N_ELEMENTS (planted); i++)
    {
      g_autofree char *path = g_strconcat ("/sim/oracle-sees-", planted[i].sabotage, NULL);

      g_test_add_data_func (path, &planted[i], test_planted);
    }
  add_kept ();
  return g_test_run ();
}
