/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-backoff.h"
#include "sync/fod-live.h"
#include "sync/fod-round.h"
#include "sync/fod-sync-status.h"
#include "sync/fod-thrift.h"

G_BEGIN_DECLS

/* How soon after an edit it is sent: a sentence typed is one round, not twenty. */
#define FOD_SYNC_EDIT_MS 250

struct _FodSyncEngine
{
  GObject parent_instance;

  FodStore *store;
  FodTransport *transport; /* made from the enrolment, unless it was given */
  gboolean transport_given;
  FodRoundMemory *memory;
  FodBackoff backoff;
  FodSyncStatus status;
  FodSyncStatus shown; /* what was last notified */
  GRand *rand;
  GNetworkMonitor *monitor;
  FodThrift *thrift; /* NULL before the start */
  FodLive *live;
  GCancellable *cancellable; /* of the round or look under way */
  GPtrArray *callers;        /* of GTask: who waits for the round under way */
  FodSyncRound sum;
  GError *failure;
  char *etag;
  guint timer;
  gint64 last_try_ms;
  gboolean started;
  gboolean looking;
  gboolean edited; /* more waits than at the beginning of the round */
};

/**
 * FodSyncEvent:
 * @FOD_SYNC_EVENT_TIMER: the planned moment has come
 * @FOD_SYNC_EVENT_EDIT: more waits to be sent
 * @FOD_SYNC_EVENT_NETWORK: the network is there
 * @FOD_SYNC_EVENT_THRIFT: how often one looks has changed: the line costs money or no more, the
 *   server says by itself when something moves or no more
 * @FOD_SYNC_EVENT_WORD: the server says that something moved
 */
typedef enum
{
  FOD_SYNC_EVENT_TIMER,
  FOD_SYNC_EVENT_EDIT,
  FOD_SYNC_EVENT_NETWORK,
  FOD_SYNC_EVENT_THRIFT,
  FOD_SYNC_EVENT_WORD,
  FOD_SYNC_N_EVENTS
} FodSyncEvent;

/** fod_sync_engine_happen: Returns: whether the engine, as it is now, does anything about it */
gboolean fod_sync_engine_happen (FodSyncEngine *self, FodSyncEvent event);

/** fod_sync_engine_watch: follows the store's journal, and counts what it holds now */
void fod_sync_engine_watch (FodSyncEngine *self);

/** fod_sync_engine_publish: notifies what has changed since it was last told */
void fod_sync_engine_publish (FodSyncEngine *self);

/** fod_sync_engine_start_round: a round now, unless one is under way; @in_step: nothing is to be
 * pulled */
void fod_sync_engine_start_round (FodSyncEngine *self, gboolean in_step);

/** fod_sync_engine_look: asks whether the server's heads have moved, and runs a round if so */
void fod_sync_engine_look (FodSyncEngine *self);

/** fod_sync_engine_note_failure: takes @error into the status */
void fod_sync_engine_note_failure (FodSyncEngine *self, const GError *error);

/** fod_sync_engine_take_counts: takes the answer of fod_journal_count_async() into the status */
void fod_sync_engine_take_counts (FodSyncEngine *self, GAsyncResult *result);

/** fod_sync_engine_take_enrolment: Returns: whether there is a server to talk to, and a transport.
 * Error: %FOD_SYNC_ERROR */
gboolean
fod_sync_engine_take_enrolment (FodSyncEngine *self, const FodEnrolment *enrolment, GError **error);

/** fod_sync_engine_schedule: the next round or look in @wait_ms, instead of any planned before */
void fod_sync_engine_schedule (FodSyncEngine *self, gint64 wait_ms);

/** fod_sync_engine_schedule_look: the next look in about a minute */
void fod_sync_engine_schedule_look (FodSyncEngine *self);

/** fod_sync_engine_schedule_after_failure: the next try after a growing wait */
void fod_sync_engine_schedule_after_failure (FodSyncEngine *self);

/** fod_sync_engine_new_live: Returns: (transfer full): a line that is the engine's */
FodLive *fod_sync_engine_new_live (FodSyncEngine *self);

/** fod_sync_engine_on_progress: of the round's memory, whose owner is the engine */
void fod_sync_engine_on_progress (gpointer owner);

/** fod_sync_engine_listen: has a line opened, if there is none and the server can be reached */
void fod_sync_engine_listen (FodSyncEngine *self);

G_END_DECLS
