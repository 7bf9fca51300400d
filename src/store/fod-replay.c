/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts back from the second journal what the database has lost. */

#include "config.h"

#include "store/fod-replay.h"

#include "store/fod-enrolment.h"
#include "store/fod-overlay.h"
#include "store/fod-queue.h"
#include "wire/fod-wire.h"

#include <string.h>

static gboolean
rebuild (FodLedger *ledger, const FodJournalEntry *entry, GError **error)
{
  FodOp op = { .row = entry->row, .kind = entry->kind };
  FodQueued queued = { .op = &op, .about = entry->about };

  return fod_overlay_rebuild (ledger, entry->kind, entry->row, NULL, error) &&
         fod_overlay_rebuild_about (ledger, &queued, error);
}

/* What waits here and not there. A number is given anew when its change was taken back: what has it
 * there is the same change only when it is one to the same row. */
static gboolean
is_missing (FodJournalImage *image, const FodJournalEntry *entry)
{
  const FodJournalEntry *there = g_hash_table_lookup (image->entries, &entry->seq);

  return there == NULL || !g_str_equal (there->row, entry->row);
}

static GPtrArray *
list_missing (FodLedger *ledger, FodJournalImage *image, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger), "SELECT seq, kind, \"row\", about FROM op", error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)fod_journal_entry_free);
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return NULL;
  while (has_row)
    {
      FodJournalEntry lent = { 0 };

      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      lent.seq = fod_stmt_get_int (stmt, 0);
      lent.kind = (char *)fod_stmt_get_text (stmt, 1);
      lent.row = (char *)fod_stmt_get_text (stmt, 2);
      lent.about = (char *)fod_stmt_get_text (stmt, 3);
      if (is_missing (image, &lent))
        g_ptr_array_add (list, fod_journal_entry_copy (&lent));
    }
  return g_steal_pointer (&list);
}

static gboolean
drop_missing (FodLedger *ledger, FodJournalImage *image, GError **error)
{
  g_autoptr (GPtrArray) missing = list_missing (ledger, image, error);

  if (missing == NULL)
    return FALSE;
  for (guint i = 0; i < missing->len; i++)
    {
      const FodJournalEntry *entry = g_ptr_array_index (missing, i);

      if (!fod_queue_remove (ledger, entry->seq, error))
        return FALSE;
    }
  for (guint i = 0; i < missing->len; i++)
    if (!rebuild (ledger, g_ptr_array_index (missing, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
put_settings (FodLedger *ledger, FodJournalImage *image, GError **error)
{
  g_autoptr (FodEnrolment) before = fod_enrolment_read (ledger, error);
  g_autoptr (FodEnrolment) after = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (before == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, image->settings);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (value != NULL && !fod_ledger_set_setting (ledger, name, value, error))
      return FALSE;
  if (g_hash_table_lookup (image->settings, "user") != NULL)
    fod_ledger_set_identity (ledger, g_hash_table_lookup (image->settings, "user"),
                             g_hash_table_lookup (image->settings, "team"),
                             g_hash_table_lookup (image->settings, "role"));
  after = fod_enrolment_read (ledger, error);
  return after != NULL && fod_enrolment_meet_epoch (ledger, before, after, error);
}

/* Numbers of transactions and readings of the clock go on above those of the ops: one line of the
 * history that tells of no row. */
static gboolean
note_heights (FodLedger *ledger, GPtrArray *entries, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "INSERT INTO history (seq, kind, \"row\", verb, hlc, at_ms) "
                    "SELECT max(ifnull(max(seq), 0), ?1) + 1, '', '', 'forgotten', ?2, ?3 "
                    "FROM history",
                    error);
  g_autofree char *text = NULL;
  gint64 tx = 0;
  FodHlc hlc = 0;

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const FodJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (FodOp) op = fod_wire_parse_op (entry->body, strlen (entry->body), NULL);

      tx = MAX (tx, g_ascii_strtoll (entry->tx, NULL, 10));
      if (op != NULL)
        hlc = MAX (hlc, op->hlc);
    }
  fod_ledger_see_hlc (ledger, hlc);
  text = fod_hlc_to_text (fod_ledger_note_hlc (ledger));
  fod_stmt_bind_int (stmt, 1, tx);
  fod_stmt_bind_text (stmt, 2, text);
  fod_stmt_bind_int (stmt, 3, fod_clock_get_real_ms (fod_ledger_get_clock (ledger)));
  return fod_stmt_run (stmt, error);
}

static gboolean
take (FodLedger *ledger, FodJournalImage *image, gboolean whole, GError **error)
{
  g_autoptr (GPtrArray) entries = fod_journal_image_list (image);

  if (!put_settings (ledger, image, error) || (whole && !drop_missing (ledger, image, error)))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!fod_queue_restore (ledger, g_ptr_array_index (entries, i), error))
      return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!rebuild (ledger, g_ptr_array_index (entries, i), error))
      return FALSE;
  return entries->len == 0 || note_heights (ledger, entries, error);
}

gboolean
fod_replay_take (FodLedger *ledger, FodJournalImage *image, gboolean whole, GError **error)
{
  return fod_ledger_begin (ledger, error) &&
         fod_ledger_end (ledger, take (ledger, image, whole, error), error);
}

gboolean
fod_replay_reconcile (FodLedger *ledger, GError **error)
{
  FodSecondJournal *second = fod_ledger_get_second (ledger);
  FodDb *db = fod_ledger_get_db (ledger);
  FodSecondJournalState state = FOD_SECOND_JOURNAL_IN_STEP;
  g_autoptr (FodJournalImage) image = NULL;
  g_autoptr (GError) failure = NULL;
  guint gaps = 0;

  if (!fod_second_journal_compare (second, db, &state, error))
    return FALSE;
  if (state == FOD_SECOND_JOURNAL_IN_STEP)
    return TRUE;
  if (state != FOD_SECOND_JOURNAL_BEHIND)
    {
      image = fod_second_journal_load (second, &gaps);
      if (!fod_replay_take (ledger, image, state == FOD_SECOND_JOURNAL_AHEAD && gaps == 0, error))
        return FALSE;
    }
  /* Nobody is kept from working for want of it. */
  if (!fod_second_journal_rewrite (second, db, &failure))
    g_warning ("the second journal is missing: %s", failure->message);
  return TRUE;
}
