/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimWorld: does the steps, and shows the oracle what came of them. */

#include "config.h"

#include "sim/fod-sim-world.h"

#include "server/fod-server-audit.h"
#include "sim/fod-sim-machine.h"
#include "store/fod-queue.h"

#define MINUTE_MS ((gint64)60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

/* PROTOCOL.md, a feed's end. */
#define SLEEP_MS (401 * DAY_MS)

#define QUIET_ROUNDS 8

static void
wipe (FodSimWorld *self, guint device)
{
  fod_sim_device_wipe (self->devices[device]);
  fod_sim_oracle_end_device (self->oracle, device);
}

static gboolean
run_round_for (FodSimWorld *self, guint device, FodSimCause cause)
{
  FodSyncRound round = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean giving = fod_sim_oracle_is_giving (self->oracle, device);
  gboolean done;
  gboolean was_ill;

  /* A program that lets go of everything before anybody has it, for tests of the oracle. */
  if (g_strcmp0 (self->sabotage, "hasty-wipe") == 0 && fod_sim_world_is_revoked (self, device))
    {
      wipe (self, device);
      return FALSE;
    }
  done = fod_sim_device_sync (self->devices[device], cause, &round, &error);
  was_ill = fod_sim_line_was_ill (self->devices[device]->line);
  /* What it has given away itself, it is told by the next pull; and so is what had moved before. */
  if (done)
    return !giving && cause != FOD_SIM_IN_STEP;
  /* It has handed over what waited, as its own server has proven, and lets go of all it has. */
  if (g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_ENDED) &&
      fod_sim_world_is_revoked (self, device))
    {
      wipe (self, device);
      return FALSE;
    }
  /* What somebody else says on the line, its own server's end of an access without a proof too. */
  if (was_ill && (g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER) ||
                  g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_BUSY) ||
                  g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_REVOKED)))
    return FALSE;
  /* A token that nobody used for so long is void: its person signs in again. */
  if (self->oracle->slept && !fod_sim_machine_has_ended () &&
      g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_REVOKED))
    {
      fod_sim_machine_hold (TRUE);
      fod_sim_device_enrol (self->devices[device], self->server, self->devices[device]->user);
      fod_sim_machine_hold (FALSE);
      return FALSE;
    }
  /* Two copies of one profile cost a first load now and then, and no more than three a day. */
  if (self->oracle->twins[device] &&
      (g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_MISMATCH) ||
       g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_LOOP)))
    return FALSE;
  if (!g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE) &&
      !fod_sim_machine_has_ended ())
    fod_sim_oracle_complain (self->oracle, self->oracle->ill[device] ? 20 : 18,
                             "device %u: the round failed: %s", device, error->message);
  return FALSE;
}

static gboolean
run_round (FodSimWorld *self, guint device)
{
  return run_round_for (self, device, FOD_SIM_ASKED);
}

static void
wait_for (FodSimWorld *self, gint64 ms)
{
  fod_fake_clock_advance (self->server->clock, ms);
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    fod_fake_clock_advance (self->devices[i]->clock, ms);
}

static void
set_weather (FodSimWorld *self, const FodSimStep *step)
{
  guint bad = step->numbers[1] % 3 == 0 ? 0 : 30;
  guint page = step->numbers[2] % 3 == 0 ? 1 + step->numbers[2] / 3 % 6 : 0;

  fod_sim_line_set_weather (self->devices[step->device]->line, step->numbers[0], bad, page);
}

/* The program of a device ends at a statement of what it does. Returns: whether it was in step. */
static gboolean
crash_device (FodSimWorld *self, const FodSimStep *step, gboolean editing)
{
  FodSimDevice *device = self->devices[step->device];
  gboolean in_step = FALSE;
  guint statements = step->numbers[2] / 2 % (editing ? 60 : 400);

  fod_sim_machine_kill (device->folder, statements, step->numbers[2] % 2 == 0);
  if (editing)
    fod_sim_world_edit (self, step->device, step->numbers);
  else
    in_step = run_round (self, step->device);
  in_step = in_step && !fod_sim_machine_has_ended ();
  if (!fod_sim_machine_has_ended ())
    fod_sim_machine_revive ();
  else
    {
      gboolean there = fod_sim_world_has (self, step->device);

      fod_sim_device_close (device);
      fod_sim_machine_revive ();
      if (there)
        fod_sim_device_open (device);
    }
  return in_step;
}

