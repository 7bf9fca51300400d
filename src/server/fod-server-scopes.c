/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scopes of users and rows. Decides who holds a row, and nothing about what they may do. */

#include "config.h"

#include "server/fod-server-scopes.h"

#include <string.h>

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

/* The kind of the row that @row hangs on, %NULL when it hangs on none. */
static const char *
get_parent_kind (const FodStoredRow *row, const FodSpec *spec)
{
  if (row->parent == NULL)
    return NULL;
  if (spec->scope == FOD_SCOPE_SUBJECT)
    return fod_stored_row_get (row, "about-kind");
  return spec->parent == NULL ? NULL : fod_spec_find (spec, spec->parent)->of;
}

gboolean
fod_server_scopes_get_parent (FodServerWork *work,
                              const FodStoredRow *row,
                              FodStoredRow **parent,
                              GError **error)
{
  const FodSpec *spec;
  const char *kind;

  g_return_val_if_fail (work != NULL && row != NULL && parent != NULL, FALSE);

  *parent = NULL;
  spec = fod_schema_get (row->row->kind);
  kind = spec == NULL ? NULL : get_parent_kind (row, spec);
  return kind == NULL || fod_server_store_get_row (work->store, kind, row->parent, parent, error);
}

static void
add_participant (GPtrArray *scopes, const FodStoredRow *row)
{
  add (scopes, "user:", fod_stored_row_get (row, "consultant"));
  add (scopes, "user:", fod_stored_row_get (row, "cover"));
  add (scopes, "lead:", fod_stored_row_get (row, "team"));
}

static void
add_own (const FodStoredRow *row, const FodSpec *spec, GPtrArray *scopes)
{
  if (spec->scope == FOD_SCOPE_TEAM)
    add (scopes, "team:", fod_stored_row_get (row, "team"));
  else if (spec->scope == FOD_SCOPE_PARTICIPANT)
    add_participant (scopes, row);
  else if (spec->scope == FOD_SCOPE_OWNER)
    add (scopes, "user:", fod_stored_row_get (row, "owner"));
}

gboolean
fod_server_scopes_of_row (FodServerWork *work,
                          const FodStoredRow *row,
                          GPtrArray **scopes,
                          GError **error)
{
  const FodSpec *spec;
  const char *parent_kind;
  const FodServerHolding *parent = NULL;

  g_return_val_if_fail (work != NULL && row != NULL, FALSE);

  spec = row->row->state == FOD_ROW_ERASED ? NULL : fod_schema_get (row->row->kind);
  parent_kind = spec == NULL ? NULL : get_parent_kind (row, spec);
  if (parent_kind != NULL &&
      !fod_server_scopes_hold (work, parent_kind, row->parent, &parent, error))
    return FALSE;
  if (parent != NULL)
    {
      *scopes = g_ptr_array_ref (parent->scopes);
      return TRUE;
    }
  *scopes = g_ptr_array_new_with_free_func (g_free);
  if (spec != NULL && spec->scope == FOD_SCOPE_ORG)
    add (*scopes, "org:", work->organisation);
  else if (spec != NULL && row->parent == NULL)
    add_own (row, spec, *scopes);
  return TRUE;
}

static void
holding_free (gpointer data)
{
  FodServerHolding *holding = data;

  g_ptr_array_unref (holding->scopes);
  g_free (holding);
}

GHashTable *
fod_server_scopes_new_holdings (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, holding_free);
}

/* Ids are the same in no two kinds but by malice; the kind keeps those apart. */
static char *
make_key (const char *kind, const char *id)
{
  return g_strconcat (id, " ", kind, NULL);
}

gboolean
fod_server_scopes_note (FodServerWork *work, const FodStoredRow *row, GError **error)
{
  FodServerHolding *holding;
  GPtrArray *scopes = NULL;

  g_return_val_if_fail (work != NULL && row != NULL, FALSE);

  if (!fod_server_scopes_of_row (work, row, &scopes, error))
    return FALSE;
  holding = g_new0 (FodServerHolding, 1);
  holding->scopes = scopes;
  holding->state = row->row->state;
  holding->rv = row->row->rv;
  g_hash_table_insert (work->holdings, make_key (row->row->kind, row->row->id), holding);
  return TRUE;
}

gboolean
fod_server_scopes_hold (FodServerWork *work,
                        const char *kind,
                        const char *id,
                        const FodServerHolding **holding,
                        GError **error)
{
  g_autofree char *key = make_key (kind, id);
  g_autoptr (FodStoredRow) row = NULL;

  g_return_val_if_fail (work != NULL && holding != NULL, FALSE);

  *holding = g_hash_table_lookup (work->holdings, key);
  if (*holding != NULL)
    return TRUE;
  if (!fod_server_store_get_row (work->store, kind, id, &row, error))
    return FALSE;
  if (row == NULL)
    return TRUE;
  if (!fod_server_scopes_note (work, row, error))
    return FALSE;
  *holding = g_hash_table_lookup (work->holdings, key);
  return TRUE;
}

void
fod_server_scopes_forget (FodServerWork *work)
{
  g_return_if_fail (work != NULL);

  g_hash_table_remove_all (work->holdings);
}

gboolean
fod_server_scopes_meet (const FodServerWork *work, GPtrArray *scopes)
{
  g_return_val_if_fail (work != NULL && work->scopes != NULL, FALSE);

  for (guint i = 0; i < scopes->len; i++)
    if (g_ptr_array_find_with_equal_func (work->scopes, scopes->pdata[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

gboolean
fod_server_scopes_see (FodServerWork *work, const FodStoredRow *row, gboolean *seen, GError **error)
{
  g_autoptr (GPtrArray) scopes = NULL;

  g_return_val_if_fail (work != NULL && seen != NULL, FALSE);

  *seen = FALSE;
  if (!fod_server_scopes_of_row (work, row, &scopes, error))
    return FALSE;
  *seen = fod_server_scopes_meet (work, scopes);
  return TRUE;
}
