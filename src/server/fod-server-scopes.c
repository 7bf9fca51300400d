/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scopes of users and rows. Decides who holds a row, and nothing about what they may do. */

#include "config.h"

#include "server/fod-server-scopes.h"

#include <string.h>

/* A conflict about a note about a participant is the longest chain. */
#define MAX_DEPTH 4

static void
add (GPtrArray *scopes, const char *prefix, const char *id)
{
  char *scope;

  if (id == NULL)
    return;
  scope = g_strconcat (prefix, id, NULL);
  if (g_ptr_array_find_with_equal_func (scopes, scope, g_str_equal, NULL))
    g_free (scope);
  else
    g_ptr_array_add (scopes, scope);
}

GPtrArray *
fod_server_scopes_of_user (FodServerWork *work, const FodServerUser *user)
{
  GPtrArray *scopes = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (user != NULL, scopes);

  add (scopes, "user:", user->id);
  if (strcmp (user->role, "leader") == 0)
    add (scopes, "lead:", user->team);
  add (scopes, "team:", user->team);
  add (scopes, "org:", work->organisation);
  return scopes;
}

/* The row that @row hangs on, when there is one. */
static gboolean
load_parent (FodServerWork *work,
             const FodStoredRow *row,
             const FodSpec *spec,
             FodStoredRow **parent,
             GError **error)
{
  const char *kind;

  *parent = NULL;
  if (row->parent == NULL)
    return TRUE;
  if (spec->scope == FOD_SCOPE_SUBJECT)
    kind = fod_stored_row_get (row, "about-kind");
  else if (spec->parent != NULL)
    kind = fod_spec_find (spec, spec->parent)->of;
  else
    return TRUE;
  return kind == NULL || fod_server_store_get_row (work->store, kind, row->parent, parent, error);
}

static void
add_participant (GPtrArray *scopes, const FodStoredRow *row)
{
  add (scopes, "user:", fod_stored_row_get (row, "consultant"));
  add (scopes, "user:", fod_stored_row_get (row, "cover"));
  add (scopes, "lead:", fod_stored_row_get (row, "team"));
}

static gboolean
collect (
    FodServerWork *work, const FodStoredRow *row, GPtrArray *scopes, guint depth, GError **error)
{
  const FodSpec *spec = fod_schema_get (row->row->kind);
  g_autoptr (FodStoredRow) parent = NULL;

  if (spec == NULL || depth == MAX_DEPTH)
    return TRUE;
  if (spec->scope == FOD_SCOPE_ORG)
    {
      add (scopes, "org:", work->organisation);
      return TRUE;
    }
  if (!load_parent (work, row, spec, &parent, error))
    return FALSE;
  if (parent != NULL)
    return collect (work, parent, scopes, depth + 1, error);
  if (row->parent != NULL)
    return TRUE;
  if (spec->scope == FOD_SCOPE_TEAM)
    add (scopes, "team:", fod_stored_row_get (row, "team"));
  else if (spec->scope == FOD_SCOPE_PARTICIPANT)
    add_participant (scopes, row);
  else if (spec->scope == FOD_SCOPE_OWNER)
    add (scopes, "user:", fod_stored_row_get (row, "owner"));
  return TRUE;
}

gboolean
fod_server_scopes_of_row (FodServerWork *work,
                          const FodStoredRow *row,
                          GPtrArray **scopes,
                          GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (work != NULL && row != NULL, FALSE);

  if (!collect (work, row, found, 0, error))
    return FALSE;
  *scopes = g_steal_pointer (&found);
  return TRUE;
}

gboolean
fod_server_scopes_see (FodServerWork *work, const FodStoredRow *row, gboolean *seen, GError **error)
{
  g_autoptr (GPtrArray) scopes = NULL;

  g_return_val_if_fail (work != NULL && work->scopes != NULL, FALSE);

  *seen = FALSE;
  if (!fod_server_scopes_of_row (work, row, &scopes, error))
    return FALSE;
  for (guint i = 0; i < scopes->len && !*seen; i++)
    *seen = g_ptr_array_find_with_equal_func (work->scopes, scopes->pdata[i], g_str_equal, NULL);
  return TRUE;
}
