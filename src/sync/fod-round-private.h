/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-round.h"
#include "sync/fod-sync-status.h"

G_BEGIN_DECLS

/**
 * FodLoad: a scope that comes in parts
 * @cursor: with which the next part is asked for
 */
typedef struct
{
  char *scope;
  char *cursor;
} FodLoad;

void fod_load_free (FodLoad *self);

/**
 * FodRound:
 * @enrolment: who asks whom
 * @after_push: whether the pull under way is the one behind the push
 * @pull_again: the push came to something that a pull has to bring
 * @new_epoch: the server's epoch was new in this round; a second new one is a server gone mad
 * @misfit: (FodSyncError, or -1): why the server takes nothing of this program, which it still
 * gives what is new
 * @mismatch: a scope differs though it was loaded anew
 * @seen: the states of the cursors that this round has asked with
 * @load: (nullable): whose parts are fetched
 * @no_parts: the server says that it has parts, and has none: page by page then
 * @pages, @empty_pages: replies to pulls, and how many of the last ones held nothing
 * @asked: scope → cursor of the pull under way
 * @resets: scope → how often it was loaded anew today, before that pull
 * @answered: ids of the ops that were answered in this round
 * @push: (nullable): the pushing half, while it is at work
 *
 * The state of one round: the task data of its GTask.
 */
typedef struct
{
  FodStore *store;
  FodTransport *transport;
  FodRoundMemory *memory;
  FodEnrolment *enrolment;
  FodSyncRound sum;
  gboolean after_push;
  gboolean pull_again;
  gboolean new_epoch;
  int misfit;
  gboolean mismatch;
  GHashTable *seen;
  FodLoad *load;
  gboolean no_parts;
  guint pages;
  guint empty_pages;
  GHashTable *asked;
  GHashTable *resets;
  GHashTable *answered;
  struct _FodRoundPush *push;
} FodRound;

/* Each of these takes the task over and goes on by itself; a failure returns the task's error. */

/** fod_round_pull: asks for what is new, page by page, then goes on to push or finish */
void fod_round_pull (GTask *task);

/** fod_round_load: fetches the parts of @load, then asks for what is new since */
void fod_round_load (GTask *task);

/** fod_round_push: sends the queue, then goes on to pull or finish. One push is on its way at a
 * time; while it is, the answer to the one before is settled and the next ops are taken */
void fod_round_push (GTask *task);

/** fod_round_meet_epoch: the server has another epoch: asks which, drops the base, starts anew */
void fod_round_meet_epoch (GTask *task);

/** fod_round_meet_refusal: the server does not take this program's schema: asks why, and fails */
void fod_round_meet_refusal (GTask *task);

/** fod_round_end: something says that this device's access has ended: hands over what waits to whom
 * can prove it, and fails with %FOD_SYNC_ERROR_ENDED or, unproven, %FOD_SYNC_ERROR_REVOKED */
void fod_round_end (GTask *task);

/** fod_round_finish: counts what waits, and returns */
void fod_round_finish (GTask *task);

/** fod_round_fail: returns @error (transfer full) */
void fod_round_fail (GTask *task, GError *error);

/** fod_round_fail_with: returns a %FOD_SYNC_ERROR */
void fod_round_fail_with (GTask *task, FodSyncError code, const char *why);

/** fod_round_send: sends @body (transfer full) (nullable) with the device's token */
void fod_round_send (
    GTask *task, const char *method, const char *path, char *body, GAsyncReadyCallback callback);

/** fod_round_check_status: Returns: whether @reply is a message to be read; else the error that its
 * status stands for */
gboolean fod_round_check_status (FodRound *round, const FodReply *reply, GError **error);

/** fod_round_translate: Returns: (transfer full): @error (transfer full) of the wire as one of the
 * sync */
GError *fod_round_translate (GError *error);

/** fod_round_count_page: Returns: whether one more page or part may follow one of @rows rows */
gboolean fod_round_count_page (FodRound *round, guint rows);

/** fod_round_note_progress: tells how many rows are here of how many, zeros when all are */
void fod_round_note_progress (FodRound *round, guint64 have, guint64 total);

/** fod_round_note_time: takes what an answer says of the time; 0 for nothing */
void fod_round_note_time (FodRound *round, gint64 server_ms);

/** fod_round_may_reset: Returns: whether @scope may be loaded anew once more today */
gboolean fod_round_may_reset (FodRound *round, const char *scope);

G_END_DECLS
