/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One op on its way into one row: what its author had seen, when it counts as written, and how the
 * row is stored. The rules of merging are elsewhere. */

#include "config.h"

#include "server/fod-server-change.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-feed.h"
#include "server/fod-server-result.h"

#include <string.h>

/* A clock is taken to be wrong from here on; nearer than that it is the network's delay. */
#define SKEW_MS (2 * 60 * 1000)

G_DEFINE_QUARK (fod-server-rejection-quark, fod_server_rejection)

const char *
fod_server_rejection_to_code (int rejection)
{
  switch ((FodServerRejection)rejection)
    {
    case FOD_SERVER_REJECTION_FORBIDDEN:
      return "forbidden";
    case FOD_SERVER_REJECTION_GONE:
      return "gone";
    case FOD_SERVER_REJECTION_FIELD_UNKNOWN:
      return "field_unknown";
    case FOD_SERVER_REJECTION_TRANSITION:
      return "transition";
    case FOD_SERVER_REJECTION_REF_MISSING:
      return "ref_missing";
    case FOD_SERVER_REJECTION_QUOTA:
      return "quota";
    case FOD_SERVER_REJECTION_INVALID:
    default:
      return "invalid";
    }
}

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

FodServerChange *
fod_server_change_new (
    FodServerWork *work, const FodOp *op, GHashTable *earlier, gint64 skew_ms, GError **error)
{
  g_autoptr (FodServerChange) self = g_new0 (FodServerChange, 1);

  self->work = work;
  self->op = op;
  self->earlier = earlier;
  self->skew_ms = skew_ms;
  self->spec = fod_schema_get (op->kind);
  self->result = fod_server_result_new (op->id);
  self->old_values = new_texts ();
  self->new_values = new_texts ();
  if (!fod_server_store_get_row (work->store, op->kind, op->row, &self->row, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
fod_server_change_free (FodServerChange *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->row, fod_stored_row_free);
  g_clear_pointer (&self->result, fod_op_result_free);
  g_hash_table_unref (self->old_values);
  g_hash_table_unref (self->new_values);
  g_free (self);
}

gboolean
fod_server_change_reject (FodServerChange *self,
                          FodServerRejection why,
                          const char *field,
                          GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_free (self->result->field);
  self->result->field = g_strdup (field);
  g_set_error_literal (error, FOD_SERVER_REJECTION, (int)why,
                       fod_server_rejection_to_code ((int)why));
  return FALSE;
}

/* What became of an own op that had not been answered when this one was written. */
static gboolean
get_base_of_op (
    FodServerChange *self, const char *op, const char *field, FodServerBase *base, GError **error)
{
  const FodOpResult *earlier = g_hash_table_lookup (self->earlier, op);
  g_autoptr (FodOpResult) stored = NULL;
  g_autofree char *text = NULL;

  if (earlier == NULL)
    {
      if (!fod_server_store_get_op (self->work->store, op, &text, error))
        return FALSE;
      if (text == NULL)
        return TRUE;
      stored = fod_server_result_from_text (op, text, error);
      if (stored == NULL)
        return FALSE;
      earlier = stored;
    }
  /* Of a refused one: what its author had seen, and so has this one's. */
  base->version = fod_server_result_get_version (earlier, field);
  base->told = earlier->result != FOD_RESULT_CONFLICT && earlier->result != FOD_RESULT_REJECTED;
  return TRUE;
}

gboolean
fod_server_change_get_base (FodServerChange *self,
                            const char *field,
                            FodServerBase *base,
                            GError **error)
{
  const char *text;

  g_return_val_if_fail (self != NULL && base != NULL, FALSE);

  memset (base, 0, sizeof *base);
  text = g_hash_table_lookup (self->op->base, field);
  if (text == NULL)
    return TRUE;
  base->given = TRUE;
  if (text[0] == '@')
    return get_base_of_op (self, text + 1, field, base, error);
  base->version = g_ascii_strtoull (text, NULL, 10);
  base->told = TRUE;
  return TRUE;
}

/* The time of the value that the editor had seen of @field. */
static gboolean
get_base_eff (FodServerChange *self, const char *field, guint64 *eff, GError **error)
{
  FodServerBase base;
  FodFieldMark mark;

  *eff = 0;
  if (!fod_server_change_get_base (self, field, &base, error))
    return FALSE;
  if (base.version == 0)
    return TRUE;
  fod_stored_row_get_mark (self->row, field, &mark);
  if (base.version >= mark.value_version)
    {
      *eff = mark.eff;
      return TRUE;
    }
  return fod_server_audit_get_eff (self->work, self->row->row, base.version, eff, error);
}

static gboolean
date_after (FodServerChange *self, GHashTable *fields, GError **error)
{
  GHashTableIter iter;
  gpointer field;
  guint64 eff;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      if (!get_base_eff (self, field, &eff, error))
        return FALSE;
      self->eff = MAX (self->eff, eff + 1);
    }
  return TRUE;
}

gboolean
fod_server_change_date (FodServerChange *self, GError **error)
{
  gint64 ms;
  guint64 limit;

  g_return_val_if_fail (self != NULL, FALSE);

  self->eff = self->op->hlc;
  if (ABS (self->skew_ms) > SKEW_MS)
    {
      ms = MAX (fod_hlc_get_ms (self->op->hlc) + self->skew_ms, 0);
      self->eff = fod_hlc_from_ms (ms) | (self->op->hlc & 0xffff);
    }
  limit = fod_hlc_from_ms (self->work->now + SKEW_MS);
  self->eff = MIN (self->eff, limit);
  if (self->row == NULL)
    return TRUE;
  return date_after (self, self->op->fields, error) && date_after (self, self->op->added, error) &&
         date_after (self, self->op->removed, error);
}

void
fod_server_change_raise (FodServerChange *self)
{
  g_return_if_fail (self != NULL && self->row != NULL);

  if (!self->raised)
    self->row->row->rv++;
  self->raised = TRUE;
}

void
fod_server_change_write (FodServerChange *self, const char *field, const char *value)
{
  const char *old;

  g_return_if_fail (self != NULL && self->row != NULL);

  fod_server_change_raise (self);
  old = fod_stored_row_get (self->row, field);
  g_hash_table_insert (self->old_values, g_strdup (field), g_strdup (old));
  g_hash_table_insert (self->new_values, g_strdup (field), g_strdup (value));
  fod_stored_row_set (self->row, field, value, self->eff, self->work->user->id);
}

gboolean
fod_server_change_check (FodServerChange *self, GError **error)
{
  g_autoptr (FodRecord) record = NULL;
  g_autoptr (GError) broken = NULL;
  const FodField *field = NULL;

  g_return_val_if_fail (self != NULL && self->row != NULL, FALSE);

  record = fod_stored_row_dup_record (self->row, self->spec);
  if (fod_record_check (record, &field, &broken))
    return TRUE;
  return fod_server_change_reject (self, FOD_SERVER_REJECTION_INVALID,
                                   field == NULL ? NULL : field->name, error);
}

gboolean
fod_server_change_save (FodServerChange *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->row != NULL, FALSE);

  return fod_server_store_put_row (self->work->store, self->row, error) &&
         fod_server_feed_mark (self->work, self->row, !self->surprise, error);
}

gboolean
fod_server_change_save_other (FodServerChange *self,
                              FodStoredRow *row,
                              const char *verb,
                              GError **error)
{
  FodServerAuditEntry *entry;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  if (!fod_server_store_put_row (self->work->store, row, error) ||
      !fod_server_feed_mark (self->work, row, FALSE, error))
    return FALSE;
  entry = fod_server_audit_new (row->row->kind, row->row->id, verb, "ok");
  entry->op = g_strdup (self->op->id);
  entry->hlc = self->op->hlc;
  entry->eff = self->eff;
  entry->rv = row->row->rv;
  if (row->row->state == FOD_ROW_LIVE)
    entry->new_values = fod_wire_print_texts (row->row->fields);
  fod_server_audit_add (self->work, entry);
  return TRUE;
}

void
fod_server_change_worsen (FodServerChange *self, FodResultCode result)
{
  g_return_if_fail (self != NULL);

  self->surprise = TRUE;
  if (self->result->result < result)
    self->result->result = result;
}
