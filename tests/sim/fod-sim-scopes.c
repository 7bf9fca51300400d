/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who holds what, written down once more and as plainly as possible. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "wire/fod-row.h"

#include <string.h>

static void
add (GPtrArray *scopes, const char *prefix, const char *id)
{
  if (id != NULL)
    g_ptr_array_add (scopes, g_strconcat (prefix, id, NULL));
}

/* The row that @row hangs on, as kind and field. */
static const FodSimRow *
find_parent (const FodSimDump *server, const FodSimRow *row, GHashTable *fields)
{
  static const struct
  {
    const char *kind;
    const char *field;
    const char *parent;
  } hangs[] = {
    { FOD_KIND_NOTE, "participant", FOD_KIND_PARTICIPANT },
    { FOD_KIND_FOLLOW_UP, "participant", FOD_KIND_PARTICIPANT },
    { FOD_KIND_PLACEMENT, "participant", FOD_KIND_PARTICIPANT },
    { FOD_KIND_PROFILE_SECTION, "participant", FOD_KIND_PARTICIPANT },
    { FOD_KIND_TREATMENT_CONTACT, "participant", FOD_KIND_PARTICIPANT },
    { FOD_KIND_CONTACT_PERSON, "employer", FOD_KIND_EMPLOYER },
    { FOD_KIND_EMPLOYER_CONTACT, "employer", FOD_KIND_EMPLOYER },
    { FOD_KIND_CONFLICT, "about", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hangs); i++)
    {
      const char *id = g_hash_table_lookup (fields, hangs[i].field);
      const char *kind =
          hangs[i].parent == NULL ? g_hash_table_lookup (fields, "about-kind") : hangs[i].parent;

      if (strcmp (row->kind, hangs[i].kind) == 0 && id != NULL)
        return fod_sim_dump_get_row (server, kind, id);
    }
  return NULL;
}

const FodSimRow *
fod_sim_scopes_get_parent (const FodSimDump *server, const FodSimRow *row)
{
  g_autoptr (GHashTable) fields = fod_sim_row_parse (row->fields);

  return find_parent (server, row, fields);
}

GPtrArray *
fod_sim_scopes_of_row (const FodSimDump *server, const FodSimRow *row)
{
  g_autoptr (GHashTable) fields = fod_sim_row_parse (row->fields);
  const FodSimRow *parent = find_parent (server, row, fields);
  GPtrArray *scopes;

  if (parent != NULL)
    return fod_sim_scopes_of_row (server, parent);
  scopes = g_ptr_array_new_with_free_func (g_free);
  if (row->state == FOD_ROW_ERASED)
    return scopes;
  if (strcmp (row->kind, FOD_KIND_PARTICIPANT) == 0)
    {
      add (scopes, "user:", g_hash_table_lookup (fields, "consultant"));
      add (scopes, "user:", g_hash_table_lookup (fields, "cover"));
      add (scopes, "lead:", g_hash_table_lookup (fields, "team"));
    }
  else if (strcmp (row->kind, FOD_KIND_EMPLOYER) == 0)
    add (scopes, "team:", g_hash_table_lookup (fields, "team"));
  else if (strcmp (row->kind, FOD_KIND_FOLLOW_UP) == 0)
    add (scopes, "user:", g_hash_table_lookup (fields, "owner"));
  else
    add (scopes, "org:", server->organisation);
  return scopes;
}

GPtrArray *
fod_sim_scopes_of_user (const FodSimDump *server, const char *user)
{
  g_auto (GStrv) account = g_strsplit (g_hash_table_lookup (server->accounts, user), " ", 2);
  GPtrArray *scopes = g_ptr_array_new_with_free_func (g_free);

  add (scopes, "user:", user);
  add (scopes, "team:", account[1]);
  add (scopes, "org:", server->organisation);
  if (strcmp (account[0], "leader") == 0)
    add (scopes, "lead:", account[1]);
  return scopes;
}

gboolean
fod_sim_scopes_have (GPtrArray *scopes, const char *scope)
{
  return g_ptr_array_find_with_equal_func (scopes, scope, g_str_equal, NULL);
}

gboolean
fod_sim_scopes_meet (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (fod_sim_scopes_have (b, a->pdata[i]))
      return TRUE;
  return FALSE;
}
