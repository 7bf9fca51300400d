/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* The store's side of the sync: base (what the server has confirmed), queue (own ops that it has
 * not answered), cursors and the enrolment. The view that everybody else reads is base + queue,
 * rebuilt row by row in the same transaction. Callbacks come on the opener's thread. */

/**
 * FodEnrolment:
 *
 * What the profile knows of its server; lives in the encrypted database. All texts are %NULL before
 * an enrolment, but for @device, which is made with the profile. @last_contact is when the server
 * last answered, to some minutes (ms since 1970, 0 for never).
 */
typedef struct
{
  char *server;
  char *device;
  char *token;
  char *user;
  char *login;
  char *team;
  char *role;
  char *epoch;
  gint64 last_contact;
  char *seen;
} FodEnrolment;

void fod_enrolment_free (FodEnrolment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodEnrolment, fod_enrolment_free)

void fod_journal_get_enrolment_async (FodStore *store,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** fod_journal_get_enrolment_finish: Returns: (transfer full) (nullable) */
FodEnrolment *
fod_journal_get_enrolment_finish (FodStore *store, GAsyncResult *result, GError **error);

/** fod_journal_set_enrolment_async: keeps it (also a new epoch: then bases and cursors are dropped
 * and the queue stays), unless the profile was enrolled anew since it was read */
void fod_journal_set_enrolment_async (FodStore *store,
                                      const FodEnrolment *enrolment,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean fod_journal_set_enrolment_finish (FodStore *store, GAsyncResult *result, GError **error);

/** fod_journal_get_cursors_async: */
void fod_journal_get_cursors_async (FodStore *store,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** fod_journal_get_cursors_finish: @resets: (out) (optional) (transfer full): scope → how often it
 * was loaded anew today, decimal text. Returns: (transfer full) (nullable) (element-type utf8
 * utf8): scope → cursor */
GHashTable *fod_journal_get_cursors_finish (FodStore *store,
                                            GAsyncResult *result,
                                            GHashTable **resets,
                                            GError **error);

/**
 * FodTake:
 * @after: 0 to begin with the oldest; else the last number of what was taken before and is not
 *   settled yet
 * @max_ops, @max_bytes: the protocol's limits
 *
 * Which ops to push next.
 */
typedef struct
{
  gint64 after;
  guint max_ops;
  gsize max_bytes;
} FodTake;

/**
 * FodTaken:
 * @ops: (element-type FodOp): oldest first, whole transactions only
 * @last: the number of the last of them
 * @more: others wait behind them
 * @clock_ms: what the clock that the newest of the queue's ops were dated by said then, ms since
 *   1970, even if somebody has set it right since
 * @boot_ms: when that was, by fod_clock_get_boot_ms()
 *
 * What goes into one push.
 */
typedef struct
{
  GPtrArray *ops;
  gint64 last;
  gboolean more;
  gint64 clock_ms;
  gint64 boot_ms;
} FodTaken;

void fod_taken_free (FodTaken *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodTaken, fod_taken_free)

/**
 * fod_journal_take_async:
 *
 * The next ops to push. They are marked as in flight, and what is in flight is taken again first
 * after a restart, unchanged: the server knows op ids.
 */
void fod_journal_take_async (FodStore *store,
                             const FodTake *which,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** fod_journal_take_finish: Returns: (transfer full) (nullable) */
FodTaken *fod_journal_take_finish (FodStore *store, GAsyncResult *result, GError **error);

/**
 * FodSettled:
 *
 * What one push came to.
 */
typedef struct
{
  guint applied;
  guint merged;
  guint conflicts;
  guint rejected;
  guint handed;
} FodSettled;

/** fod_journal_settle_async: takes the server's answers: base and versions advance, answered ops
 * leave the queue (kept in the archive for 30 days), refused ones are kept and shown. @reply is
 * borrowed until then; @sent: (transfer full) (nullable) (element-type FodOp): the ops that were
 * sent, which saves reading them again */
void fod_journal_settle_async (FodStore *store,
                               FodPushReply *reply,
                               GPtrArray *sent,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean fod_journal_settle_finish (FodStore *store,
                                    GAsyncResult *result,
                                    FodSettled *settled,
                                    GError **error);

/**
 * fod_journal_list_left_async:
 * @told: whether the server has said that what was handed over was all
 *
 * All that the server has not taken, also what was refused. What waits is in flight then. When
 * nothing is left that was @told, no save is taken any more (%FOD_STORE_ERROR_ENDED): it would go
 * with the profile.
 */
void fod_journal_list_left_async (FodStore *store,
                                  gboolean told,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** fod_journal_list_left_finish: Returns: (transfer full) (nullable) (element-type FodOp) */
GPtrArray *fod_journal_list_left_finish (FodStore *store, GAsyncResult *result, GError **error);

/** fod_journal_hand_over_async: @ids: (element-type utf8): ops of fod_journal_list_left_finish()
 * that the server keeps in its quarantine: they go from here and are counted as handed over */
void fod_journal_hand_over_async (FodStore *store,
                                  GPtrArray *ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean fod_journal_hand_over_finish (FodStore *store, GAsyncResult *result, GError **error);

/**
 * FodApplied:
 * @rows: rows that came
 * @have, @total: while a scope is not here to its end: how many rows of all scopes are here, and
 *   how many there are; else 0
 * @mismatch: (nullable): scopes whose check hash differs from the server's though they are at head
 */
typedef struct
{
  guint rows;
  guint64 have;
  guint64 total;
  GStrv mismatch;
} FodApplied;

/** fod_journal_pull_async: applies a pull's rows, cursors, grants, revocations and resets in one
 * transaction; takes over nothing of a reply for another epoch */
void fod_journal_pull_async (FodStore *store,
                             FodPullReply *reply,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean fod_journal_pull_finish (FodStore *store,
                                  GAsyncResult *result,
                                  FodApplied *applied,
                                  GError **error);

/** fod_journal_keep_history_async: what the server tells of the row's history, to be read without
 * it; takes over nothing that is older than what is here. @reply: (transfer full) */
void fod_journal_keep_history_async (FodStore *store,
                                     const char *kind,
                                     const char *id,
                                     FodHistoryReply *reply,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean fod_journal_keep_history_finish (FodStore *store, GAsyncResult *result, GError **error);

/** fod_journal_reset_scope_async: forgets a scope's cursor, so that the next pull loads it anew;
 * counted */
void fod_journal_reset_scope_async (FodStore *store,
                                    const char *scope,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean fod_journal_reset_scope_finish (FodStore *store, GAsyncResult *result, GError **error);

/**
 * FodWaiting:
 * @kind, @row: what it is about; of a decision, what the conflict is about
 * @values: (element-type utf8 utf8): field → what was written, %NULL for "not set"; what a set
 *   gains and loses is under "+field" and "-field"
 * @code: (nullable): why the server refused it; %NULL while it waits
 * @awaits_until_ms: the server was restored and lacks the record: it waits for whoever made that to
 *   bring it back, until then; else 0
 * @kept: it was refused, and its row stays as it was written: correct it or delete it
 *
 * A change that the server does not have.
 */
typedef struct
{
  char *op;
  char *kind;
  char *row;
  char *title;
  char *verb;
  char *fields; /* names, one a line */
  GHashTable *values;
  char *code;
  gboolean kept;
  gint64 at_ms;
  gint64 awaits_until_ms;
} FodWaiting;

void fod_waiting_free (FodWaiting *self);

void fod_journal_list_waiting_async (FodStore *store,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** fod_journal_list_waiting_finish: Returns: (transfer full) (nullable) (element-type FodWaiting):
 * refused ones first */
GPtrArray *fod_journal_list_waiting_finish (FodStore *store, GAsyncResult *result, GError **error);

/** fod_journal_send_again_async: the reason why @op was refused may be gone: it is sent anew, and
 * what belongs to it */
void fod_journal_send_again_async (FodStore *store,
                                   const char *op,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean fod_journal_send_again_finish (FodStore *store, GAsyncResult *result, GError **error);

/** fod_journal_drop_refused_async: the person has read why @op was refused and lets it go. What is
 * kept is deleted instead, as any row is */
void fod_journal_drop_refused_async (FodStore *store,
                                     const char *op,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean fod_journal_drop_refused_finish (FodStore *store, GAsyncResult *result, GError **error);

/**
 * FodJournalCounts: of changes that wait, that were refused, of open conflicts, of rows of the
 * server that this program can't read, and of changes that went lately with rows that this laptop
 * may not hold any more: the server keeps what was written.
 */
typedef struct
{
  guint waiting;
  guint refused;
  guint conflicts;
  guint unread;
  guint handed;
} FodJournalCounts;

void fod_journal_count_async (FodStore *store,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean fod_journal_count_finish (FodStore *store,
                                   GAsyncResult *result,
                                   FodJournalCounts *counts,
                                   GError **error);

G_END_DECLS
