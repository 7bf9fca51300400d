/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges that who was erased stays so: nothing of it is at the server (11), and after a whole round
 * nothing on a device (12), whatever waited there. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "wire/fod-row.h"

#include <string.h>

static const char *
get_id (const char *key)
{
  return strchr (key, ' ') + 1;
}

/* Whether @text names anything that is dead. */
static gboolean
names_dead (FodSimOracle *self, const char *text)
{
  GHashTableIter iter;
  gpointer id;

  if (text == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->erased);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (strstr (text, id) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_dead (FodSimOracle *self, const char *key)
{
  return g_hash_table_contains (self->erased, get_id (key));
}

/* A row that a restored server has never heard of: that it hung on the dead, nobody can tell who
 * has not made it (PROTOCOL.md, Next step). */
static gboolean
is_unheard_of (FodSimOracle *self, const char *key)
{
  return self->restored && !g_hash_table_contains (self->server->rows, key);
}

/* What was typed about it: nobody may find it, and nobody looks for it. */
static void
bury (FodSimOracle *self, const char *key)
{
  GPtrArray *tokens = g_hash_table_lookup (self->words, key);

  g_hash_table_add (self->erased, g_strdup (get_id (key)));
  for (guint i = 0; tokens != NULL && !is_unheard_of (self, key) && i < tokens->len; i++)
    g_hash_table_add (self->buried, g_strdup (tokens->pdata[i]));
  for (guint i = self->saves->len; i > 0; i--)
    if (g_str_equal (((FodSimSave *)self->saves->pdata[i - 1])->key, key))
      g_ptr_array_remove_index (self->saves, i - 1);
}

/* Returns: whether something more is dead: what hangs on the dead, as the server has it. */
static gboolean
bury_rows (FodSimOracle *self)
{
  GHashTableIter iter;
  gpointer key, data;
  gboolean more = FALSE;

  g_hash_table_iter_init (&iter, self->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      const FodSimRow *parent =
          is_dead (self, key) ? NULL : fod_sim_scopes_get_parent (self->server, data);

      if (parent != NULL && g_hash_table_contains (self->erased, parent->id))
        {
          bury (self, key);
          more = TRUE;
        }
    }
  return more;
}

/* ... and as a device has it that made it: a row that names a dead one; and what was written on top
 * of that. What the server had said yes to, and lost, is only there. */
static gboolean
bury_queue (FodSimOracle *self, const FodSimDump *dump)
{
  GHashTableIter iter;
  gpointer data;
  gboolean more = FALSE;

  g_hash_table_iter_init (&iter, dump->ops);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const FodSimQueued *queued = data;

      if ((queued->state == FOD_SIM_ARCHIVED &&
           g_hash_table_contains (self->server->rows, queued->key)) ||
          is_dead (self, queued->key) || strstr (queued->body, "\"k\":\"create\"") == NULL ||
          !names_dead (self, queued->body))
        continue;
      bury (self, queued->key);
      more = TRUE;
    }
  return more;
}

/* ... and as the server heard of it, and refused it. */
static gboolean
bury_refused (FodSimOracle *self)
{
  gboolean more = FALSE;

  for (guint i = 0; i < self->audit->len; i++)
    {
      const FodSimEntry *entry = self->audit->pdata[i];

      if (strcmp (entry->verb, "create") != 0 || is_dead (self, entry->key) ||
          !names_dead (self, entry->new_values))
        continue;
      bury (self, entry->key);
      more = TRUE;
    }
  return more;
}

static void
forget_audit (FodSimOracle *self)
{
  for (guint i = 0; i < self->audit->len; i++)
    {
      FodSimEntry *entry = self->audit->pdata[i];

      if (!is_dead (self, entry->key) && !names_dead (self, entry->new_values) &&
          !names_dead (self, entry->old_values))
        continue;
      g_clear_pointer (&entry->old_values, g_free);
      g_clear_pointer (&entry->new_values, g_free);
    }
}

void
fod_sim_oracle_bury (FodSimOracle *self)
{
  gboolean more = g_hash_table_size (self->erased) > 0;

  while (more)
    {
      more = bury_rows (self);
      more = bury_refused (self) || more;
      for (guint i = 0; i < FOD_SIM_DEVICES; i++)
        more = (self->devices[i] != NULL && bury_queue (self, self->devices[i])) || more;
    }
}

void
fod_sim_oracle_erase (FodSimOracle *self, const char *key)
{
  bury (self, key);
  fod_sim_oracle_bury (self);
  forget_audit (self);
}

/* The text of the buried that @text holds, or %NULL. */
static const char *
find_buried (FodSimOracle *self, const char *text)
{
  GHashTableIter iter;
  gpointer token;

  g_hash_table_iter_init (&iter, self->buried);
  while (text != NULL && g_hash_table_iter_next (&iter, &token, NULL))
    if (strstr (text, token) != NULL)
      return token;
  return NULL;
}

gboolean
fod_sim_oracle_is_buried (FodSimOracle *self, const FodSimQueued *queued)
{
  return is_dead (self, queued->key) || names_dead (self, queued->body) ||
         find_buried (self, queued->body) != NULL;
}

gboolean
fod_sim_oracle_is_of_dead (FodSimOracle *self, const FodOp *op)
{
  g_autofree char *fields = fod_wire_print_texts (op->fields);

  return g_hash_table_contains (self->erased, op->row) || names_dead (self, fields);
}

void
fod_sim_check_erased (FodSimOracle *self, const FodSimDump *before)
{
  GHashTableIter iter;
  gpointer key, data;

  g_hash_table_iter_init (&iter, self->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      const FodSimRow *row = data;
      const FodSimRow *old = before == NULL ? NULL : g_hash_table_lookup (before->rows, key);

      if (old != NULL && old->state == FOD_ROW_ERASED && row->state != FOD_ROW_ERASED)
        fod_sim_oracle_complain (self, 11, "%s was erased, and rose", (char *)key);
      if (is_dead (self, key) && row->state != FOD_ROW_ERASED)
        fod_sim_oracle_complain (self, 11, "%s hangs on who was erased, and is there", (char *)key);
      if (row->state == FOD_ROW_ERASED && strcmp (row->fields, "{}") != 0)
        fod_sim_oracle_complain (self, 11, "%s was erased, and is %s", (char *)key, row->fields);
    }
  for (guint i = self->audit->len - self->news; i < self->audit->len; i++)
    {
      const FodSimEntry *entry = self->audit->pdata[i];

      if ((is_dead (self, entry->key) && !is_unheard_of (self, entry->key) &&
           (entry->old_values != NULL || entry->new_values != NULL)) ||
          names_dead (self, entry->new_values) || find_buried (self, entry->new_values) != NULL)
        fod_sim_oracle_complain (self, 11, "entry %u of the audit tells of who was erased: %s",
                                 (guint)entry->seq, entry->new_values);
    }
}

void
fod_sim_check_words (FodSimOracle *self, guint number, const char *where, GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const char *token = find_buried (self, texts->pdata[i]);

      if (token != NULL)
        fod_sim_oracle_complain (self, number, "%s has \"%s\" of who was erased: %s", where, token,
                                 (char *)texts->pdata[i]);
    }
}

void
fod_sim_check_obeyed (FodSimOracle *self, guint device)
{
  const FodSimDump *dump = self->devices[device];
  GHashTableIter iter;
  gpointer key, data;

  if (g_hash_table_size (self->erased) == 0)
    return;
  g_hash_table_iter_init (&iter, dump->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    if (is_dead (self, key))
      fod_sim_oracle_complain (self, 12, "device %u holds %s, which was erased", device,
                               (char *)key);
  g_hash_table_iter_init (&iter, dump->ops);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const FodSimQueued *queued = data;

      if (fod_sim_oracle_is_buried (self, queued))
        fod_sim_oracle_complain (self, 12, "device %u keeps an op about who was erased: %s", device,
                                 queued->body);
    }
}
