/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search-as-you-type: names first, then running text, newest first. */

#include "config.h"

#include "base/fod-fold.h"
#include "store/fod-job.h"
#include "store/fod-rows.h"
#include "store/fod-search-index.h"
#include "store/fod-snippet.h"

#include <string.h>

typedef struct
{
  char *text;
  guint limit;
} Input;

typedef struct
{
  FodLedger *ledger;
  GStrv tokens; /* borrowed */
  char *match;  /* borrowed */
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
 * and blanks, so nothing in it can be an operator. */
static char *
make_match (GStrv tokens)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    g_string_append_printf (match, "%s%s*", i == 0 ? "" : " ", tokens[i]);
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
hit_new (const Search *search, const FodRecord *record, gboolean with_snippet)
{
  const FodSpec *spec = fod_record_get_spec (record);
  FodHit *hit = g_new0 (FodHit, 1);

  hit->kind = g_strdup (spec->kind);
  hit->id = g_strdup (fod_record_get_id (record));
  hit->title = dup_title (record);
  hit->snippet = with_snippet ? dup_snippet (search, record) : NULL;
  if (spec->parent != NULL && fod_record_get (record, spec->parent) != NULL)
    {
      hit->owner_kind = g_strdup (fod_spec_find (spec, spec->parent)->of);
      hit->owner = g_strdup (fod_record_get (record, spec->parent));
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

static gboolean
take_row (Search *search, gint64 docid, gboolean with_snippet, GError **error)
{
  gint64 number = 0;
  const FodSpec *spec = fod_search_index_get_spec (docid, &number);
  g_autoptr (FodRecord) record = NULL;

  if (spec == NULL)
    return TRUE;
  if (!fod_rows_get_live (search->ledger, spec, number, &record, error))
    return FALSE;
  if (record != NULL && !is_known (search, record))
    g_ptr_array_add (search->hits, hit_new (search, record, with_snippet));
  return TRUE;
}

static gboolean
run_match (Search *search, const char *sql, gboolean with_snippet, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (search->ledger), sql, error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, search->match);
  while (search->hits->len < search->limit)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!take_row (search, fod_stmt_get_int (stmt, 0), with_snippet, error))
        return FALSE;
    }
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

static gpointer
run_search (FodLedger *ledger, gpointer data, GError **error)
{
  const Input *input = data;
  g_autofree char *folded = fod_fold_search (input->text);
  g_auto (GStrv) tokens = g_strsplit (folded, " ", -1);
  g_autofree char *match = make_match (tokens);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_hit_free);
  Search search = { ledger, tokens, match, input->limit, hits };

  if (*folded == '\0')
    return g_steal_pointer (&hits);
  if (!run_match (&search,
                  "SELECT docid FROM search_name WHERE search_name MATCH ?1 ORDER BY docid DESC",
                  FALSE, error))
    return NULL;
  if (is_worth_words (tokens) &&
      !run_match (&search,
                  "SELECT docid FROM search_words WHERE search_words MATCH ?1 "
                  "ORDER BY docid DESC",
                  TRUE, error))
    return NULL;
  return g_steal_pointer (&hits);
}

static FodCall
search_call (const char *text, guint limit)
{
  Input *input = g_new0 (Input, 1);
  FodCall call = { run_search, input, input_free, (GDestroyNotify)g_ptr_array_unref };

  input->text = g_strdup (text);
  input->limit = limit;
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
  const FodCall call = search_call (text, limit);

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
  const FodCall call = search_call (text, limit);

  return fod_store_call (self, &call, error);
}
