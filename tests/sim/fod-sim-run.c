/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts simulations as processes, and makes failing ones short. */

#include "config.h"

#include "sim/fod-sim-run.h"

#include "sim/fod-sim-world.h"
#include "support/fod-temp.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Attempts at leaving something out. */
#define SHRINK_MAX 400

struct _FodSimRun
{
  char *folder;
  pid_t child;
  int pipe;
  guint count;
};

void
fod_sim_result_free (FodSimResult *self)
{
  g_free (self->text);
  g_free (self);
}

static void
simulate (const char *folder, guint64 seed, const GArray *steps, const char *sabotage, int out)
{
  FodSimWorld *world = fod_sim_world_new (folder, seed, sabotage);
  gboolean well = world->oracle->broken == NULL;
  guint at = 0;

  for (; at < steps->len && well; at++)
    {
      dprintf (out, "%u\n", at);
      well = fod_sim_world_step (world, &g_array_index (steps, FodSimStep, at));
    }
  if (well)
    {
      dprintf (out, "%u\n", at);
      fod_sim_world_rest (world);
    }
  if (world->oracle->broken == NULL)
    dprintf (out, "well\n");
  else
    dprintf (out, "broken %u %s\n", world->oracle->number, world->oracle->broken);
  fod_sim_world_free (world);
}

FodSimRun *
fod_sim_run_start (guint64 seed, const GArray *steps, const char *sabotage)
{
  FodSimRun *self = g_new0 (FodSimRun, 1);
  int ends[2];

  /* Its disks need not outlive it. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  self->folder = fod_temp_new ();
  self->count = steps->len;
  g_assert_cmpint (pipe (ends), ==, 0);
  fflush (NULL);
  self->child = fork ();
  g_assert_cmpint (self->child, >=, 0);
  if (self->child == 0)
    {
      close (ends[0]);
      /* What a program says by the way is nobody's test result. */
      /* Programs whose disk fails under them may say so. */
      g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
      g_assert_nonnull (freopen ("/dev/null", "w", stdout));
      simulate (self->folder, seed, steps, sabotage, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  self->pipe = ends[0];
  return self;
}

static char *
read_end (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  ssize_t size;

  while ((size = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, size);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

FodSimResult *
fod_sim_run_wait (FodSimRun *run)
{
  g_autofree char *text = read_end (run->pipe);
  const char *broken = strstr (text, "broken ");
  FodSimResult *result = NULL;
  int status = 0;

  g_assert_cmpint (waitpid (run->child, &status, 0), ==, run->child);
  if (broken != NULL || status != 0)
    {
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      guint last = g_strv_length (lines);

      result = g_new0 (FodSimResult, 1);
      result->at =
          last < 3 ? 0 : (guint)g_ascii_strtoull (lines[last - (broken ? 3 : 2)], NULL, 10);
    }
  if (broken != NULL)
    {
      char *end = NULL;

      result->number = (guint)g_ascii_strtoull (broken + strlen ("broken "), &end, 10);
      result->text = g_strstrip (g_strdup (end));
    }
  else if (status != 0)
    result->text = g_strdup_printf ("the program ended with %d", status);
  close (run->pipe);
  fod_temp_free (run->folder);
  g_free (run);
  return result;
}

FodSimResult *
fod_sim_run (guint64 seed, const GArray *steps, const char *sabotage)
{
  return fod_sim_run_wait (fod_sim_run_start (seed, steps, sabotage));
}

/* Tries without the @count steps from @from. Returns: whether it fails so as well. */
static gboolean
leave_out (guint64 seed, GArray *steps, guint from, guint count, FodSimResult **why)
{
  g_autoptr (GArray) rest = g_array_copy (steps);
  FodSimResult *result;

  g_array_remove_range (rest, from, MIN (count, rest->len - from));
  result = fod_sim_run (seed, rest, NULL);
  if (result == NULL || result->number != (*why)->number)
    {
      g_clear_pointer (&result, fod_sim_result_free);
      return FALSE;
    }
  fod_sim_result_free (*why);
  *why = result;
  g_array_set_size (steps, 0);
  g_array_append_vals (steps, rest->data, rest->len);
  return TRUE;
}

FodSimResult *
fod_sim_shrink (guint64 seed, GArray *steps, FodSimResult *why)
{
  guint tries = 0;

  if (why->at + 1 < steps->len)
    g_array_set_size (steps, why->at + 1);
  for (guint count = MAX (steps->len / 2, 1); count > 0 && tries < SHRINK_MAX; count /= 2)
    for (guint from = steps->len; from > 0 && tries < SHRINK_MAX; tries++)
      {
        from = from > count ? from - count : 0;
        leave_out (seed, steps, from, count, &why);
        from = MIN (from, steps->len);
      }
  return why;
}
