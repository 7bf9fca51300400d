/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "base/fod-hlc.h"
#include "db/fod-stmt.h"
#include "schema/fod-schema.h"
#include "store/fod-read-copy.h"
#include "store/fod-second-journal.h"
#include "store/fod-store-keys.h"

G_BEGIN_DECLS

/**
 * FodLedger:
 *
 * The worker thread's side of the store: the open file, the lock on the profile, the settings that
 * every write needs, and the news of the transaction under way. Never leaves the worker.
 */
typedef struct _FodLedger FodLedger;

/**
 * FodNews:
 * @rows: kind → set of ids
 * @journal: whether the counts of waiting, refused or conflicting changes may have moved
 * @identity: whether @user or @role changed
 *
 * What a transaction changed, for the opener's thread.
 */
typedef struct
{
  GHashTable *rows;
  gboolean journal;
  gboolean identity;
  char *user;
  char *role;
} FodNews;

void fod_news_free (FodNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodNews, fod_news_free)

/** fod_ledger_open: locks the profile, opens and migrates the file. Error: %FOD_STORE_ERROR_IN_USE,
 * %FOD_DB_ERROR; %FOD_DB_ERROR_DAMAGED too for a database that is gone while its second journal is
 * there */
FodLedger *
fod_ledger_open (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error);

/** fod_ledger_free: closes the file and gives the lock back */
void fod_ledger_free (FodLedger *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodLedger, fod_ledger_free)

/** fod_ledger_get_db: Returns: (transfer none): the open file */
FodDb *fod_ledger_get_db (FodLedger *self);

/** fod_ledger_get_clock: Returns: (transfer none): the clock */
FodClock *fod_ledger_get_clock (FodLedger *self);

/** fod_ledger_get_second: Returns: (transfer none): the second journal */
FodSecondJournal *fod_ledger_get_second (FodLedger *self);

/** fod_ledger_end_writing: from now on it can only be read, for @reason: a transaction that would
 * write fails with %FOD_DB_ERROR_READ_ONLY. Error: %FOD_DB_ERROR */
gboolean fod_ledger_end_writing (FodLedger *self, FodReadOnly reason, GError **error);

/** fod_ledger_get_read_only: Returns: why it can only be read */
FodReadOnly fod_ledger_get_read_only (FodLedger *self);

/** fod_ledger_note_damage: the database was found to be damaged: the next opening looks at all of
 * it before it is used */
void fod_ledger_note_damage (FodLedger *self);

/** fod_ledger_end_saves: nothing is saved here any more, until the profile is opened again: what
 * came now would be handed over to nobody */
void fod_ledger_end_saves (FodLedger *self);

/** fod_ledger_check_saves: Returns: whether saves are taken. Error: %FOD_STORE_ERROR_ENDED */
gboolean fod_ledger_check_saves (FodLedger *self, GError **error);

/** fod_ledger_begin: starts the transaction of one call. Error: %FOD_DB_ERROR */
gboolean fod_ledger_begin (FodLedger *self, GError **error);

/** fod_ledger_end: commits when @ok, else rolls back and forgets the news. Returns: whether it is
 * on the disk. Error: %FOD_DB_ERROR */
gboolean fod_ledger_end (FodLedger *self, gboolean ok, GError **error);

/** fod_ledger_forget_bytes: rows went that this laptop may not hold: neither the second journal nor
 * the log of the database holds them any more. No transaction is open */
void fod_ledger_forget_bytes (FodLedger *self);

/** fod_ledger_touch: the row is news once the transaction is committed */
void fod_ledger_touch (FodLedger *self, const char *kind, const char *id);

/** fod_ledger_touch_journal: the counts of the journal are news */
void fod_ledger_touch_journal (FodLedger *self);

/** fod_ledger_steal_news: Returns: (transfer full) (nullable): what was committed since the last
 * call */
FodNews *fod_ledger_steal_news (FodLedger *self);

/** fod_ledger_set_chores: there is something to do when nobody waits (fod-chores.h) */
void fod_ledger_set_chores (FodLedger *self);

/** fod_ledger_steal_chores: Returns: whether there was, and forgets it */
gboolean fod_ledger_steal_chores (FodLedger *self);

/** fod_ledger_get_setting: @value: (out) (transfer full) (nullable): the setting's value, %NULL for
 * none. Error: %FOD_DB_ERROR */
gboolean fod_ledger_get_setting (FodLedger *self, const char *name, char **value, GError **error);

/** fod_ledger_dup_setting: Returns: (transfer full) (nullable): the setting's value, where it makes
 * no difference whether there is none or it can't be read */
char *fod_ledger_dup_setting (FodLedger *self, const char *name);

/** fod_ledger_set_setting: keeps @value; %NULL removes it. Error: %FOD_DB_ERROR */
gboolean
fod_ledger_set_setting (FodLedger *self, const char *name, const char *value, GError **error);

/** fod_ledger_set_identity: who the profile belongs to, from now on; news */
void
fod_ledger_set_identity (FodLedger *self, const char *user, const char *team, const char *role);

/** fod_ledger_get_user: Returns: (transfer none) (nullable): the enrolled user's id */
const char *fod_ledger_get_user (FodLedger *self);

/** fod_ledger_get_team: Returns: (transfer none) (nullable): the enrolled user's team */
const char *fod_ledger_get_team (FodLedger *self);

/** fod_ledger_get_role: Returns: (transfer none) (nullable): the enrolled user's role */
const char *fod_ledger_get_role (FodLedger *self);

/** fod_ledger_next_hlc: Returns: a reading for an op, later than all before. It is kept with the
 * history row of the same transaction. */
FodHlc fod_ledger_next_hlc (FodLedger *self);

/** fod_ledger_note_hlc: Returns: likewise, for a history row that no op goes with */
FodHlc fod_ledger_note_hlc (FodLedger *self);

/** fod_ledger_see_hlc: later readings are later than @hlc */
void fod_ledger_see_hlc (FodLedger *self, FodHlc hlc);

/** fod_ledger_get_clock_session: Returns: goes up when the clock was seen to jump */
guint fod_ledger_get_clock_session (FodLedger *self);

/** fod_ledger_get_session_ms: Returns: what the clock of that session would say now, ms since 1970
 */
gint64 fod_ledger_get_session_ms (FodLedger *self);

/** fod_ledger_get_server_ms: Returns: the time by the server's clock as far as it is known, ms
 * since 1970 */
gint64 fod_ledger_get_server_ms (FodLedger *self);

/** fod_ledger_see_server_time: the server's own time at this moment, from one of its answers */
void fod_ledger_see_server_time (FodLedger *self, gint64 now_ms);

G_END_DECLS
