/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodOp: a save as a value. Knows nothing of JSON or of what becomes of it. */

#include "config.h"

#include "wire/fod-op.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (FodOp, fod_op, fod_op_ref, fod_op_unref)

static const char *const verbs[] = {
  [FOD_OP_CREATE] = "create",     [FOD_OP_SET] = "set",         [FOD_OP_DELETE] = "delete",
  [FOD_OP_UNDELETE] = "undelete", [FOD_OP_RESOLVE] = "resolve",
};

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

FodOp *
fod_op_new (const char *id, FodOpVerb verb, const char *kind, const char *row)
{
  FodOp *self;

  g_return_val_if_fail (id != NULL && kind != NULL && row != NULL, NULL);

  self = g_new0 (FodOp, 1);
  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (id);
  self->kind = g_strdup (kind);
  self->row = g_strdup (row);
  self->verb = verb;
  self->fields = new_table ();
  self->base = new_table ();
  self->added = new_table ();
  self->removed = new_table ();
  return self;
}

static void
copy_texts (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (to, g_strdup (name), g_strdup (text));
}

FodOp *
fod_op_copy (const FodOp *self)
{
  FodOp *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = fod_op_new (self->id, self->verb, self->kind, self->row);
  copy->tx = g_strdup (self->tx);
  copy->hlc = self->hlc;
  copy->clock_session = self->clock_session;
  copy->schema = self->schema;
  copy_texts (copy->fields, self->fields);
  copy_texts (copy->base, self->base);
  copy_texts (copy->added, self->added);
  copy_texts (copy->removed, self->removed);
  return copy;
}

static gboolean
same_texts (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (!g_hash_table_contains (b, name) || g_strcmp0 (g_hash_table_lookup (b, name), text) != 0)
      return FALSE;
  return TRUE;
}

gboolean
fod_op_says_same (const FodOp *a, const FodOp *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return same_texts (a->fields, b->fields) && same_texts (a->added, b->added) &&
         same_texts (a->removed, b->removed);
}

FodOp *
fod_op_ref (FodOp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
fod_op_unref (FodOp *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  g_free (self->tx);
  g_free (self->kind);
  g_free (self->row);
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->base);
  g_hash_table_unref (self->added);
  g_hash_table_unref (self->removed);
  g_free (self);
}

const char *
fod_op_verb_to_text (FodOpVerb verb)
{
  g_return_val_if_fail ((guint)verb < G_N_ELEMENTS (verbs), NULL);

  return verbs[verb];
}

gboolean
fod_op_verb_from_text (const char *text, FodOpVerb *verb)
{
  g_return_val_if_fail (text != NULL && verb != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i], text) == 0)
      {
        *verb = (FodOpVerb)i;
        return TRUE;
      }
  return FALSE;
}
