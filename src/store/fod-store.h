/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "base/fod-secret.h"
#include "db/fod-db-error.h"
#include "schema/fod-record.h"
#include "store/fod-edit.h"
#include "store/fod-query.h"
#include "store/fod-read-copy.h"
#include "store/fod-store-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodStore:
 *
 * The laptop's own truth. One worker thread owns the database; calls are made on the thread that
 * opened the store and are answered there, in the order in which they were made. Errors are
 * %FOD_DB_ERROR, %FOD_FIELD_ERROR or %FOD_STORE_ERROR.
 *
 * Signals: "changed" (kind, ids as GStrv) after every commit that touched rows of that kind, local
 * or pulled, on the opener's thread; an empty ids means "any". "journal-changed" () when the number
 * of waiting, refused or conflicting changes may have moved.
 */
#define FOD_TYPE_STORE (fod_store_get_type ())
G_DECLARE_FINAL_TYPE (FodStore, fod_store, FOD, STORE, GObject)

/**
 * FodStoreError:
 * @FOD_STORE_ERROR_NOT_FOUND: no such row
 * @FOD_STORE_ERROR_SERVER_ONLY: a kind or field that only the server writes
 * @FOD_STORE_ERROR_CLOSED: the store was closed (locked) before the call's turn
 * @FOD_STORE_ERROR_IN_USE: another process has the profile open
 * @FOD_STORE_ERROR_ENDED: the device's access has ended, and all that was saved is handed over
 */
typedef enum
{
  FOD_STORE_ERROR_NOT_FOUND,
  FOD_STORE_ERROR_SERVER_ONLY,
  FOD_STORE_ERROR_CLOSED,
  FOD_STORE_ERROR_IN_USE,
  FOD_STORE_ERROR_ENDED
} FodStoreError;

#define FOD_STORE_ERROR (fod_store_error_quark ())
GQuark fod_store_error_quark (void);

/**
 * fod_store_open_async:
 * @folder: the profile's folder; holds "store.db", the second journal of unsent changes
 *   "store.journal" and a lock file against a second instance
 *
 * A profile that is there and can't be written is opened to be read, as it was saved last
 * (fod_store_get_read_only()); whatever would write fails with %FOD_DB_ERROR_READ_ONLY.
 */
