/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges what the server holds: its feeds (3), its dead rows (11), its conflicts (14). */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "wire/fod-row.h"

#include <string.h>

static void
check_feeds (FodSimOracle *self, const FodSimDump *before)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->server->places->len; i++)
    {
      const FodSimPlace *place = self->server->places->pdata[i];
      const FodSimRow *row = g_hash_table_lookup (self->server->rows, place->key);
      const char *head = g_hash_table_lookup (self->server->heads, place->scope);
      char *name = g_strdup_printf ("%s %" G_GUINT64_FORMAT, place->scope, place->seq);

      if (head == NULL || place->seq > g_ascii_strtoull (head, NULL, 10))
        fod_sim_oracle_complain (self, 3, "%s is behind the head of its feed", name);
      if (!g_hash_table_add (seen, name))
        fod_sim_oracle_complain (self, 3, "%s is given out twice", name);
      if (row == NULL ||
          (place->state != FOD_ROW_GONE && (row->rv != place->rv || row->state != place->state)))
        fod_sim_oracle_complain (self, 3, "the feed of %s does not know how %s stands",
                                 place->scope, place->key);
    }
}

static void
check_heads (FodSimOracle *self, const FodSimDump *before)
{
  GHashTableIter iter;
  gpointer scope, head;

  if (before == NULL)
    return;
  g_hash_table_iter_init (&iter, before->heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    {
      const char *now = g_hash_table_lookup (self->server->heads, scope);

      if (now == NULL || g_ascii_strtoull (now, NULL, 10) < g_ascii_strtoull (head, NULL, 10))
        fod_sim_oracle_complain (self, 3, "the feed of %s went back", (char *)scope);
    }
}

/* Whether the audit's news say that @key was brought about by one of @verbs. */
static gboolean
is_told (FodSimOracle *self, const char *key, const char *const *verbs)
{
  for (guint i = self->audit->len - self->news; i < self->audit->len; i++)
    {
      const FodSimEntry *entry = self->audit->pdata[i];

      if (strcmp (entry->key, key) == 0 && g_strv_contains (verbs, entry->verb))
        return TRUE;
    }
  return FALSE;
}

static void
check_births (FodSimOracle *self, const FodSimDump *before)
{
  static const char *const makers[] = { "create", "conflict", "fork", "admin", "erase", NULL };
  static const char *const revivers[] = { "undelete", "restore", NULL };
  GHashTableIter iter;
  gpointer key, data;

  if (before == NULL)
    return;
  g_hash_table_iter_init (&iter, self->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      const FodSimRow *row = data;
      const FodSimRow *old = g_hash_table_lookup (before->rows, key);
      const FodSpec *spec = fod_schema_get (row->kind);

      if (old == NULL && !is_told (self, key, makers))
        fod_sim_oracle_complain (self, 11, "%s was made by nobody", (char *)key);
      if (old != NULL && old->state == FOD_ROW_DELETED && row->state == FOD_ROW_LIVE &&
          !is_told (self, key, revivers) && spec != NULL && !spec->edit_wins)
        fod_sim_oracle_complain (self, 11, "%s rose from the dead", (char *)key);
      if (old != NULL && row->rv < old->rv)
        fod_sim_oracle_complain (self, 7, "the server's %s went back", (char *)key);
    }
  g_hash_table_iter_init (&iter, before->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->server->rows, key))
      fod_sim_oracle_complain (self, 11, "the server has forgotten %s", (char *)key);
}

void
fod_sim_check_server (FodSimOracle *self, const FodSimDump *before)
{
  check_feeds (self, before);
  check_heads (self, before);
  check_births (self, before);
}

/* Whether anybody ever wrote @value into the field, or decided for it, by the audit. */
static gboolean
was_written (FodSimOracle *self, const char *key, const char *field, const char *value)
{
  for (guint i = 0; i < self->audit->len; i++)
    {
      const FodSimEntry *entry = self->audit->pdata[i];
      const char *const texts[] = { entry->new_values, entry->old_values };

      for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
        {
          g_autoptr (GHashTable) values = NULL;
          gpointer text = NULL;

          gboolean decision = strcmp (entry->verb, "resolve") == 0;

          if (texts[n] == NULL || (!decision && strcmp (entry->key, key) != 0))
            continue;
          values = fod_sim_row_parse (texts[n]);
          if (g_hash_table_lookup_extended (values, field, NULL, &text) &&
              g_strcmp0 (text, value) == 0)
            return TRUE;
          if (decision && g_strcmp0 (g_hash_table_lookup (values, "value"), value) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static void
check_conflict (FodSimOracle *self, const char *key, const FodSimRow *conflict)
{
  g_autoptr (GHashTable) fields = fod_sim_row_parse (conflict->fields);
  const char *kind = g_hash_table_lookup (fields, "about-kind");
  const char *field = g_hash_table_lookup (fields, "field");
  const char *standing = g_hash_table_lookup (fields, "standing");
  const char *offered = g_hash_table_lookup (fields, "offered");
  const FodSimRow *about;
  g_autofree char *about_key = NULL;
  g_autofree char *value = NULL;

  if (g_hash_table_lookup (fields, "resolved") != NULL || conflict->state != FOD_ROW_LIVE)
    return;
  about = fod_sim_dump_get_row (self->server, kind, g_hash_table_lookup (fields, "about"));
  if (about == NULL || field == NULL)
    {
      fod_sim_oracle_complain (self, 14, "%s is about nothing", key);
      return;
    }
  about_key = g_strconcat (kind, " ", about->id, NULL);
  value = fod_sim_row_dup (about, field);
  if (g_strcmp0 (standing, offered) == 0)
    fod_sim_oracle_complain (self, 14, "%s offers what stands", key);
  if (about->state == FOD_ROW_LIVE && g_strcmp0 (standing, value) != 0)
    fod_sim_oracle_complain (self, 14, "%s says that \"%s\" stands in %s of %s, and it is \"%s\"",
                             key, standing, field, about_key, value);
  if (offered != NULL && !was_written (self, about_key, field, offered))
    fod_sim_oracle_complain (self, 14, "%s offers what nobody wrote", key);
}

void
fod_sim_check_conflicts (FodSimOracle *self)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (strcmp (((FodSimRow *)row)->kind, FOD_KIND_CONFLICT) == 0)
      check_conflict (self, key, row);
}
