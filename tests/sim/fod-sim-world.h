/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-device.h"
#include "sim/fod-sim-mirror.h"
#include "sim/fod-sim-oracle.h"

G_BEGIN_DECLS

typedef struct _FodSimWorld FodSimWorld;

/** FodSimPort: what a line says whose it is by */
typedef struct
{
  FodSimWorld *world;
  guint device;
} FodSimPort;

/**
 * FodSimWorld:
 * @written: how many saves there were: makes each one's text its own
 * @told: how much went over the lines: ops, rows, scopes that were lost
 * @undoable: of each device: transactions, newest last
 * @sabotage: what a test of the oracle breaks, %NULL for nothing
 *
 * Everything that one seed has: a server, devices and their lines, and who watches them.
 */
struct _FodSimWorld
{
  char *folder;
  FodSimServer *server;
  FodSimDevice *devices[FOD_SIM_DEVICES];
  FodSimPort ports[FOD_SIM_DEVICES];
  FodSimOracle *oracle;
  FodSimMirror *mirror;
  guint written;
  guint told;
  GPtrArray *undoable[FOD_SIM_DEVICES];
  const char *sabotage;
};

/** fod_sim_world_new: @folder: an empty one; Returns: (transfer full): devices that are enrolled
 * and have pulled */
FodSimWorld *fod_sim_world_new (const char *folder, guint64 seed, const char *sabotage);

void fod_sim_world_free (FodSimWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimWorld, fod_sim_world_free)

/** fod_sim_world_step: Returns: whether every invariant holds behind @step */
gboolean fod_sim_world_step (FodSimWorld *self, const FodSimStep *step);

/** fod_sim_world_rest: lets all faults stop, and all devices come to rest. Returns: whether every
 * invariant holds */
gboolean fod_sim_world_rest (FodSimWorld *self);

/** fod_sim_world_has: Returns: whether there is anything on @device */
gboolean fod_sim_world_has (FodSimWorld *self, guint device);

/** fod_sim_world_administer: Returns: whether @step is an administrator's */
gboolean fod_sim_world_administer (FodSimWorld *self, const FodSimStep *step);

/** fod_sim_world_look_at_server: @restored: it went back to a backup */
void fod_sim_world_look_at_server (FodSimWorld *self, gboolean restored);

/** fod_sim_world_look_at_device: after a step: what the device holds, and whether it shows just
 * that. @anew: its disk is another's, or an older one; @in_step: it has just ended a round */
void
fod_sim_world_look_at_device (FodSimWorld *self, guint device, gboolean anew, gboolean in_step);

/** fod_sim_world_is_revoked: Returns: whether the access of @device has ended */
gboolean fod_sim_world_is_revoked (FodSimWorld *self, guint device);

/** fod_sim_world_on_request: a #FodSimWatch; @data: a #FodSimPort */
void fod_sim_world_on_request (const FodRequest *request, const FodReply *reply, gpointer data);

/** fod_sim_world_on_spoil: a #FodSimSpoil, likewise */
void fod_sim_world_on_spoil (const char *key, gpointer data);

/** fod_sim_world_edit: a person saves something at @device, which has one */
void fod_sim_world_edit (FodSimWorld *self, guint device, const guint *numbers);

/** fod_sim_world_tell: a person at @device writes a section of a career profile, or goes on with
 * one */
void fod_sim_world_tell (FodSimWorld *self, guint device, const guint *numbers);

/** fod_sim_world_give: a person at @device hands a participant over, or has them covered until a
 * day */
void fod_sim_world_give (FodSimWorld *self, guint device, const guint *numbers);

/** fod_sim_world_furnish: somebody has a few records at @device */
void fod_sim_world_furnish (FodSimWorld *self, guint device);

/** fod_sim_world_write_bad_op: @device has an op that no server takes, as a fault of its program or
 * of another version would make it */
void fod_sim_world_write_bad_op (FodSimWorld *self, guint device, const guint *numbers);

/** fod_sim_world_write_later: a version that knows more than this one has written to the server
 * meanwhile: a field, or a row of a kind of its own */
void fod_sim_world_write_later (FodSimWorld *self, const guint *numbers);

/** fod_sim_world_break: does what @sabotage says to what lies on the disks, for tests of the oracle
 */
void fod_sim_world_break (FodSimWorld *self, guint device);

/** fod_sim_world_touch: a #FodSimTouch, likewise, to what goes over the lines */
FodReply *fod_sim_world_touch (const FodRequest *request, FodReply *reply, gpointer data);

/** fod_sim_world_find_view_fault: Returns: (transfer full) (nullable): where what @store shows is
 * not its base and its queue */
char *fod_sim_world_find_view_fault (FodStore *store);

G_END_DECLS
