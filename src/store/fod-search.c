/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search-as-you-type: names first, then running text, newest first. */

#include "config.h"

#include "base/fod-fold.h"
#include "store/fod-job.h"
#include "store/fod-rows.h"
#include "store/fod-search-index.h"
#include "store/fod-snippet.h"

#include <string.h>

/* The longest beginning of a word that the index of running text has a list of its own for. */
#define LISTED_BYTES 3

/* How many rows may be looked at before the index is asked for the whole words. */
#define CANDIDATES_MAX 200

/* How long a search-as-you-type may wait for the index to follow, after much was imported. */
#define FOLLOW_US (G_TIME_SPAN_SECOND / 2)
#define FOLLOW_ROWS 200

typedef struct
{
  char *text;
  guint limit;
  gboolean patient;
} Input;

typedef struct
{
  FodLedger *ledger;
  GStrv tokens; /* borrowed */
  guint limit;
  GPtrArray *hits;
} Search;

void
fod_hit_free (FodHit *self)
{
  g_free (self->kind);
  g_free (self->id);
  g_free (self->title);
  g_free (self->snippet);
  g_free (self->owner_kind);
  g_free (self->owner);
  g_free (self->owner_title);
  fod_record_unref (self->record);
  g_free (self);
}

static void
input_free (gpointer data)
{
  Input *input = data;

  g_free (input->text);
  g_free (input);
}

/* "el jo" → "el* jo*": every word begins a word of the row. Folded text holds only letters, digits
 * and blanks, so nothing in it can be an operator. With @most, words are cut to so many bytes. */
static char *
make_match (GStrv tokens, gsize most)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      const char *token = tokens[i];
      gsize length = strlen (token);

      if (length > most)
        length = (gsize)(g_utf8_find_prev_char (token, token + most + 1) - token);
      if (length == 0)
        length = (gsize)(g_utf8_next_char (token) - token);
      if (i > 0)
        g_string_append_c (match, ' ');
      g_string_append_len (match, token, (gssize)length);
      g_string_append_c (match, '*');
    }
  return g_string_free (match, FALSE);
}

/* The row's own name, else its first running text. */
static char *
dup_title (const FodRecord *record)
{
  const FodSpec *spec = fod_record_get_spec (record);
  const char *title = spec->title == NULL ? NULL : fod_record_get (record, spec->title);

  if (title != NULL)
    return g_strdup (title);
  for (guint i = 0; i < spec->n_fields; i++)
    if ((spec->fields[i].flags & FOD_FIELD_WORDS) != 0 && fod_record_get_at (record, i) != NULL)
      return fod_snippet_first_words (fod_record_get_at (record, i));
  return g_strdup ("");
}

static char *
dup_snippet (const Search *search, const FodRecord *record)
{
  const FodSpec *spec = fod_record_get_spec (record);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      char *snippet = NULL;

      if ((spec->fields[i].flags & FOD_FIELD_WORDS) != 0 && fod_record_get_at (record, i) != NULL)
        snippet =
            fod_snippet_new (fod_record_get_at (record, i), (const char *const *)search->tokens);
      if (snippet != NULL)
        return snippet;
    }
  return NULL;
}

static FodHit *
hit_new (const Search *search, FodRecord *record, gboolean with_snippet)
{
  const FodSpec *spec = fod_record_get_spec (record);
  FodHit *hit = g_new0 (FodHit, 1);

  hit->kind = g_strdup (spec->kind);
  hit->id = g_strdup (fod_record_get_id (record));
  hit->record = fod_record_ref (record);
  hit->title = dup_title (record);
  hit->snippet = with_snippet ? dup_snippet (search, record) : NULL;
  if (spec->parent != NULL && fod_record_get (record, spec->parent) != NULL)
    {
      hit->owner_kind = g_strdup (fod_spec_find (spec, spec->parent)->of);
      hit->owner = g_strdup (fod_record_get (record, spec->parent));
      hit->owner_title = fod_rows_dup_title (search->ledger, hit->owner_kind, hit->owner);
    }
  return hit;
}

static gboolean
is_known (const Search *search, const FodRecord *record)
{
  for (guint i = 0; i < search->hits->len; i++)
    {
      const FodHit *hit = g_ptr_array_index (search->hits, i);

      if (g_str_equal (hit->id, fod_record_get_id (record)))
        return TRUE;
    }
  return FALSE;
}

/* Whether @token begins a word of @text, both folded. */
static gboolean
holds (const char *text, const char *token)
{
  const char *at = strstr (text, token);

  while (at != NULL && at != text && at[-1] != ' ')
    at = strstr (at + 1, token);
  return at != NULL;
}

