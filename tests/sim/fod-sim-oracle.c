/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimOracle: what was seen so far, and when each part of it is judged. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include <stdarg.h>
#include <string.h>

static void
save_free (gpointer data)
{
  FodSimSave *save = data;

  g_free (save->key);
  g_free (save->field);
  g_free (save->token);
  g_free (save->tx);
  g_free (save);
}

static void
sent_free (gpointer data)
{
  FodSimSent *sent = data;

  fod_op_unref (sent->op);
  g_free (sent);
}

FodSimOracle *
fod_sim_oracle_new (void)
{
  FodSimOracle *self = g_new0 (FodSimOracle, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->spoilt = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->saves = g_ptr_array_new_with_free_func (save_free);
  self->ops = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sent_free);
  self->audit = g_ptr_array_new_with_free_func (fod_sim_entry_free);
  self->erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->buried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answered = g_hash_table_new (g_str_hash, g_str_equal);
  self->model = fod_sim_model_new_table ();
  return self;
}

void
fod_sim_oracle_free (FodSimOracle *self)
{
  g_clear_pointer (&self->server, fod_sim_dump_free);
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    {
      g_clear_pointer (&self->devices[i], fod_sim_dump_free);
      g_free (self->users[i]);
    }
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->cursors);
  g_hash_table_unref (self->spoilt);
  g_ptr_array_unref (self->saves);
  g_hash_table_unref (self->ops);
  g_hash_table_unref (self->erased);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->buried);
  g_hash_table_unref (self->ended);
  g_hash_table_unref (self->answered);
  g_ptr_array_unref (self->audit);
  g_clear_pointer (&self->end, fod_sim_entry_free);
  g_hash_table_unref (self->model);
  g_free (self->broken);
  g_free (self);
}

void
fod_sim_oracle_complain (FodSimOracle *self, guint number, const char *format, ...)
{
  va_list values;

  if (self->broken != NULL)
    return;
  va_start (values, format);
  self->broken = g_strdup_vprintf (format, values);
  va_end (values);
  self->number = number;
}

void
fod_sim_oracle_spoil (FodSimOracle *self, guint device, const char *key)
{
  g_hash_table_add (self->spoilt, g_strdup_printf ("%u %s", device, key));
  self->ill[device] = TRUE;
}

gboolean
fod_sim_oracle_is_spoilt (FodSimOracle *self, guint device, const char *key)
{
  g_autofree char *name = g_strdup_printf ("%u %s", device, key == NULL ? "" : key);
  GHashTableIter iter;
  gpointer spoilt;

  if (key != NULL)
    return g_hash_table_contains (self->spoilt, name);
  g_hash_table_iter_init (&iter, self->spoilt);
  while (g_hash_table_iter_next (&iter, &spoilt, NULL))
    if (g_str_has_prefix (spoilt, name))
      return TRUE;
  return FALSE;
}

void
fod_sim_oracle_copy_spoilt (FodSimOracle *self, guint from, guint to)
{
  g_autofree char *prefix = g_strdup_printf ("%u ", from);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer spoilt;

  g_hash_table_iter_init (&iter, self->spoilt);
  while (g_hash_table_iter_next (&iter, &spoilt, NULL))
    if (g_str_has_prefix (spoilt, prefix))
      g_ptr_array_add (keys, g_strdup (strchr (spoilt, ' ') + 1));
  for (guint i = 0; i < keys->len; i++)
    fod_sim_oracle_spoil (self, to, keys->pdata[i]);
}

/* Which value each field had at which version. */
static void
learn_row (FodSimOracle *self, const char *key, const FodSimRow *row)
{
  g_autoptr (GHashTable) fields = fod_sim_row_parse (row->fields);
  g_autoptr (GHashTable) versions = fod_sim_row_parse (row->versions);
  GHashTableIter iter;
  gpointer field, version;

  g_hash_table_iter_init (&iter, versions);
  while (g_hash_table_iter_next (&iter, &field, &version))
    g_hash_table_insert (self->values,
                         g_strjoin (" ", self->server->epoch, key, field, version, NULL),
                         g_strdup (g_hash_table_lookup (fields, field)));
}

static void
learn (FodSimOracle *self, const FodSimDump *before)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->server->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      const FodSimRow *old = before == NULL ? NULL : g_hash_table_lookup (before->rows, key);

      if (old == NULL || old->rv != ((FodSimRow *)row)->rv)
        learn_row (self, key, row);
    }
}

/* Who was let in again by a backup from before. */
static void
learn_ended (FodSimOracle *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_remove_all (self->ended);
  g_hash_table_iter_init (&iter, self->server->revoked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->ended, g_strdup (id));
}

void
fod_sim_oracle_see_server (FodSimOracle *self, FodSimDump *dump, gboolean restored)
{
  g_autoptr (FodSimDump) before = g_steal_pointer (&self->server);

  self->server = dump;
  if (restored)
    {
      g_clear_pointer (&before, fod_sim_dump_free);
      learn_ended (self);
      self->restored = TRUE;
    }
  fod_sim_check_chain (self, restored);
  fod_sim_check_erased (self, before);
  learn (self, before);
  fod_sim_check_server (self, before);
  fod_sim_check_conflicts (self);
  fod_sim_check_audit (self, before);
}

