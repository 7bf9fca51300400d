/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-line.h"
#include "sync/fod-sync-engine.h"

G_BEGIN_DECLS

/**
 * FodSimDevice:
 * @index: which one of the simulation's
 * @user: whose it is, as a number of the server's people
 * @copy_user: whose the copy was
 * @id, @copy_id: by which the server knows it
 * @store: %NULL while it is switched off
 * @restores: how often an older copy was put back
 * @seen: of fod_sim_device_has_changed(); -1 for nothing
 *
 * A laptop: the shipped store and engine, on a clock of its own. Every call ends with the device at
 * rest, so that nothing of it runs beside the next one.
 */
typedef struct
{
  guint index;
  guint user;
  guint copy_user;
  char *id;
  char *copy_id;
  char *folder;
  char *copy;
  FodSecret *key;
  FodFakeClock *clock;
  FodSimLine *line;
  FodStore *store;
  FodSyncEngine *engine;
  gboolean in_step; /* nothing went wrong since its last whole round */
  guint restores;
  gint64 seen;
} FodSimDevice;

/** fod_sim_device_new: Returns: (transfer full): a device that is switched off, with nothing in its
 * folder under @parent */
FodSimDevice *
fod_sim_device_new (const char *parent, guint index, FodSimServer *server, FodSimLine *line);

void fod_sim_device_free (FodSimDevice *self);

/** fod_sim_device_open: starts its program */
void fod_sim_device_open (FodSimDevice *self);

/** fod_sim_device_close: ends its program */
void fod_sim_device_close (FodSimDevice *self);

/** fod_sim_device_enrol: makes it the device of @user, or signs that one in again */
void fod_sim_device_enrol (FodSimDevice *self, FodSimServer *server, guint user);

/** fod_sim_device_wipe: its access has ended, and nothing stays on its disk */
void fod_sim_device_wipe (FodSimDevice *self);

/** fod_sim_device_rest: waits until the device has nothing to do */
void fod_sim_device_rest (FodSimDevice *self);

/** fod_sim_device_has_changed: Returns: whether anything may be in its database that was not there
 * at the last call */
gboolean fod_sim_device_has_changed (FodSimDevice *self);

/**
 * FodSimCause:
 * @FOD_SIM_ASKED: a person, or the timer
 * @FOD_SIM_TOLD: the server's word that something moved, twice
 * @FOD_SIM_IN_STEP: something waits, and the server was not heard to say that anything moved
 *
 * What a round begins with.
 */
typedef enum
{
  FOD_SIM_ASKED,
  FOD_SIM_TOLD,
  FOD_SIM_IN_STEP
} FodSimCause;

/** fod_sim_device_sync: one round, if @cause leads to one. Error: what the engine says;
 * %FOD_SYNC_ERROR_OFFLINE for no round */
gboolean
fod_sim_device_sync (FodSimDevice *self, FodSimCause cause, FodSyncRound *round, GError **error);

/** fod_sim_device_apply: Returns: (transfer full) (nullable): the transaction */
char *fod_sim_device_apply (FodSimDevice *self, FodEdit *edit, GError **error);

/** fod_sim_device_make_copy: keeps a copy of its profile, instead of any earlier one */
void fod_sim_device_make_copy (FodSimDevice *self);

/** fod_sim_device_put_back: Returns: whether there was a copy to put back */
gboolean fod_sim_device_put_back (FodSimDevice *self);

/** fod_sim_device_clone: takes the profile of @other over; two devices with one id */
void fod_sim_device_clone (FodSimDevice *self, FodSimDevice *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimDevice, fod_sim_device_free)

G_END_DECLS
