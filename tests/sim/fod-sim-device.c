/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimDevice: switches a laptop on and off, and copies its disk. What a person does at it stands
 * elsewhere. */

#include "config.h"

#include "sim/fod-sim-device.h"

#include "sim/fod-sim-step.h"
#include "store/fod-job.h"
#include "support/fod-temp.h"
#include "sync/fod-sync-engine-private.h"

#include <glib/gstdio.h>

#define MANY_PUSHES 2

FodSimDevice *
fod_sim_device_new (const char *parent, guint index, FodSimServer *server, FodSimLine *line)
{
  static const guint8 bytes[32] = { 7 };
  FodSimDevice *self = g_new0 (FodSimDevice, 1);

  self->index = index;
  self->folder = g_strdup_printf ("%s/device-%u", parent, index);
  self->copy = g_strdup_printf ("%s/copy-%u", parent, index);
  self->key = fod_secret_new (bytes, sizeof bytes);
  self->clock = fod_fake_clock_new ();
  self->line = g_object_ref (line);
  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  return self;
}

void
fod_sim_device_free (FodSimDevice *self)
{
  fod_sim_device_close (self);
  fod_secret_unref (self->key);
  g_object_unref (self->clock);
  g_object_unref (self->line);
  g_free (self->folder);
  g_free (self->copy);
  g_free (self->id);
  g_free (self->copy_id);
  g_free (self);
}

static gpointer
do_nothing (FodLedger *ledger, gpointer input, GError **error)
{
  return FOD_JOB_DONE;
}

void
fod_sim_device_rest (FodSimDevice *self)
{
  const FodCall call = { do_nothing, NULL, NULL, NULL };
  gboolean moved = TRUE;

  while (moved)
    {
      moved = FALSE;
      fod_store_call (self->store, &call, NULL);
      while (g_main_context_iteration (NULL, FALSE))
        moved = TRUE;
    }
}

void
fod_sim_device_open (FodSimDevice *self)
{
  const FodStoreKeys keys = { self->key, self->key };
  g_autoptr (GError) error = NULL;

  self->store = fod_store_open (self->folder, &keys, FOD_CLOCK (self->clock), &error);
  g_assert_no_error (error);
  self->engine = fod_sync_engine_new_with_transport (self->store, self->line);
  self->in_step = FALSE;
  /* Nobody here writes five hundred changes; so every other laptop sends its few in several pushes,
   * of which each is on its way while the one before is settled. */
  if (self->index % 2 == 1)
    self->engine->memory->max_ops = MANY_PUSHES;
  self->seen = -1;
  fod_sim_device_rest (self);
}

static gpointer
count_changes (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger), "SELECT total_changes ()", error);

  if (stmt == NULL || !fod_stmt_step (stmt, NULL, error))
    return NULL;
  *(gint64 *)input = fod_stmt_get_int (stmt, 0);
  return FOD_JOB_DONE;
}

gboolean
fod_sim_device_has_changed (FodSimDevice *self)
{
  gint64 now = 0;
  const FodCall call = { count_changes, &now, NULL, NULL };
  gboolean changed;

  fod_store_call (self->store, &call, NULL);
  changed = now != self->seen;
  self->seen = now;
  return changed;
}

void
fod_sim_device_close (FodSimDevice *self)
{
  if (self->store == NULL)
    return;
  fod_sync_engine_stop (self->engine);
  fod_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (g_steal_pointer (&self->engine));
  g_clear_object (&self->store);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (slot);
}

static FodEnrolment *
get_enrolment (FodSimDevice *self)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FodEnrolment *enrolment;

  fod_journal_get_enrolment_async (self->store, NULL, on_result, &slot);
  result = await (&slot);
  enrolment = fod_journal_get_enrolment_finish (self->store, result, &error);
  g_assert_no_error (error);
  return enrolment;
}

static void
take_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