gint64
fod_sim_oracle_get_end (const FodSimOracle *self)
{
  return self->end == NULL ? 0 : self->end->seq;
}

static gboolean
same_texts (GHashTable *a, GHashTable *b)
{
  g_autofree char *one = fod_wire_print_texts (a);
  g_autofree char *other = fod_wire_print_texts (b);

  return strcmp (one, other) == 0;
}

/* In the base of one a version may stand where the other names the op that led to it. */
static gboolean
same_op (const FodOp *a, const FodOp *b)
{
  return a->verb == b->verb && strcmp (a->kind, b->kind) == 0 && strcmp (a->row, b->row) == 0 &&
         a->hlc == b->hlc && same_texts (a->fields, b->fields) && same_texts (a->added, b->added) &&
         same_texts (a->removed, b->removed);
}

void
fod_sim_oracle_see_ops (FodSimOracle *self, guint device, const FodPushRequest *request)
{
  guint session = 0;

  for (guint i = 0; i < request->ops->len; i++)
    session = MAX (session, ((FodOp *)request->ops->pdata[i])->clock_session);
  for (guint i = 0; i < request->ops->len; i++)
    {
      FodOp *op = request->ops->pdata[i];
      FodSimSent *sent = g_hash_table_lookup (self->ops, op->id);

      if (sent != NULL && !same_op (sent->op, op))
        fod_sim_oracle_complain (self, 5, "device %u sends op %s with another text", device,
                                 op->id);
      /* The server may hear it for the first time only now. */
      if (sent != NULL && g_hash_table_contains (self->answered, op->id))
        continue;
      sent = g_new0 (FodSimSent, 1);
      sent->op = fod_op_ref (op);
      sent->sent_at = request->sent_at;
      sent->session = session;
      g_hash_table_replace (self->ops, op->id, sent);
    }
}

void
fod_sim_oracle_see_device (
    FodSimOracle *self, guint device, FodSimDump *dump, gboolean anew, gboolean in_step)
{
  g_autoptr (FodSimDump) before = g_steal_pointer (&self->devices[device]);

  self->devices[device] = dump;
  if (anew)
    g_clear_pointer (&before, fod_sim_dump_free);
  fod_sim_oracle_bury (self);
  fod_sim_check_device (self, device, before, in_step);
}

void
fod_sim_oracle_end_device (FodSimOracle *self, guint device)
{
  g_clear_pointer (&self->devices[device], fod_sim_dump_free);
}

void
fod_sim_oracle_see_device_again (FodSimOracle *self, guint device, gboolean in_step)
{
  fod_sim_check_device (self, device, self->devices[device], in_step);
}

void
fod_sim_oracle_save (
    FodSimOracle *self, guint device, const char *key, const char *field, const char *token)
{
  FodSimSave *save;
  GPtrArray *words = g_hash_table_lookup (self->words, key);

  if (words == NULL)
    {
      words = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->words, g_strdup (key), words);
    }
  g_ptr_array_add (words, g_strdup (token));
  /* The device has not heard that there is nobody any more. */
  if (g_hash_table_contains (self->erased, strchr (key, ' ') + 1))
    {
      if (!self->restored)
        g_hash_table_add (self->buried, g_strdup (token));
      return;
    }
  /* One's own later save stands for the earlier one. */
  for (guint i = self->saves->len; i > 0; i--)
    {
      save = self->saves->pdata[i - 1];
      if (save->device == device && g_str_equal (save->key, key) &&
          g_str_equal (save->field, field))
        g_ptr_array_remove_index (self->saves, i - 1);
    }
  save = g_new0 (FodSimSave, 1);
  save->device = device;
  save->key = g_strdup (key);
  save->field = g_strdup (field);
  save->token = g_strdup (token);
  g_ptr_array_add (self->saves, save);
}

void
fod_sim_oracle_end_save (FodSimOracle *self, const char *tx)
{
  for (guint i = self->saves->len; i > 0; i--)
    {
      FodSimSave *save = self->saves->pdata[i - 1];

      if (save->tx == NULL && tx != NULL)
        save->tx = g_strdup (tx);
      else if (save->tx == NULL)
        g_ptr_array_remove_index (self->saves, i - 1);
    }
}

void
fod_sim_oracle_unsave (FodSimOracle *self, guint device, const char *tx, const char *key)
{
  for (guint i = self->saves->len; i > 0; i--)
    {
      const FodSimSave *save = self->saves->pdata[i - 1];

      if (save->device == device &&
          (tx != NULL ? g_strcmp0 (save->tx, tx) == 0 : g_str_equal (save->key, key)))
        g_ptr_array_remove_index (self->saves, i - 1);
    }
}
