/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-enrol.h"
#include "server/fod-server-reply.h"
#include "server/fod-server-shelf.h"
#include "server/fod-server-store.h"
#include "sim/fod-sim-base.h"
#include "support/fod-fake-clock.h"
#include "sync/fod-transport.h"

G_BEGIN_DECLS

#define FOD_SIM_USERS 4
#define FOD_SIM_TEAMS 2

/**
 * FodSimServer:
 * @conninfo: where its database is on PostgreSQL, %NULL for the embedded one
 * @dead: the program has ended in the request under way, and nobody has started it yet
 *
 * The server's program without HTTP, in the simulation's own thread: two teams, two consultants
 * and a leader in the first, a consultant in the second.
 */
typedef struct
{
  char *folder;
  char *conninfo;
  FodFakeClock *clock;
  FodServerStore *store;
  FodServerShelf *shelf;
  FodSimBase *base; /* NULL until somebody looks into it */
  char *seen;
  char *teams[FOD_SIM_TEAMS];
  char *users[FOD_SIM_USERS];
  char *backup;
  gboolean dead;
  guint requests;
} FodSimServer;

/** fod_sim_server_new: Returns: (transfer full): a new server in @folder */
FodSimServer *fod_sim_server_new (const char *folder);

void fod_sim_server_free (FodSimServer *self);

/** fod_sim_server_get_login: Returns: (transfer none): the login of user @user */
const char *fod_sim_server_get_login (guint user);

/** fod_sim_server_get_role: Returns: (transfer none): the role that user @user begins with */
const char *fod_sim_server_get_role (guint user);

/** fod_sim_server_get_team: Returns: the number of the team that user @user begins in */
guint fod_sim_server_get_team (guint user);

/** fod_sim_server_enrol: Returns: (transfer full): what @device is told, now of user @user */
FodEnrolReply *fod_sim_server_enrol (FodSimServer *self, guint user, const char *device);

/** fod_sim_server_answer: Returns: (transfer full) (nullable): what the server makes of @request;
 * %NULL when its program ended meanwhile */
FodReply *fod_sim_server_answer (FodSimServer *self, const FodRequest *request);

/** fod_sim_server_get_base: Returns: (transfer none): its database, to look into */
FodSimBase *fod_sim_server_get_base (FodSimServer *self);

/** fod_sim_server_has_changed: Returns: whether anything may be in its database that was not there
 * at the last call */
gboolean fod_sim_server_has_changed (FodSimServer *self);

/** fod_sim_server_start: starts the program again */
void fod_sim_server_start (FodSimServer *self);

/** fod_sim_server_make_backup: keeps a copy, instead of any earlier one */
void fod_sim_server_make_backup (FodSimServer *self);

/** fod_sim_server_drop_backup: there is no copy any more */
void fod_sim_server_drop_backup (FodSimServer *self);

/** fod_sim_server_restore: Returns: whether there was a copy to go back to */
gboolean fod_sim_server_restore (FodSimServer *self);

/** fod_sim_server_dup_meta: Returns: (transfer full): a setting of the server */
char *fod_sim_server_dup_meta (FodSimServer *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimServer, fod_sim_server_free)

G_END_DECLS
