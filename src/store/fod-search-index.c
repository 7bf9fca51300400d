/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the folded text of rows into the two full-text tables: names, and running text with the
 * names before it, so that the words of a search may meet in one row. */

#include "config.h"

#include "store/fod-search-index.h"

#include "base/fod-fold.h"

#include <string.h>

/* A kind's number is part of what lies on the disk and never changes. */
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

static gboolean
move_names (
    FodDb *db, gint64 docid, const FodRecord *before, const FodRecord *after, GError **error)
{
  g_autofree char *old = dup_text (before, FOD_FIELD_NAME);
  g_autofree char *new = dup_text (after, FOD_FIELD_NAME);

  if (old != NULL && !run (db, "DELETE FROM search_name WHERE docid = ?1", docid, NULL, error))
    return FALSE;
  return new == NULL ||
         run (db, "INSERT INTO search_name (docid, body) VALUES (?1, ?2)", docid, new, error);
}

static gboolean
move_words (
    FodDb *db, gint64 docid, const FodRecord *before, const FodRecord *after, GError **error)
{
  g_autofree char *old = dup_text (before, FOD_FIELD_NAME | FOD_FIELD_WORDS);
  g_autofree char *new = dup_text (after, FOD_FIELD_NAME | FOD_FIELD_WORDS);

  if (old != NULL && !run (db, "DELETE FROM search_words WHERE docid = ?1", docid, NULL, error))
    return FALSE;
  return new == NULL ||
         run (db, "INSERT INTO search_words (docid, body) VALUES (?1, ?2)", docid, new, error);
}

gboolean
fod_search_index_move (FodLedger *ledger,
                       gint64 number,
                       const FodRecord *before,
                       const FodRecord *after,
                       GError **error)
{
  FodDb *db = fod_ledger_get_db (ledger);
  const FodSpec *spec = fod_record_get_spec (before == NULL ? after : before);
  int kind = number_of (spec);
  gint64 docid = number * 16 + kind;

  if (kind == 0)
    return TRUE;
  if (differs (before, after, FOD_FIELD_NAME) && !move_names (db, docid, before, after, error))
    return FALSE;
  return !has_flag (spec, FOD_FIELD_WORDS) ||
         !differs (before, after, FOD_FIELD_NAME | FOD_FIELD_WORDS) ||
         move_words (db, docid, before, after, error);
}

const FodSpec *
fod_search_index_get_spec (gint64 docid, gint64 *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].number == docid % 16)
      {
        *number = docid / 16;
        return kinds[i].spec;
      }
  return NULL;
}