static void
set_clock (FodSimWorld *self, const FodSimStep *step)
{
  static const gint64 offs[] = { 0,      0,           10 * MINUTE_MS, -10 * MINUTE_MS, 3 * HOUR_MS,
                                 DAY_MS, -2 * DAY_MS, 400 * DAY_MS,   -20000 * DAY_MS };
  gint64 now = fod_clock_get_real_ms (FOD_CLOCK (self->server->clock));

  fod_fake_clock_set_real_ms (self->devices[step->device]->clock,
                              MAX (now + offs[step->numbers[0] % G_N_ELEMENTS (offs)], 0));
}

/* Whose the profile is that @device has now. */
static void
note_user (FodSimWorld *self, guint device)
{
  g_free (self->oracle->users[device]);
  self->oracle->users[device] = g_strdup (self->server->users[self->devices[device]->user]);
}

static void
put_back (FodSimWorld *self, guint device)
{
  if (!fod_sim_device_put_back (self->devices[device]))
    return;
  note_user (self, device);
  self->oracle->twins[device] = TRUE;
  g_ptr_array_set_size (self->undoable[device], 0);
  fod_sim_world_look_at_device (self, device, TRUE, FALSE);
  fod_sim_oracle_forget_disk (self->oracle, device);
}

static void
make_clone (FodSimWorld *self, guint device)
{
  FodSimDevice *spare = self->devices[FOD_SIM_SPARE];

  if (device == FOD_SIM_SPARE)
    return;
  fod_sim_line_drop_late (spare->line);
  fod_sim_device_clone (spare, self->devices[device]);
  fod_sim_oracle_copy_spoilt (self->oracle, device, FOD_SIM_SPARE);
  self->oracle->ill[FOD_SIM_SPARE] |= self->oracle->ill[device];
  self->oracle->twins[device] = TRUE;
  self->oracle->twins[FOD_SIM_SPARE] = TRUE;
  note_user (self, FOD_SIM_SPARE);
  g_ptr_array_set_size (self->undoable[FOD_SIM_SPARE], 0);
  fod_sim_world_look_at_device (self, FOD_SIM_SPARE, TRUE, FALSE);
  fod_sim_oracle_forget_disk (self->oracle, FOD_SIM_SPARE);
}

/* A backup that old can't be made good: laptops keep what was confirmed for a month. */
static void
sleep_long (FodSimWorld *self)
{
  wait_for (self, SLEEP_MS);
  self->oracle->slept = TRUE;
  fod_sim_server_drop_backup (self->server);
}

/* What happens to the server alone. Returns: whether @step was of that kind. */
static gboolean
do_at_server (FodSimWorld *self, const FodSimStep *step)
{
  switch ((int)step->verb)
    {
    case FOD_SIM_SERVER_CLOCK:
      fod_fake_clock_advance (self->server->clock, step->numbers[0] % (3 * DAY_MS));
      return TRUE;
    case FOD_SIM_LATER:
      fod_sim_world_write_later (self, step->numbers);
      fod_sim_world_look_at_server (self, FALSE);
      return TRUE;
    case FOD_SIM_SLEEP:
      sleep_long (self);
      return TRUE;
    case FOD_SIM_WAIT:
      wait_for (self, step->numbers[0] % 4 == 0 ? step->numbers[1] % (20 * HOUR_MS)
                                                : step->numbers[1] % (10 * MINUTE_MS));
      return TRUE;
    default:
      return fod_sim_world_administer (self, step);
    }
}

static void
write_at_device (FodSimWorld *self, const FodSimStep *step)
{
  if (step->verb == FOD_SIM_EDIT)
    fod_sim_world_edit (self, step->device, step->numbers);
  else if (step->verb == FOD_SIM_TELL)
    fod_sim_world_tell (self, step->device, step->numbers);
  else if (step->verb == FOD_SIM_GIVE)
    fod_sim_world_give (self, step->device, step->numbers);
}

