/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The simulation of protocol.md §7 for any number of seeds: says which seeds fail and why, and
 * keeps the shortest steps that still fail. */

#include "config.h"

#include "sim/fod-sim-run.h"

#include <stdio.h>

typedef struct
{
  gint64 first;
  int seeds;
  int steps;
  int jobs;
  char *keep;
  char *replay;
  gboolean no_shrink;
  gboolean ends;
  gboolean years;
} Options;

typedef struct
{
  guint64 seed;
  GArray *steps;
  FodSimRun *run;
} Job;

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "first", 'f', 0, G_OPTION_ARG_INT64, &options->first, "The first seed", "SEED" },
    { "seeds", 'n', 0, G_OPTION_ARG_INT, &options->seeds, "How many seeds", "COUNT" },
    { "steps", 's', 0, G_OPTION_ARG_INT, &options->steps, "Steps of a seed", "COUNT" },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs, "Seeds at a time", "COUNT" },
    { "keep", 'k', 0, G_OPTION_ARG_FILENAME, &options->keep, "Folder for what fails", "FOLDER" },
    { "no-shrink", 0, 0, G_OPTION_ARG_NONE, &options->no_shrink, "Only say what fails", NULL },
    { "ends", 0, 0, G_OPTION_ARG_NONE, &options->ends, "Erasures and ended accesses, too", NULL },
    { "years", 0, 0, G_OPTION_ARG_NONE, &options->years, "Sleeps of more than a year, too", NULL },
    { "replay", 'r', 0, G_OPTION_ARG_FILENAME, &options->replay, "Run the steps of a file",
      "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static void
keep (const Options *options, guint64 seed, const GArray *steps, const FodSimResult *why)
{
  g_autofree char *name =
      g_strdup_printf ("invariant-%u-seed-%" G_GUINT64_FORMAT, why->number, seed);
  g_autofree char *path = NULL;
  g_autofree char *lines = fod_sim_steps_to_text (seed, steps);
  g_autofree char *text = g_strdup_printf ("# %s\n%s", why->text, lines);
  g_autoptr (GError) error = NULL;

  if (options->keep == NULL)
    {
      printf ("%s", lines);
      return;
    }
  path = g_build_filename (options->keep, name, NULL);
  g_mkdir_with_parents (options->keep, 0777);
  if (g_file_set_contents (path, text, -1, &error))
    printf ("kept as %s\n", path);
  else
    printf ("%s\n", error->message);
}

static gboolean
finish (const Options *options, Job *job)
{
  FodSimResult *why = fod_sim_run_wait (job->run);

  job->run = NULL;
  if (why == NULL)
    return TRUE;
  printf ("seed %" G_GUINT64_FORMAT ": invariant %u, step %u: %s\n", job->seed, why->number,
          why->at, why->text);
  fflush (stdout);
  if (!options->no_shrink)
    {
      why = fod_sim_shrink (job->seed, job->steps, why);
      printf ("%u steps are enough: %s\n", job->steps->len, why->text);
      keep (options, job->seed, job->steps, why);
    }
  fflush (stdout);
  fod_sim_result_free (why);
  return FALSE;
}

static int
run_seeds (const Options *options)
{
  guint jobs = (guint)MAX (options->jobs, 1);
  g_autofree Job *slots = g_new0 (Job, jobs);
  guint extras = (options->ends ? FOD_SIM_ENDS : 0) | (options->years ? FOD_SIM_YEARS : 0);
  int failed = 0;

  for (int i = 0; i < options->seeds + (int)jobs; i++)
    {
      Job *job = &slots[(guint)i % jobs];

      if (job->run != NULL && !finish (options, job))
        failed++;
      g_clear_pointer (&job->steps, g_array_unref);
      if (i >= options->seeds)
        continue;
      job->seed = (guint64)(options->first + i);
      job->steps = fod_sim_steps_make (job->seed, (guint)options->steps, extras);
      job->run = fod_sim_run_start (job->seed, job->steps, NULL);
    }
  printf ("%d seeds from %" G_GINT64_FORMAT ", %d steps each: %d failed\n", options->seeds,
          options->first, options->steps, failed);
  return failed == 0 ? 0 : 1;
}

static int
replay (const Options *options)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autoptr (FodSimResult) why = NULL;
  g_autoptr (GError) error = NULL;
  guint64 seed = 0;

  if (!g_file_get_contents (options->replay, &text, NULL, &error))
    {
      printf ("%s\n", error->message);
      return 2;
    }
  steps = fod_sim_steps_from_text (text, &seed);
  if (steps == NULL)
    {
      printf ("%s holds no steps\n", options->replay);
      return 2;
    }
  why = fod_sim_run (seed, steps, NULL);
  if (why == NULL)
    {
      printf ("every invariant holds\n");
      return 0;
    }
  printf ("invariant %u, step %u: %s\n", why->number, why->at, why->text);
  return 1;
}

int
main (int argc, char *argv[])
{
  Options options = { .first = 1, .seeds = 1000, .steps = 100, .jobs = 2 };
  g_autoptr (GError) error = NULL;

  if (!parse (&options, &argc, &argv, &error))
    {
      printf ("%s\n", error->message);
      return 2;
    }
  return options.replay != NULL ? replay (&options) : run_seeds (&options);
}