void
fod_sim_device_enrol (FodSimDevice *self, FodSimServer *server, guint user)
{
  g_autoptr (FodEnrolment) enrolment = get_enrolment (self);
  g_autoptr (FodEnrolReply) reply = fod_sim_server_enrol (server, user, enrolment->device);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->user = user;
  take_text (&self->id, enrolment->device);
  take_text (&enrolment->server, "http://127.0.0.1");
  take_text (&enrolment->token, reply->token);
  take_text (&enrolment->user, reply->user);
  take_text (&enrolment->login, fod_sim_server_get_login (user));
  take_text (&enrolment->team, reply->team);
  take_text (&enrolment->role, reply->role);
  take_text (&enrolment->epoch, reply->epoch);
  fod_journal_set_enrolment_async (self->store, enrolment, NULL, on_result, &slot);
  result = await (&slot);
  fod_journal_set_enrolment_finish (self->store, result, &error);
  g_assert_no_error (error);
  fod_sim_device_rest (self);
}

/* As while its timers run, of which a simulation has none. Returns: whether there is a round. */
static gboolean
hear (FodSimDevice *self)
{
  gboolean begun;

  self->engine->started = TRUE;
  begun = fod_sync_engine_happen (self->engine, FOD_SYNC_EVENT_WORD);
  g_assert_false (begun && fod_sync_engine_happen (self->engine, FOD_SYNC_EVENT_WORD));
  self->engine->started = FALSE;
  return begun;
}

gboolean
fod_sim_device_sync (FodSimDevice *self, FodSimCause cause, FodSyncRound *round, GError **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  if (cause == FOD_SIM_TOLD && !hear (self))
    {
      g_set_error_literal (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE,
                           "the next try is planned");
      return FALSE;
    }
  /* On a new line the server first says where everything is. */
  if (cause == FOD_SIM_IN_STEP && self->in_step)
    fod_sync_engine_start_round (self->engine, TRUE);
  fod_sync_engine_sync_async (self->engine, NULL, on_result, &slot);
  result = await (&slot);
  done = fod_sync_engine_sync_finish (self->engine, result, round, error);
  self->in_step = done;
  fod_sim_device_rest (self);
  return done;
}

char *
fod_sim_device_apply (FodSimDevice *self, FodEdit *edit, GError **error)
{
  char *tx = fod_store_apply (self->store, edit, error);

  fod_sim_device_rest (self);
  return tx;
}

static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autoptr (GFile) source = g_file_new_build_filename (from, name, NULL);
  g_autoptr (GFile) target = g_file_new_build_filename (to, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Of a program that has ended. */
static void
copy_profile (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  fod_temp_remove (to);
  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    copy_file (from, to, name);
}

void
fod_sim_device_wipe (FodSimDevice *self)
{
  fod_sim_device_close (self);
  fod_temp_remove (self->folder);
  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
}

void
fod_sim_device_make_copy (FodSimDevice *self)
{
  fod_sim_device_close (self);
  copy_profile (self->folder, self->copy);
  self->copy_user = self->user;
  take_text (&self->copy_id, self->id);
  fod_sim_device_open (self);
}

gboolean
fod_sim_device_put_back (FodSimDevice *self)
{
  if (!g_file_test (self->copy, G_FILE_TEST_IS_DIR))
    return FALSE;
  fod_sim_device_close (self);
  copy_profile (self->copy, self->folder);
  self->user = self->copy_user;
  take_text (&self->id, self->copy_id);
  fod_sim_device_open (self);
  self->restores++;
  return TRUE;
}

void
fod_sim_device_clone (FodSimDevice *self, FodSimDevice *other)
{
  fod_sim_device_close (self);
  fod_sim_device_close (other);
  copy_profile (other->folder, self->folder);
  self->user = other->user;
  take_text (&self->id, other->id);
  self->restores++;
  fod_sim_device_open (other);
  fod_sim_device_open (self);
}