/* Returns: whether the device has just ended a whole round. */
static gboolean
do_at_device (FodSimWorld *self, const FodSimStep *step)
{
  FodSimDevice *device = self->devices[step->device];

  switch ((int)step->verb)
    {
    case FOD_SIM_SYNC:
      set_weather (self, step);
      return run_round (self, step->device);
    case FOD_SIM_WORD:
      set_weather (self, step);
      return run_round_for (self, step->device, FOD_SIM_TOLD);
    case FOD_SIM_SEND:
      set_weather (self, step);
      return run_round_for (self, step->device, FOD_SIM_IN_STEP);
    case FOD_SIM_ILL_SYNC:
      set_weather (self, step);
      fod_sim_line_set_ill (device->line, 40);
      return run_round (self, step->device);
    case FOD_SIM_BAD_OP:
      self->oracle->ill[step->device] = TRUE;
      fod_sim_world_write_bad_op (self, step->device, step->numbers);
      return FALSE;
    case FOD_SIM_RESTART:
      fod_sim_device_close (device);
      fod_sim_device_open (device);
      return FALSE;
    case FOD_SIM_CRASH_EDIT:
    case FOD_SIM_CRASH_SYNC:
      set_weather (self, step);
      return crash_device (self, step, step->verb == FOD_SIM_CRASH_EDIT);
    case FOD_SIM_SERVER_CRASH:
      fod_sim_line_set_weather (device->line, 0, 0, 0);
      fod_sim_machine_kill (self->server->folder, step->numbers[0] % 150,
                            step->numbers[1] % 2 == 0);
      return run_round (self, step->device) && !self->server->dead;
    case FOD_SIM_LATE:
      fod_sim_line_deliver_late (device->line, step->numbers[0]);
      return FALSE;
    case FOD_SIM_CLOCK:
      set_clock (self, step);
      return FALSE;
    case FOD_SIM_COPY:
      fod_sim_device_make_copy (device);
      return FALSE;
    case FOD_SIM_PUT_BACK:
      put_back (self, step->device);
      return FALSE;
    case FOD_SIM_CLONE:
      make_clone (self, step->device);
      return FALSE;
    default:
      write_at_device (self, step);
      return FALSE;
    }
}

gboolean
fod_sim_world_step (FodSimWorld *self, const FodSimStep *step)
{
  gboolean in_step = FALSE;

  wait_for (self, 1000 + step->numbers[0] % 20000);
  if (!do_at_server (self, step) && fod_sim_world_has (self, step->device))
    {
      in_step = do_at_device (self, step);
      fod_sim_machine_revive ();
      if (self->server->dead)
        {
          fod_sim_server_start (self->server);
          fod_sim_world_look_at_server (self, FALSE);
        }
      fod_sim_mirror_compare (self->mirror, self->oracle);
      if (self->sabotage != NULL && fod_sim_world_has (self, step->device))
        fod_sim_world_break (self, step->device);
      fod_sim_world_look_at_device (self, step->device, FALSE, in_step);
    }
  fod_sim_mirror_compare (self->mirror, self->oracle);
  fod_sim_check_saves (self->oracle);
  return self->oracle->broken == NULL;
}

/* Ends when a whole round brought nobody anything new. */
static void
all_rest (FodSimWorld *self)
{
  gboolean quiet = FALSE;

  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    {
      while (fod_sim_line_deliver_late (self->devices[i]->line, 0))
        continue;
      fod_sim_line_set_weather (self->devices[i]->line, 0, 0, 0);
    }
  for (guint n = 0; n < QUIET_ROUNDS && !quiet; n++)
    {
      wait_for (self, DAY_MS);
      self->told = 0;
      quiet = TRUE;
      for (guint i = 0; i < FOD_SIM_DEVICES; i++)
        if (fod_sim_world_has (self, i))
          {
            gboolean in_step = run_round (self, i);

            quiet = quiet && in_step;
            fod_sim_world_look_at_device (self, i, FALSE, in_step);
          }
      quiet = quiet && self->told == 0;
    }
}

/* What was written to the audit long ago still stands in it. */
static void
verify_audit (FodSimWorld *self)
{
  gint64 entry = 0;
  g_autoptr (GError) error = NULL;

  fod_server_audit_verify (self->server->store, &entry, &error);
  g_assert_no_error (error);
  if (entry != 0)
    fod_sim_oracle_complain (self->oracle, 17, "entry %" G_GINT64_FORMAT " was written anew",
                             entry);
}

