/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The making, printing and reading of steps. What a step does stands elsewhere. */

#include "config.h"

#include "sim/fod-sim-step.h"

#include <stdio.h>
#include <string.h>

/* How often of a thousand; 0: only in steps that are kept. */
static const struct
{
  const char *name;
  guint weight;
} verbs[FOD_SIM_N_VERBS] = {
  [FOD_SIM_EDIT] = { "edit", 380 },
  [FOD_SIM_SYNC] = { "sync", 350 },
  [FOD_SIM_RESTART] = { "restart", 10 },
  [FOD_SIM_CRASH_EDIT] = { "crash-edit", 25 },
  [FOD_SIM_CRASH_SYNC] = { "crash-sync", 45 },
  [FOD_SIM_SERVER_CRASH] = { "server-crash", 30 },
  [FOD_SIM_LATE] = { "late", 30 },
  [FOD_SIM_WAIT] = { "wait", 30 },
  [FOD_SIM_CLOCK] = { "clock", 15 },
  [FOD_SIM_SERVER_CLOCK] = { "server-clock", 5 },
  [FOD_SIM_ASSIGN] = { "assign", 30 },
  [FOD_SIM_MOVE_USER] = { "move-user", 8 },
  [FOD_SIM_COPY] = { "copy", 10 },
  [FOD_SIM_PUT_BACK] = { "put-back", 10 },
  [FOD_SIM_CLONE] = { "clone", 8 },
  [FOD_SIM_BACKUP] = { "backup", 8 },
  [FOD_SIM_SERVER_RESTORE] = { "server-restore", 6 },
  [FOD_SIM_ILL_SYNC] = { "ill-sync", 40 },
  [FOD_SIM_BAD_OP] = { "bad-op", 10 },
  [FOD_SIM_LATER] = { "later", 12 },
  [FOD_SIM_REVOKE] = { "revoke", 4 },
  [FOD_SIM_GIVE] = { "give", 20 },
  [FOD_SIM_WORD] = { "word", 20 },
  [FOD_SIM_SEND] = { "send", 30 },
  [FOD_SIM_ERASE] = { "erase", 8 },
  [FOD_SIM_SLEEP] = { "sleep", 30 },
  [FOD_SIM_TELL] = { "tell", 60 },
};

guint
fod_sim_mix (guint a, guint b)
{
  guint64 z = ((guint64)a << 32 | b) + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint)(z ^ (z >> 31));
}

static gboolean
is_in (guint verb, guint extras)
{
  switch (verb)
    {
    case FOD_SIM_ERASE:
    case FOD_SIM_REVOKE:
      return (extras & FOD_SIM_ENDS) != 0;
    case FOD_SIM_SLEEP:
      return (extras & FOD_SIM_YEARS) != 0;
    case FOD_SIM_CLONE:
      /* Whoever signs in at one copy of a profile signs out at the other, for ever. */
      return (extras & FOD_SIM_YEARS) == 0;
    default:
      return TRUE;
    }
}

static guint
get_weight (guint verb, guint extras)
{
  return is_in (verb, extras) ? verbs[verb].weight : 0;
}

static FodSimVerb
pick_verb (guint number, guint extras)
{
  guint total = 0;
  guint verb = 0;

  for (guint i = 0; i < FOD_SIM_N_VERBS; i++)
    total += get_weight (i, extras);
  number %= total;
  while (number >= get_weight (verb, extras))
    number -= get_weight (verb++, extras);
  return verb;
}

GArray *
fod_sim_steps_make (guint64 seed, guint count, guint extras)
{
  const guint32 key[] = { (guint32)seed, (guint32)(seed >> 32) };
  GRand *rand = g_rand_new_with_seed_array (key, G_N_ELEMENTS (key));
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (FodSimStep));

  for (guint i = 0; i < count; i++)
    {
      FodSimStep step;

      step.verb = pick_verb (g_rand_int (rand), extras);
      step.device = g_rand_int (rand) % FOD_SIM_DEVICES;
      for (guint n = 0; n < G_N_ELEMENTS (step.numbers); n++)
        step.numbers[n] = g_rand_int (rand);
      g_array_append_val (steps, step);
    }
  g_rand_free (rand);
  return steps;
}

char *
fod_sim_steps_to_text (guint64 seed, const GArray *steps)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "seed %" G_GUINT64_FORMAT "\n", seed);
  for (guint i = 0; i < steps->len; i++)
    {
      const FodSimStep *step = &g_array_index (steps, FodSimStep, i);

      g_string_append_printf (text, "%s %u %u %u %u\n", verbs[step->verb].name, step->device,
                              step->numbers[0], step->numbers[1], step->numbers[2]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_step (const char *line, FodSimStep *step)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (g_strv_length (words) != 5)
    return FALSE;
  for (guint i = 0; i < FOD_SIM_N_VERBS; i++)
    if (strcmp (words[0], verbs[i].name) == 0)
      {
        step->verb = i;
        step->device = (guint)g_ascii_strtoull (words[1], NULL, 10) % FOD_SIM_DEVICES;
        for (guint n = 0; n < G_N_ELEMENTS (step->numbers); n++)
          step->numbers[n] = (guint)g_ascii_strtoull (words[2 + n], NULL, 10);
        return TRUE;
      }
  return FALSE;
}

GArray *
fod_sim_steps_from_text (const char *text, guint64 *seed)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (FodSimStep));
  gboolean has_seed = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      FodSimStep step;

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (g_str_has_prefix (lines[i], "seed "))
        {
          *seed = g_ascii_strtoull (lines[i] + strlen ("seed "), NULL, 10);
          has_seed = TRUE;
        }
      else if (read_step (lines[i], &step))
        g_array_append_val (steps, step);
      else
        return NULL;
    }
  return has_seed ? g_steal_pointer (&steps) : NULL;
}
