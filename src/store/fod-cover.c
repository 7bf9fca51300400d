/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a cover may look after no longer is not shown, also where there is no network to say so. A
 * clock that somebody set wrong takes nothing away: not a row, not what waits, not what is being
 * typed. */

#include "config.h"

#include "store/fod-cover.h"

#include "store/fod-base.h"
#include "store/fod-concealed.h"
#include "store/fod-overlay.h"
#include "store/fod-sql.h"

#include <string.h>

typedef struct
{
  FodLedger *ledger;
  char *today;
  char *scope; /* what the server gives to this person */
} Cover;

static void
cover_clear (Cover *self)
{
  g_free (self->today);
  g_free (self->scope);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cover, cover_clear)

static char *
dup_today (FodLedger *ledger)
{
  g_autoptr (GDateTime) here =
      g_date_time_new_from_unix_local (fod_ledger_get_server_ms (ledger) / 1000);

  return here == NULL ? g_strdup ("") : g_date_time_format (here, "%Y-%m-%d");
}

static gboolean
conceal (Cover *self, const char *kind, const char *id, const char *parent, GError **error)
{
  return fod_concealed_add (self->ledger, kind, id, parent, error) &&
         fod_overlay_rebuild (self->ledger, kind, id, NULL, error);
}

/* Ids, and what they hang on, in turn. */
static GPtrArray *
list_pairs (FodStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&texts);
      g_ptr_array_add (texts, g_strdup (fod_stmt_get_text (stmt, 0)));
      g_ptr_array_add (texts, g_strdup (fod_stmt_get_text (stmt, 1)));
    }
}

static gboolean
conceal_pairs (Cover *self, const char *kind, GPtrArray *pairs, GError **error)
{
  for (guint i = 0; i + 1 < pairs->len; i += 2)
    if (!conceal (self, kind, pairs->pdata[i], pairs->pdata[i + 1], error))
      return FALSE;
  return TRUE;
}

static gboolean
conceal_over (Cover *self, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (self->ledger),
                    "SELECT id, NULL FROM participant WHERE cover = ?1 AND cover_until < ?2 AND "
                    "consultant IS NOT ?1 AND NOT EXISTS (SELECT 1 FROM base_scope AS s "
                    "WHERE s.kind = 'participant' AND s.id = participant.id AND s.scope <> ?3)",
                    error);
  g_autoptr (GPtrArray) pairs = NULL;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, fod_ledger_get_user (self->ledger));
  fod_stmt_bind_text (stmt, 2, self->today);
  fod_stmt_bind_text (stmt, 3, self->scope);
  pairs = list_pairs (stmt, error);
  return pairs != NULL && conceal_pairs (self, FOD_KIND_PARTICIPANT, pairs, error);
}

/* Rows of one kind that hang on what is not shown, in the bin too. */
static gboolean
conceal_kind (Cover *self, const FodSpec *spec, gboolean *more, GError **error)
{
  g_autofree char *sql = fod_sql_list_exposed (spec);
  g_autoptr (FodStmt) stmt = NULL;
  g_autoptr (GPtrArray) pairs = NULL;

  if (sql == NULL)
    return TRUE;
  stmt = fod_stmt_new (fod_ledger_get_db (self->ledger), sql, error);
  pairs = list_pairs (stmt, error);
  if (pairs == NULL || !conceal_pairs (self, spec->kind, pairs, error))
    return FALSE;
  *more = *more || pairs->len > 0;
  return TRUE;
}

static gboolean
conceal_what_hangs (Cover *self, GError **error)
{
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);
  gboolean more = TRUE;

  while (more)
    {
      more = FALSE;
      for (guint i = 0; i < n_specs; i++)
        if (!conceal_kind (self, specs[i], &more, error))
          return FALSE;
    }
  return TRUE;
}

/* Takes @rows: they are shown, with what hangs on them. */
static gboolean
reveal (Cover *self, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) shown = rows;

  for (guint i = 0; i < shown->len; i++)
    {
      const FodRow *row = g_ptr_array_index (shown, i);
      GPtrArray *children = fod_concealed_list_children (self->ledger, row->id, error);

      if (children == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (shown, children);
      if (!fod_concealed_remove (self->ledger, row->kind, row->id, error))
        return FALSE;
    }
  for (guint i = 0; i < shown->len; i++)
    {
      const FodRow *row = g_ptr_array_index (shown, i);

      if (!fod_overlay_rebuild (self->ledger, row->kind, row->id, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_over (Cover *self, const char *id, gboolean *over, GError **error)
{
  const char *user = fod_ledger_get_user (self->ledger);
  g_autoptr (FodBase) base = NULL;
  g_autoptr (GPtrArray) scopes = NULL;
  const char *until;

  *over = FALSE;
  if (!fod_base_get (self->ledger, FOD_KIND_PARTICIPANT, id, &base, error))
    return FALSE;
  if (base == NULL)
    return TRUE;
  scopes = fod_base_list_scopes (self->ledger, FOD_KIND_PARTICIPANT, id, error);
  if (scopes == NULL)
    return FALSE;
  for (guint i = 0; i < scopes->len; i++)
    if (!g_str_equal (g_ptr_array_index (scopes, i), self->scope))
      return TRUE;
  until = g_hash_table_lookup (base->row->fields, "cover-until");
  *over = until != NULL && strcmp (until, self->today) < 0 &&
          g_strcmp0 (g_hash_table_lookup (base->row->fields, "cover"), user) == 0 &&
          g_strcmp0 (g_hash_table_lookup (base->row->fields, "consultant"), user) != 0;
  return TRUE;
}

static gboolean
reveal_not_over (Cover *self, GError **error)
{
  g_autoptr (GPtrArray) rows = fod_concealed_list (self->ledger, FOD_KIND_PARTICIPANT, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i > 0; i--)
    {
      const FodRow *row = g_ptr_array_index (rows, i - 1);
      gboolean over = FALSE;

      if (!is_over (self, row->id, &over, error))
        return FALSE;
      if (over)
        g_ptr_array_remove_index (rows, i - 1);
    }
  return reveal (self, g_steal_pointer (&rows), error);
}

/* What was written here and not sent stays to be seen after its participant has left, until the
 * server has answered it. */
static gboolean
reveal_left (Cover *self, GError **error)
{
  GPtrArray *rows = fod_concealed_list_left (self->ledger, error);

  return rows != NULL && reveal (self, rows, error);
}

gboolean
fod_cover_follow (FodLedger *ledger, GError **error)
{
  const char *user = fod_ledger_get_user (ledger);
  g_auto (Cover) self = { ledger, dup_today (ledger), g_strconcat ("user:", user, NULL) };

  return user == NULL || (reveal_not_over (&self, error) && reveal_left (&self, error) &&
                          conceal_over (&self, error) && conceal_what_hangs (&self, error));
}

gboolean
fod_cover_follow_pull (FodLedger *ledger, GError **error)
{
  gboolean empty = TRUE;

  return fod_concealed_is_empty (ledger, &empty, error) &&
         (empty || fod_cover_follow (ledger, error));
}

void
fod_cover_follow_day (FodLedger *ledger, char **day)
{
  g_autofree char *today = dup_today (ledger);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (today, *day) == 0)
    return;
  if (fod_ledger_begin (ledger, &error) &&
      fod_ledger_end (ledger, fod_cover_follow (ledger, &error), &error))
    {
      g_free (*day);
      *day = g_steal_pointer (&today);
    }
  else
    g_debug ("covers could not follow the day: %s", error->message);
}