/* Whose access has ended has come to know it, and nothing is left there. */
static void
check_ends (FodSimWorld *self)
{
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    if (fod_sim_world_has (self, i) && fod_sim_world_is_revoked (self, i))
      fod_sim_oracle_complain (self->oracle, 18, "device %u has not come to its end", i);
}

/* No corner of any disk has a word of who was erased. */
static void
check_words (FodSimWorld *self)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (g_hash_table_size (self->oracle->buried) == 0)
    return;
  texts = fod_sim_dump_texts (fod_sim_server_get_base (self->server));
  fod_sim_check_words (self->oracle, 11, "the server", texts);
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    if (fod_sim_world_has (self, i))
      {
        g_autofree char *where = g_strdup_printf ("device %u", i);
        g_autoptr (GPtrArray) held = fod_sim_dump_device_texts (self->devices[i]->store);

        fod_sim_check_words (self->oracle, 12, where, held);
      }
}

static gboolean
awaits (FodSimWorld *self)
{
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    {
      GHashTableIter iter;
      gpointer queued;

      if (self->oracle->devices[i] == NULL)
        continue;
      g_hash_table_iter_init (&iter, self->oracle->devices[i]->ops);
      while (g_hash_table_iter_next (&iter, NULL, &queued))
        if (((FodSimQueued *)queued)->state <= FOD_OP_IN_FLIGHT)
          return TRUE;
    }
  return FALSE;
}

gboolean
fod_sim_world_rest (FodSimWorld *self)
{
  all_rest (self);
  /* What a restored server lacks is waited for so long. */
  if (self->oracle->restored && awaits (self))
    {
      wait_for (self, 31 * DAY_MS);
      all_rest (self);
    }
  check_ends (self);
  check_words (self);
  verify_audit (self);
  fod_sim_mirror_compare (self->mirror, self->oracle);
  fod_sim_check_saves (self->oracle);
  fod_sim_oracle_rest (self->oracle);
  return self->oracle->broken == NULL;
}

FodSimWorld *
fod_sim_world_new (const char *parent, guint64 seed, const char *sabotage)
{
  static const guint users[FOD_SIM_DEVICES] = { 0, 0, 1, 2, 3, 0 };
  FodSimWorld *self = g_new0 (FodSimWorld, 1);
  g_autofree char *folder = NULL;

  fod_sim_machine_seed (seed);
  self->folder = g_strdup (parent);
  self->sabotage = sabotage;
  self->oracle = fod_sim_oracle_new ();
  folder = g_build_filename (self->folder, "server", NULL);
  self->server = fod_sim_server_new (folder);
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    {
      g_autoptr (FodSimLine) line = NULL;

      self->ports[i] = (FodSimPort){ self, i };
      self->undoable[i] = g_ptr_array_new_with_free_func (g_free);
      line = fod_sim_line_new (self->server, fod_sim_world_on_request, fod_sim_world_on_spoil,
                               &self->ports[i]);
      self->devices[i] = fod_sim_device_new (self->folder, i, self->server, line);
      if (i == FOD_SIM_SPARE)
        continue;
      fod_sim_device_open (self->devices[i]);
      fod_sim_device_enrol (self->devices[i], self->server, users[i]);
      self->oracle->users[i] = g_strdup (self->server->users[users[i]]);
    }
  fod_sim_world_look_at_server (self, FALSE);
  fod_sim_world_furnish (self, 0);
  fod_sim_world_furnish (self, 2);
  for (guint i = 0; i < FOD_SIM_SPARE; i++)
    run_round (self, i);
  for (guint i = 0; i < FOD_SIM_SPARE; i++)
    fod_sim_world_look_at_device (self, i, FALSE, run_round (self, i));
  for (guint i = 0; i < FOD_SIM_DEVICES && sabotage != NULL; i++)
    fod_sim_line_set_touch (self->devices[i]->line, fod_sim_world_touch);
  return self;
}

void
fod_sim_world_free (FodSimWorld *self)
{
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    {
      fod_sim_device_free (self->devices[i]);
      g_ptr_array_unref (self->undoable[i]);
    }
  fod_sim_mirror_free (self->mirror);
  fod_sim_server_free (self->server);
  fod_sim_oracle_free (self->oracle);
  g_free (self->folder);
  g_free (self);
}
