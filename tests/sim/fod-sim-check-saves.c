/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for what people wrote (6, 19), and judges the end (9, 18). */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "store/fod-queue.h"

#include <string.h>

static gboolean
is_in_audit (FodSimOracle *self, const FodSimSave *save)
{
  for (guint i = self->audit->len; i > 0; i--)
    {
      const FodSimEntry *entry = self->audit->pdata[i - 1];

      if (entry->new_values != NULL && strstr (entry->new_values, save->token) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* @waiting: only what will still be sent, or is shown as refused, counts. */
static gboolean
is_on_device (const FodSimDump *dump, const FodSimSave *save, gboolean waiting)
{
  GHashTableIter iter;
  gpointer data;

  if (dump == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, dump->ops);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const FodSimQueued *queued = data;

      if ((!waiting || queued->state != FOD_SIM_ARCHIVED) &&
          strstr (queued->body, save->token) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
fod_sim_oracle_is_giving (FodSimOracle *self, guint device)
{
  GHashTableIter iter;
  gpointer data;
  gboolean again;

  if (self->devices[device] == NULL)
    return FALSE;
  /* What was answered before the server was restored is sent again. */
  again = g_strcmp0 (self->devices[device]->epoch, self->server->epoch) != 0;
  g_hash_table_iter_init (&iter, self->devices[device]->ops);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const FodSimQueued *queued = data;

      if ((again || queued->state != FOD_SIM_ARCHIVED) &&
          strstr (queued->body, "\"k\":\"set\"") != NULL &&
          (strstr (queued->body, "\"consultant\":") != NULL ||
           strstr (queued->body, "\"cover\":") != NULL))
        return TRUE;
    }
  return FALSE;
}

void
fod_sim_check_saves (FodSimOracle *self)
{
  for (guint i = 0; i < self->saves->len; i++)
    {
      FodSimSave *save = self->saves->pdata[i];
      const FodSimDump *dump = self->devices[save->device];
      gboolean same_epoch = dump == NULL || g_strcmp0 (dump->epoch, self->server->epoch) == 0;

      save->left = save->left || (dump != NULL && !g_hash_table_contains (dump->rows, save->key) &&
                                  !is_on_device (dump, save, FALSE));
      if (!is_in_audit (self, save) && !is_on_device (dump, save, same_epoch))
        fod_sim_oracle_complain (self, same_epoch ? 6 : 19,
                                 "device %u: \"%s\", saved in %s of %s, is nowhere", save->device,
                                 save->token, save->field, save->key);
    }
}

void
fod_sim_oracle_forget_strange (FodSimOracle *self, guint device)
{
  for (guint i = self->saves->len; i > 0; i--)
    {
      const FodSimSave *save = self->saves->pdata[i - 1];

      if (save->device == device && !is_in_audit (self, save) &&
          !is_on_device (self->devices[device], save, FALSE) &&
          (save->left || !g_hash_table_contains (self->devices[device]->rows, save->key)))
        g_ptr_array_remove_index (self->saves, i - 1);
    }
}

void
fod_sim_oracle_forget_disk (FodSimOracle *self, guint device)
{
  for (guint i = self->saves->len; i > 0; i--)
    {
      const FodSimSave *save = self->saves->pdata[i - 1];

      if (save->device == device && !is_in_audit (self, save) &&
          !is_on_device (self->devices[device], save, FALSE))
        g_ptr_array_remove_index (self->saves, i - 1);
    }
}

static gboolean
same_scopes (FodSimOracle *self, guint a, guint b)
{
  g_autoptr (GPtrArray) one = fod_sim_scopes_of_user (self->server, self->users[a]);
  g_autoptr (GPtrArray) other = fod_sim_scopes_of_user (self->server, self->users[b]);

  for (guint i = 0; i < one->len; i++)
    if (!fod_sim_scopes_have (other, one->pdata[i]))
      return FALSE;
  return one->len == other->len;
}

static void
compare (FodSimOracle *self, guint a, guint b)
{
  GHashTableIter iter;
  gpointer key, data;

  g_hash_table_iter_init (&iter, self->devices[a]->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      const FodSimRow *row = data;
      const FodSimRow *other = g_hash_table_lookup (self->devices[b]->rows, key);

      /* Who never saw a row alive need not know that it is dead. */
      if (row->state != 0 || fod_sim_oracle_is_spoilt (self, a, key) ||
          fod_sim_oracle_is_spoilt (self, b, key))
        continue;
      if (other == NULL || row->rv != other->rv || row->state != other->state ||
          strcmp (row->fields, other->fields) != 0 || strcmp (row->versions, other->versions) != 0)
        fod_sim_oracle_complain (self, 9, "devices %u and %u differ in %s", a, b, (char *)key);
    }
}

static void
check_heads (FodSimOracle *self, guint device)
{
  g_autoptr (GPtrArray) held = fod_sim_scopes_of_user (self->server, self->users[device]);

  for (guint i = 0; i < held->len; i++)
    {
      const char *head = g_hash_table_lookup (self->server->heads, held->pdata[i]);
      const char *mine = g_hash_table_lookup (self->devices[device]->heads, held->pdata[i]);

      if (g_strcmp0 (head, mine) != 0 && head != NULL)
        fod_sim_oracle_complain (self, 9, "device %u: %s is at %s, and the server at %s", device,
                                 (char *)held->pdata[i], mine, head);
    }
}

static void
check_queue (FodSimOracle *self, guint device)
{
  GHashTableIter iter;
  gpointer id, queued;

  g_hash_table_iter_init (&iter, self->devices[device]->ops);
  while (g_hash_table_iter_next (&iter, &id, &queued))
    if (((FodSimQueued *)queued)->state <= FOD_OP_IN_FLIGHT)
      fod_sim_oracle_complain (self, 18, "device %u: op %s still waits", device, (char *)id);
}

/* What the server had said yes to before it was restored, and a device still keeps, it has again.
 */
static void
check_given_back (FodSimOracle *self, guint device)
{
  GHashTableIter iter;
  gpointer id, queued;

  g_hash_table_iter_init (&iter, self->devices[device]->ops);
  while (g_hash_table_iter_next (&iter, &id, &queued))
    if (((FodSimQueued *)queued)->state == FOD_SIM_ARCHIVED &&
        !g_hash_table_contains (self->answered, id))
      fod_sim_oracle_complain (self, 19, "device %u: op %s was not given back", device, (char *)id);
}

void
fod_sim_oracle_rest (FodSimOracle *self)
{
  for (guint a = 0; a < FOD_SIM_DEVICES; a++)
    {
      if (self->devices[a] == NULL)
        continue;
      check_queue (self, a);
      if (!fod_sim_oracle_is_spoilt (self, a, NULL))
        check_heads (self, a);
      fod_sim_check_feeds (self, a);
      check_given_back (self, a);
      for (guint b = 0; b < FOD_SIM_DEVICES; b++)
        if (a != b && self->devices[b] != NULL && same_scopes (self, a, b))
          compare (self, a, b);
    }
}
