/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOD_SIM_DEVICES 6 /* the last one begins as nobody's: it becomes another's clone */
#define FOD_SIM_SPARE (FOD_SIM_DEVICES - 1)

typedef enum
{
  FOD_SIM_EDIT,           /* a person at a device saves something */
  FOD_SIM_SYNC,           /* one round over a line as bad as the numbers say */
  FOD_SIM_RESTART,        /* a device's program ends and starts */
  FOD_SIM_CRASH_EDIT,     /* ... at a statement of a save */
  FOD_SIM_CRASH_SYNC,     /* ... at a statement of a round */
  FOD_SIM_SERVER_CRASH,   /* the server's program ends at a statement of a round */
  FOD_SIM_LATE,           /* requests that were held up come to the server after all */
  FOD_SIM_WAIT,           /* time passes for everybody */
  FOD_SIM_CLOCK,          /* somebody sets a device's clock wrong, or right */
  FOD_SIM_SERVER_CLOCK,   /* the server's clock jumps forward */
  FOD_SIM_ASSIGN,         /* a participant is handed over, or gets a cover */
  FOD_SIM_MOVE_USER,      /* a person changes team or role */
  FOD_SIM_COPY,           /* somebody copies a device's profile */
  FOD_SIM_PUT_BACK,       /* ... and puts the copy back */
  FOD_SIM_CLONE,          /* the spare device starts with a copy of a profile */
  FOD_SIM_BACKUP,         /* the server is backed up */
  FOD_SIM_SERVER_RESTORE, /* ... and restored: a new epoch */
  FOD_SIM_ILL_SYNC,       /* a round over a line that spoils what it brings */
  FOD_SIM_BAD_OP,         /* a device has an op that no server takes */
  FOD_SIM_GIVE,           /* a person hands a participant over, or asks for a cover */
  FOD_SIM_ERASE,          /* a participant is erased */
  FOD_SIM_REVOKE,         /* an administrator ends a device's access */
  FOD_SIM_LATER,          /* a later version writes what nobody here knows */
  FOD_SIM_WORD,           /* the server's word that something moved reaches a device, if only now */
  FOD_SIM_SEND,           /* a device that was told of nothing sends without a pull before it */
  FOD_SIM_SLEEP,          /* everybody is away for longer than feeds tell of the dead */
  FOD_SIM_TELL,           /* a person writes a section of a profile, which all have one of */
  FOD_SIM_N_VERBS
} FodSimVerb;

/**
 * FodSimExtras: what happens in runs of its own only; as bits
 * @FOD_SIM_ENDS: participants are erased and devices lose their access
 * @FOD_SIM_YEARS: all laptops sleep for more than a year
 */
typedef enum
{
  FOD_SIM_ENDS = 1,
  FOD_SIM_YEARS = 2
} FodSimExtras;

/**
 * FodSimStep:
 * @numbers: decide everything that the verb leaves open, together with what is there by then, so
 *   that the steps around it can be left out
 *
 * One step of a simulation.
 */
typedef struct
{
  FodSimVerb verb;
  guint device;
  guint numbers[3];
} FodSimStep;

/** fod_sim_steps_make: @extras: of #FodSimExtras. Returns: (transfer full) (element-type
 * FodSimStep):
 * @count steps that follow from @seed */
GArray *fod_sim_steps_make (guint64 seed, guint count, guint extras);

/** fod_sim_steps_to_text: Returns: (transfer full): one a line, behind a line with @seed */
char *fod_sim_steps_to_text (guint64 seed, const GArray *steps);

/** fod_sim_steps_from_text: Returns: (transfer full) (nullable): what fod_sim_steps_to_text() made
 * of them; lines that begin with "#" are passed over */
GArray *fod_sim_steps_from_text (const char *text, guint64 *seed);

/** fod_sim_mix: Returns: a number that follows from @a and @b and looks like neither */
guint fod_sim_mix (guint a, guint b);

G_END_DECLS