/* Whether every word of the search begins a word of @text, as it lies in the index. */
static gboolean
holds_all (const Search *search, const char *text)
{
  for (guint i = 0; search->tokens[i] != NULL; i++)
    if (!holds (text, search->tokens[i]))
      return FALSE;
  return TRUE;
}

static gboolean
take_row (Search *search, gint64 docid, gboolean words, GError **error)
{
  gint64 number = 0;
  const FodSpec *spec = fod_search_index_get_spec (docid, &number);
  g_autoptr (FodRecord) record = NULL;

  if (spec == NULL)
    return TRUE;
  if (!fod_rows_get_live (search->ledger, spec, number, &record, error))
    return FALSE;
  if (record != NULL && !is_known (search, record))
    g_ptr_array_add (search->hits, hit_new (search, record, words));
  return TRUE;
}

/* Takes rows, of running text when @words, until the limit; @most candidates are looked at (0:
 * all).
 * @ended: whether there is nothing more to find. */
static gboolean
run_match (
    Search *search, const char *match, gboolean words, guint most, gboolean *ended, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (search->ledger),
      words ? "SELECT docid, body FROM search_words WHERE search_words MATCH ?1 ORDER BY docid DESC"
            : "SELECT docid FROM search_name WHERE search_name MATCH ?1 ORDER BY docid DESC",
      error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, match);
  for (guint seen = 0; search->hits->len < search->limit && (most == 0 || seen < most); seen++)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if ((!words || holds_all (search, fod_stmt_get_text (stmt, 1))) &&
          !take_row (search, fod_stmt_get_int (stmt, 0), words, error))
        return FALSE;
    }
  *ended = !has_row || search->hits->len == search->limit;
  return TRUE;
}

/* One letter stands in nearly every text; with one letter only names are looked at. */
static gboolean
is_worth_words (GStrv tokens)
{
  for (guint i = 0; tokens[i] != NULL; i++)
    if (strlen (tokens[i]) >= 2)
      return TRUE;
  return FALSE;
}

/* Words that are frequent are found among the newest rows with their first letters, from lists that
 * the index gives piece by piece; for rare ones the list of the whole word is short. */
static gboolean
search_words (Search *search, GError **error)
{
  g_autofree char *listed = make_match (search->tokens, LISTED_BYTES);
  g_autofree char *whole = make_match (search->tokens, G_MAXSIZE - 1);
  gboolean same = g_str_equal (listed, whole);
  gboolean ended = FALSE;

  return run_match (search, listed, TRUE, same ? 0 : CANDIDATES_MAX, &ended, error) &&
         (ended || run_match (search, whole, TRUE, 0, &ended, error));
}

static gboolean
follow (FodLedger *ledger, gboolean patient, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gboolean left = TRUE;

  while (left && (patient || g_get_monotonic_time () - start < FOLLOW_US))
    if (!fod_search_index_follow (ledger, FOLLOW_ROWS, &left, error))
      return FALSE;
  if (left)
    fod_ledger_set_chores (ledger);
  return TRUE;
}

static gpointer
run_search (FodLedger *ledger, gpointer data, GError **error)
{
  const Input *input = data;
  g_autofree char *folded = fod_fold_search (input->text);
  g_auto (GStrv) tokens = g_strsplit (folded, " ", -1);
  g_autofree char *names = make_match (tokens, G_MAXSIZE - 1);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_hit_free);
  Search search = { ledger, tokens, input->limit, hits };
  gboolean ended = FALSE;

  if (*folded == '\0')
    return g_steal_pointer (&hits);
  if (!follow (ledger, input->patient, error) ||
      !run_match (&search, names, FALSE, 0, &ended, error) ||
      (is_worth_words (tokens) && !search_words (&search, error)))
    return NULL;
  return g_steal_pointer (&hits);
}

static FodCall
search_call (const char *text, guint limit, gboolean patient)
{
  Input *input = g_new0 (Input, 1);
  FodCall call = { run_search, input, input_free, (GDestroyNotify)g_ptr_array_unref };

  input->text = g_strdup (text);
  input->limit = limit;
  input->patient = patient;
  return call;
}

void
fod_store_search_async (FodStore *self,
                        const char *text,
                        guint limit,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = search_call (text, limit, FALSE);

  g_task_set_source_tag (task, fod_store_search_async);
  fod_store_call_async (self, &call, task);
}

GPtrArray *
fod_store_search_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
fod_store_search (FodStore *self, const char *text, guint limit, GError **error)
{
  const FodCall call = search_call (text, limit, TRUE);

  return fod_store_call (self, &call, error);
}