void fod_store_open_async (const char *folder,
                           const FodStoreKeys *keys,
                           FodClock *clock,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** fod_store_open_finish: Returns: (transfer full) (nullable): the store */
FodStore *fod_store_open_finish (GAsyncResult *result, GError **error);

/** fod_store_open: as fod_store_open_async(), blocking; for programs without a window */
FodStore *
fod_store_open (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error);

/** fod_store_close: finishes what was asked, closes the file, wipes the key; later calls fail */
void fod_store_close (FodStore *self);

/** fod_store_get_clock: Returns: (transfer none): its clock */
FodClock *fod_store_get_clock (FodStore *self);

/** fod_store_get_user: Returns: (transfer none) (nullable): the id of the enrolled user */
const char *fod_store_get_user (FodStore *self);

/** fod_store_get_role: Returns: (transfer none) (nullable): "consultant" or "leader" */
const char *fod_store_get_role (FodStore *self);

/** fod_store_get_read_only: Returns: why nothing can be saved; the same as long as it is open */
FodReadOnly fod_store_get_read_only (FodStore *self);

/**
 * fod_store_apply_async:
 *
 * Checks and writes @edit: rows, search index, history and queued ops share one transaction. When
 * it is finished it is on the disk. Fails as a whole with %FOD_FIELD_ERROR; the error's message
 * begins with the field's name.
 */
void fod_store_apply_async (FodStore *self,
                            FodEdit *edit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** fod_store_apply_finish: Returns: (transfer full) (nullable): the edit's transaction id, for
 * fod_store_undo_async() */
char *fod_store_apply_finish (FodStore *self, GAsyncResult *result, GError **error);

/** fod_store_undo_async: writes the opposite of transaction @tx; what others changed since stays */
void fod_store_undo_async (FodStore *self,
                           const char *tx,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** fod_store_undo_finish: Returns: (transfer full) (nullable): the undoing's own id: undo it to
 * redo */
char *fod_store_undo_finish (FodStore *self, GAsyncResult *result, GError **error);

/** fod_store_get_async: one row by its id, deleted or not */
void fod_store_get_async (FodStore *self,
                          const char *kind,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** fod_store_get_finish: Returns: (transfer full) (nullable): the record;
 * %FOD_STORE_ERROR_NOT_FOUND */
FodRecord *fod_store_get_finish (FodStore *self, GAsyncResult *result, GError **error);

/** fod_store_query_async: the rows of @query */
void fod_store_query_async (FodStore *self,
                            FodQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** fod_store_query_finish: Returns: (transfer full) (nullable) (element-type FodRecord): the rows
 */
GPtrArray *fod_store_query_finish (FodStore *self, GAsyncResult *result, GError **error);

/**
 * FodVisitor:
 * @visit: called with every row, on the worker's thread: it touches nothing but the row and @data
 * @end: (nullable): called after the last row, on the worker's thread
 * @data: (transfer full): what the visits make
 * @free_data: frees @data when nobody takes it
 */
typedef struct
{
  FodVisit visit;
  void (*end) (gpointer data);
  gpointer data;
  GDestroyNotify free_data;
} FodVisitor;

/**
 * fod_store_visit_async:
 * @queries: (element-type FodQuery): asked one after the other, with no change between them
 *
 * For what is made of many rows and keeps none of them: no more than one is in memory.
 */
void fod_store_visit_async (FodStore *self,
                            GPtrArray *queries,
                            const FodVisitor *visitor,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/** fod_store_visit_finish: Returns: (transfer full) (nullable): the data */
gpointer fod_store_visit_finish (FodStore *self, GAsyncResult *result, GError **error);

/**
 * FodHit:
 * @title: the row's name, or its first words
 * @snippet: (nullable): the words around the hit, the hit between U+2068 and U+2069
 * @owner_kind, @owner: (nullable): the row to open for it (the participant of a note …)
 * @owner_title: (nullable): the name of that row
 * @record: the row itself, for what tells it from others of its name
 */
typedef struct
{
  char *kind;
  char *id;
  char *title;
  char *snippet;
  char *owner_kind;
  char *owner;
  char *owner_title;
  FodRecord *record;
} FodHit;

void fod_hit_free (FodHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodHit, fod_hit_free)

/** fod_store_search_async: names first, then running text, newest first; every word of @text must
 * begin a word of the row */
void fod_store_search_async (FodStore *self,
                             const char *text,
                             guint limit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** fod_store_search_finish: Returns: (transfer full) (nullable) (element-type FodHit): the hits */
GPtrArray *fod_store_search_finish (FodStore *self, GAsyncResult *result, GError **error);

/**
 * FodOverview:
 * @last_contact: (nullable): yyyy-mm-dd of the newest held contact
 * @last_by: (nullable): the user who held it
 * @next_slot: (nullable): the earliest planned follow-up from today on, as a FodWhen text
 * @overdue: planned follow-ups before today
 * @contacts: contacts held
 * @conflicts: open conflicts about the row
 *
 * What a list shows beside a participant or an employer and no column holds.
 */
typedef struct
{
  char *last_contact;
  char *last_by;
  char *next_slot;
  guint overdue;
  guint contacts;
  guint conflicts;
} FodOverview;

/** fod_store_overview_async: of every participant or every employer, in one pass */
void fod_store_overview_async (FodStore *self,
                               const char *kind,
                               const char *today,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** fod_store_overview_finish: Returns: (transfer full) (nullable) (element-type utf8 FodOverview):
 * id → overview; a row without any is not in it */
GHashTable *fod_store_overview_finish (FodStore *self, GAsyncResult *result, GError **error);

/**
 * FodPast: what a #FodHistoryEntry tells of
 * @FOD_PAST_CHANGED: a field changed its value
 * @FOD_PAST_LOST: a value was written and did not stand: somebody else wrote at the same time
 * @FOD_PAST_CREATED, @FOD_PAST_DELETED, @FOD_PAST_BROUGHT_BACK: of the whole row
 */
typedef enum
{
  FOD_PAST_CHANGED,
  FOD_PAST_LOST,
  FOD_PAST_CREATED,
  FOD_PAST_DELETED,
  FOD_PAST_BROUGHT_BACK
} FodPast;

/**
 * FodHistoryEntry:
 * @field: (nullable): %NULL of the whole row
 * @old_value: (nullable): what the field had, or what was written and did not stand
 * @user: (nullable): who did it; %NULL for the person at this laptop before the enrolment (has a
 *   @tx), for the server by itself (@told), and for a colleague whose name is not known yet
 * @tx: (nullable): the own transaction
 * @told: by the server, which knows who did it and when; else @at_ms is when it came here
 */
typedef struct
{
  FodPast what;
  char *field;
  char *old_value;
  char *new_value;
  char *user;
  char *tx;
  gboolean told;
  gint64 at_ms;
} FodHistoryEntry;

void fod_history_entry_free (FodHistoryEntry *self);

/**
 * FodHistoryKnown:
 * @at_server: whether the server has the row
 * @told_ms: when it told of it the last time, ms since 1970, 0 for never
 * @more: it has more than it told
 */
typedef struct
{
  gboolean at_server;
  gint64 told_ms;
  gboolean more;
} FodHistoryKnown;

/** fod_store_history_async: what this laptop knows of a row's earlier values, newest first: what
 * was written and what came here, and what the server has told (fod_journal_keep_history_async())
 */
void fod_store_history_async (FodStore *self,
                              const char *kind,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** fod_store_history_finish: @known: (out) (nullable); Returns: (transfer full) (nullable)
 * (element-type FodHistoryEntry) */
GPtrArray *fod_store_history_finish (FodStore *self,
                                     GAsyncResult *result,
                                     FodHistoryKnown *known,
                                     GError **error);

/**
 * FodDraft:
 * @place: whose it is: a name that the screen gave it
 * @text: what was typed, in the form in which the screen keeps it
 * @at_ms: when, in ms since 1970
 *
 * What was typed and is not saved yet.
 */
typedef struct
{
  char *place;
  char *text;
  gint64 at_ms;
} FodDraft;

/** fod_store_draft_save_async: keeps what is typed at @place until it is cleared (%NULL @text); it
 * survives a crash, and never leaves this laptop */
void fod_store_draft_save_async (FodStore *self,
                                 const char *place,
                                 const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean fod_store_draft_save_finish (FodStore *self, GAsyncResult *result, GError **error);

/** fod_store_draft_load_async: */
void fod_store_draft_load_async (FodStore *self,
                                 const char *place,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** fod_store_draft_load_finish: Returns: (transfer full) (nullable): the draft; sets @at_ms; %NULL
 * without an error when there is none */
char *
fod_store_draft_load_finish (FodStore *self, GAsyncResult *result, gint64 *at_ms, GError **error);

/* Blocking forms for programs without a window and for tests. */
char *fod_store_apply (FodStore *self, FodEdit *edit, GError **error);
char *fod_store_undo (FodStore *self, const char *tx, GError **error);
FodRecord *fod_store_get (FodStore *self, const char *kind, const char *id, GError **error);
GPtrArray *fod_store_query (FodStore *self, FodQuery *query, GError **error);
gpointer
fod_store_visit (FodStore *self, GPtrArray *queries, const FodVisitor *visitor, GError **error);
GPtrArray *fod_store_search (FodStore *self, const char *text, guint limit, GError **error);

/** fod_store_drafts: Returns: (transfer full) (nullable) (element-type FodDraft): all of them, the
 * newest first */
GPtrArray *fod_store_drafts (FodStore *self, GError **error);

G_END_DECLS
