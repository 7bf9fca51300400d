/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"
#include "db/fod-stmt.h"
#include "store/fod-journal-image.h"

G_BEGIN_DECLS

/**
 * FodSecondJournal:
 *
 * What the server does not have, a second time: the file "store.journal" beside the database says,
 * record by record, what every transaction did to the table of unsent changes, so that they outlive
 * a database that is damaged. A record goes to the disk while its transaction does, and nobody is
 * told of the one before the other is there; the database notes how long the file was then (table
 * "second_journal").
 *
 * A file that can't be written keeps nobody from working: it is removed, and written anew when that
 * can be done.
 */
typedef struct _FodSecondJournal FodSecondJournal;

/** fod_second_journal_new: @folder: the profile's; Returns: (transfer full): opens what is there */
FodSecondJournal *fod_second_journal_new (const char *folder, FodSecret *key);

void fod_second_journal_free (FodSecondJournal *self);

/** fod_second_journal_is_there: Returns: whether there is a journal of this key */
gboolean fod_second_journal_is_there (FodSecondJournal *self);

/** fod_second_journal_get_generation: Returns: how often it was written anew, 0 without one */
guint64 fod_second_journal_get_generation (FodSecondJournal *self);

/** fod_second_journal_begin_above: of a database that has none yet: its first is told from one of
 * @generation. Error: %FOD_DB_ERROR */
gboolean fod_second_journal_begin_above (FodDb *db, guint64 generation, GError **error);

/** fod_second_journal_touch: the transaction that is open changes the change of number @seq */
void fod_second_journal_touch (FodSecondJournal *self, gint64 seq);

/** fod_second_journal_touch_flight: what waits from number @first to number @last is in flight */
void fod_second_journal_touch_flight (FodSecondJournal *self, gint64 first, gint64 last);

/** fod_second_journal_touch_setting: the transaction that is open changes the setting @name */
void fod_second_journal_touch_setting (FodSecondJournal *self, const char *name);

/** fod_second_journal_write: inside the transaction, as its last step: what it touched is in the
 * file, if not on the disk yet. Error: %FOD_DB_ERROR of the database */
gboolean fod_second_journal_write (FodSecondJournal *self, FodDb *db, GError **error);

/** fod_second_journal_end: the transaction was committed, or not */
void fod_second_journal_end (FodSecondJournal *self, FodDb *db, gboolean committed);

/** fod_second_journal_flush: waits until all of it is on the disk; a file that can't be brought
 * there is given up, and the chores make a new one */
void fod_second_journal_flush (FodSecondJournal *self, FodDb *db);

/**
 * FodSecondJournalState:
 * @FOD_SECOND_JOURNAL_IN_STEP: the file says what the database says
 * @FOD_SECOND_JOURNAL_AHEAD: the file has all that the database knows, and transactions that it has
 *   lost
 * @FOD_SECOND_JOURNAL_NEWER: the database is from before the file was last written anew
 * @FOD_SECOND_JOURNAL_BEHIND: there is no file, or it has lost what the database knows
 */
typedef enum
{
  FOD_SECOND_JOURNAL_IN_STEP,
  FOD_SECOND_JOURNAL_AHEAD,
  FOD_SECOND_JOURNAL_NEWER,
  FOD_SECOND_JOURNAL_BEHIND
} FodSecondJournalState;

/** fod_second_journal_compare: Error: %FOD_DB_ERROR */
gboolean fod_second_journal_compare (FodSecondJournal *self,
                                     FodDb *db,
                                     FodSecondJournalState *state,
                                     GError **error);

/** fod_second_journal_load: @gaps: (out) (optional): how many parts can't be read. Returns:
 * (transfer full): what it says, nothing without a file */
FodJournalImage *fod_second_journal_load (FodSecondJournal *self, guint *gaps);

/** fod_second_journal_rewrite: the file anew, from what the database says; no transaction is open.
 * Error: %FOD_DB_ERROR, of the file too */
gboolean fod_second_journal_rewrite (FodSecondJournal *self, FodDb *db, GError **error);

/** fod_second_journal_is_long: Returns: whether most of it is about changes that were answered, or
 * it is missing: time to rewrite it */
gboolean fod_second_journal_is_long (FodSecondJournal *self);

G_END_DECLS
