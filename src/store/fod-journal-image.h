/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodJournalEntry:
 *
 * One row of the table of unsent changes ("op"), as it was written.
 */
typedef struct
{
  gint64 seq;
  char *id;
  char *tx;
  char *kind;
  char *row;
  char *about; /* nullable */
  int state;
  char *code; /* nullable */
  gint64 at_ms;
  char *body;
} FodJournalEntry;

FodJournalEntry *fod_journal_entry_copy (const FodJournalEntry *self);
void fod_journal_entry_free (FodJournalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodJournalEntry, fod_journal_entry_free)

/**
 * FodJournalImage:
 * @entries: (element-type FodJournalEntry): seq (gint64) → what waits
 * @settings: name → value, %NULL for one that was removed
 *
 * What a second journal comes to when its records are read in their order.
 */
typedef struct
{
  GHashTable *entries;
  GHashTable *settings;
} FodJournalImage;

FodJournalImage *fod_journal_image_new (void);
void fod_journal_image_free (FodJournalImage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodJournalImage, fod_journal_image_free)

/** fod_journal_image_list: Returns: (transfer container) (element-type FodJournalEntry): what
 * waits, oldest first; the entries are lent */
GPtrArray *fod_journal_image_list (FodJournalImage *self);

/** fod_journal_image_take: adds what one record says. Returns: whether it is a record */
gboolean fod_journal_image_take (FodJournalImage *self, const guint8 *data, gsize size);

/**
 * FodJournalRecord:
 *
 * What one transaction did to the unsent changes, being put together. In a record, flights come
 * before entries: these are as they were when the transaction ended.
 */
typedef struct
{
  GVariantBuilder entries;
  GVariantBuilder flights;
  GVariantBuilder removed;
  GVariantBuilder settings;
} FodJournalRecord;

void fod_journal_record_init (FodJournalRecord *self);
void fod_journal_record_put (FodJournalRecord *self, const FodJournalEntry *entry);
/** fod_journal_record_fly: what waits from number @first to number @last is in flight */
void fod_journal_record_fly (FodJournalRecord *self, gint64 first, gint64 last);
void fod_journal_record_remove (FodJournalRecord *self, gint64 seq);
void fod_journal_record_set (FodJournalRecord *self, const char *name, const char *value);

/** fod_journal_record_end: Returns: (transfer full): the record's bytes; @self is empty then */
GBytes *fod_journal_record_end (FodJournalRecord *self);

G_END_DECLS
