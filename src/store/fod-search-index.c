/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the folded text of rows into the two full-text tables: names, and running text with the
 * names before it, so that the words of a search may meet in one row. A save only notes the row:
 * the tables' many small pages would make it several times slower. */

#include "config.h"

#include "store/fod-search-index.h"

#include "base/fod-fold.h"
#include "store/fod-rows.h"

#include <string.h>

/* A docid is the row's number in its table times KINDS, and the number of its kind. Both are part
 * of what lies on the disk: a kind's number never changes, KINDS only with a migration. */
#define KINDS 256
static const struct
{
  int number;
  const FodSpec *spec;
} kinds[] = {
  { 1, &fod_participant_spec },
  { 2, &fod_employer_spec },
  { 3, &fod_treatment_contact_spec },
  { 4, &fod_contact_person_spec },
  { 5, &fod_employer_contact_spec },
  { 6, &fod_follow_up_spec },
  { 7, &fod_note_spec },
  { 8, &fod_placement_spec },
  { 9, &fod_consent_spec },
  { 10, &fod_job_change_spec },
  { 11, &fod_benefit_sheet_spec },
  { 12, &fod_disclosure_plan_spec },
  { 16, &fod_earlier_job_spec },
  { 13, &fod_job_opening_spec },
  { 17, &fod_profile_section_spec },
  { 18, &fod_search_plan_spec },
};

static int
number_of (const FodSpec *spec)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].spec == spec)
      return kinds[i].number;
  return 0;
}

static gboolean
has_flag (const FodSpec *spec, FodFieldFlags flag)
{
  for (guint i = 0; i < spec->n_fields; i++)
    if ((spec->fields[i].flags & flag) != 0)
      return TRUE;
  return FALSE;
}

/* Returns the folded text of the fields with any of @flags, NULL when there is none. */
static char *
dup_text (const FodRecord *record, FodFieldFlags flags)
{
  g_autoptr (GString) text = NULL;
  const FodSpec *spec;

  if (record == NULL)
    return NULL;
  spec = fod_record_get_spec (record);
  text = g_string_new (NULL);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_autofree char *folded = NULL;
      const char *value = fod_record_get_at (record, i);

      if (value == NULL || (spec->fields[i].flags & flags) == 0)
        continue;
      folded = fod_fold_search (value);
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, folded);
    }
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
differs (const FodRecord *before, const FodRecord *after, FodFieldFlags flags)
{
  const FodSpec *spec;

  if (before == NULL || after == NULL)
    return before != after;
  spec = fod_record_get_spec (after);
  for (guint i = 0; i < spec->n_fields; i++)
    if ((spec->fields[i].flags & flags) != 0 &&
        g_strcmp0 (fod_record_get_at (before, i), fod_record_get_at (after, i)) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
run (FodDb *db, const char *sql, gint64 docid, const char *text, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, docid);
  if (text != NULL)
    fod_stmt_bind_text (stmt, 2, text);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_search_index_note (FodLedger *ledger,
                       gint64 number,
                       const FodRecord *before,
                       const FodRecord *after,
                       GError **error)
{
  const FodSpec *spec = fod_record_get_spec (before == NULL ? after : before);
  int kind = number_of (spec);

  if (kind == 0 || !differs (before, after, FOD_FIELD_NAME | FOD_FIELD_WORDS))
    return TRUE;
  fod_ledger_set_chores (ledger);
  return run (fod_ledger_get_db (ledger), "INSERT OR IGNORE INTO search_due (docid) VALUES (?1)",
              number * KINDS + kind, NULL, error);
}

static gboolean
write_texts (FodDb *db, gint64 docid, const FodRecord *record, GError **error)
{
  g_autofree char *names = dup_text (record, FOD_FIELD_NAME);
  g_autofree char *words = NULL;

  if (has_flag (fod_record_get_spec (record), FOD_FIELD_WORDS))
    words = dup_text (record, FOD_FIELD_NAME | FOD_FIELD_WORDS);
  return (names == NULL ||
          run (db, "INSERT INTO search_name (docid, body) VALUES (?1, ?2)", docid, names, error)) &&
         (words == NULL ||
          run (db, "INSERT INTO search_words (docid, body) VALUES (?1, ?2)", docid, words, error));
}

static gboolean
follow_row (FodLedger *ledger, gint64 docid, GError **error)
{
  FodDb *db = fod_ledger_get_db (ledger);
  gint64 number = 0;
  const FodSpec *spec = fod_search_index_get_spec (docid, &number);
  g_autoptr (FodRecord) record = NULL;

  if (spec == NULL)
    return TRUE;
  return fod_rows_get_live (ledger, spec, number, &record, error) &&
         run (db, "DELETE FROM search_name WHERE docid = ?1", docid, NULL, error) &&
         run (db, "DELETE FROM search_words WHERE docid = ?1", docid, NULL, error) &&
         (record == NULL || write_texts (db, docid, record, error)) &&
         run (db, "DELETE FROM search_due WHERE docid = ?1", docid, NULL, error);
}

static GArray *
list_due (FodLedger *ledger, guint limit, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger), "SELECT docid FROM search_due ORDER BY docid LIMIT ?1", error);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_int (stmt, 1, limit == 0 ? -1 : (gint64)limit);
  while (TRUE)
    {
      gint64 docid;

      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&due);
      docid = fod_stmt_get_int (stmt, 0);
      g_array_append_val (due, docid);
    }
}

static gboolean
follow_all (FodLedger *ledger, GArray *due, GError **error)
{
  for (guint i = 0; i < due->len; i++)
    if (!follow_row (ledger, g_array_index (due, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
fod_search_index_follow (FodLedger *ledger, guint limit, gboolean *left, GError **error)
{
  g_autoptr (GArray) due = list_due (ledger, limit, error);

  *left = FALSE;
  if (due == NULL)
    return FALSE;
  if (due->len == 0)
    return TRUE;
  *left = limit > 0 && due->len == limit;
  return fod_ledger_begin (ledger, error) &&
         fod_ledger_end (ledger, follow_all (ledger, due, error), error);
}

const FodSpec *
fod_search_index_get_spec (gint64 docid, gint64 *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].number == docid % KINDS)
      {
        *number = docid / KINDS;
        return kinds[i].spec;
      }
  return NULL;
}
