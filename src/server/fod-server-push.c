/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A batch of ops: groups, savepoints, what is answered and what is remembered. */

#include "config.h"

#include "server/fod-server-push.h"

#include "server/fod-server-apply.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-result.h"
#include "server/fod-server-scopes.h"
#include "wire/fod-op-step.h"

#include <string.h>

typedef struct
{
  FodServerWork *work;
  const FodPushRequest *request;
  GPtrArray *ops;      /* the request's, in the words of the server's schema */
  GHashTable *altered; /* those of them that are not said as they were written */
  GHashTable *earlier; /* op id → FodOpResult, owned by the reply */
  guint session;       /* the clock session that sent_at is of */
  gint64 skew_ms;
  FodPushReply *reply;
} FodPush;

static void
answer (FodPush *push, FodOpResult *result)
{
  g_ptr_array_add (push->reply->results, result);
  g_hash_table_insert (push->earlier, result->op, result);
}

/* A row that was taken away since: all that can be said is that the op is done with. What is not
 * just as it was written has no versions to tell, for they would be those of somebody's words. */
static void
hide_row (FodOpResult *result)
{
  if (result->result != FOD_RESULT_DUP)
    {
      result->rv = 0;
      g_hash_table_remove_all (result->versions);
    }
  result->result = FOD_RESULT_DUP;
}

/* The row as it stands, when the one who asks may see it. */
static gboolean
add_row (FodPush *push, const FodOp *op, FodOpResult *result, GError **error)
{
  g_autoptr (FodStoredRow) row = NULL;
  gboolean seen = FALSE;

  if (result->result == FOD_RESULT_OK)
    return TRUE;
  if (!fod_server_store_get_row (push->work->store, op->kind, op->row, &row, error))
    return FALSE;
  if (row != NULL && !fod_server_scopes_see (push->work, row, &seen, error))
    return FALSE;
  if (seen)
    result->row = fod_stored_row_dup_wire (row);
  else if (result->result != FOD_RESULT_REJECTED)
    hide_row (result);
  return TRUE;
}

/* Answers an op that came before. A refused one is refused again: the first answer may be lost. */
static gboolean
answer_seen (FodPush *push, const FodOp *op, gboolean *seen, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (FodOpResult) result = NULL;

  *seen = FALSE;
  if (!fod_server_store_get_op (push->work->store, op->id, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  result = fod_server_result_from_text (op->id, text, error);
  if (result == NULL)
    return FALSE;
  if (result->result == FOD_RESULT_OK)
    result->result = FOD_RESULT_DUP;
  if (!add_row (push, op, result, error))
    return FALSE;
  answer (push, g_steal_pointer (&result));
  *seen = TRUE;
  return TRUE;
}

static char *
print_if (GHashTable *texts)
{
  return g_hash_table_size (texts) == 0 ? NULL : fod_wire_print_texts (texts);
}

/* What is refused because it is about somebody who was erased leaves no word. */
static gboolean
note_values (FodPush *push,
             const FodOp *op,
             FodServerChange *change,
             FodServerAuditEntry *entry,
             GError **error)
{
  const FodOpResult *result = change->result;
  gboolean erased = FALSE;

  if (result->result == FOD_RESULT_REJECTED &&
      !fod_server_erase_concerns (push->work, op, &erased, error))
    return FALSE;
  if (erased)
    return TRUE;
  entry->old_values = print_if (change->old_values);
  entry->new_values = result->result == FOD_RESULT_OK && op->verb != FOD_OP_RESOLVE
                          ? print_if (change->new_values)
                          : fod_server_audit_dup_written (op, change->new_values);
  return TRUE;
}

/* What was written stays in the audit, also when it was refused. */
static gboolean
remember (FodPush *push, const FodOp *op, FodServerChange *change, GError **error)
{
  FodOpResult *result = change->result;
  g_autofree char *text = fod_server_result_to_text (result);
  FodServerAuditEntry *entry = fod_server_audit_new (
      op->kind, op->row, fod_op_verb_to_text (change->joins ? FOD_OP_SET : op->verb),
      result->code == NULL ? "ok" : result->code);

  entry->op = g_strdup (op->id);
  entry->hlc = op->hlc;
  entry->eff = change->eff;
  entry->rv = result->rv;
  if (result->result == FOD_RESULT_MERGED || result->result == FOD_RESULT_CONFLICT)
    {
      g_free (entry->result);
      entry->result = g_strdup (result->result == FOD_RESULT_MERGED ? "merged" : "conflict");
    }
  if (!note_values (push, op, change, entry, error))
    {
      fod_server_audit_entry_free (entry);
      return FALSE;
    }
  fod_server_audit_add (push->work, entry);
  return fod_server_store_put_op (push->work->store, op->id, push->work->device->id, text, error) &&
         add_row (push, op, result, error);
}

static FodServerChange *
start (FodPush *push, const FodOp *op, GError **error)
{
  gint64 skew_ms = op->clock_session == push->session ? push->skew_ms : 0;

  return fod_server_change_new (push->work, op, push->earlier, skew_ms, error);
}

/* What the author of a refused op had seen is what it leads to for those that were made on top. */
static gboolean
note_seen (FodServerChange *change, GError **error)
{
  GHashTableIter iter;
  gpointer field;

  g_hash_table_iter_init (&iter, change->op->base);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      FodServerBase base;

      if (!fod_server_change_get_base (change, field, &base, error))
        return FALSE;
      if (*(const char *)field == '\0')
        change->result->rv = base.version;
      else if (base.version > 0)
        fod_server_result_set_version (change->result, field, base.version);
    }
  return TRUE;
}

/* Refuses every op of a group in which one can't be taken. */
static gboolean
refuse (FodPush *push, GPtrArray *ops, const FodOp *culprit, FodOpResult *why, GError **error)
{
  for (guint i = 0; i < ops->len; i++)
    {
      const FodOp *op = ops->pdata[i];
      g_autoptr (FodServerChange) change = start (push, op, error);

      if (change == NULL)
        return FALSE;
      change->result->result = FOD_RESULT_REJECTED;
      change->result->code = g_strdup (why->code);
      if (op == culprit)
        change->result->field = g_strdup (why->field);
      if (!note_seen (change, error) || !remember (push, op, change, error))
        return FALSE;
      answer (push, g_steal_pointer (&change->result));
    }
  return TRUE;
}

/* Applies the ops one after the other; a refused one ends it with its result in @why. */
static gboolean
apply_all (FodPush *push, GPtrArray *ops, const FodOp **culprit, FodOpResult **why, GError **error)
{
  for (guint i = 0; i < ops->len; i++)
    {
      const FodOp *op = ops->pdata[i];
      g_autoptr (FodServerChange) change = start (push, op, error);
      g_autoptr (GError) refused = NULL;

      if (change == NULL)
        return FALSE;
      /* Who wrote it does not know all that it came to. */
      if (g_hash_table_contains (push->altered, op))
        fod_server_change_worsen (change, FOD_RESULT_MERGED);
      if (!fod_server_apply (change, &refused))
        {
          if (refused->domain != FOD_SERVER_REJECTION)
            {
              g_propagate_error (error, g_steal_pointer (&refused));
              return FALSE;
            }
          change->result->code = g_strdup (fod_server_rejection_to_code (refused->code));
          *why = g_steal_pointer (&change->result);
          *culprit = op;
          return TRUE;
        }
      if (!remember (push, op, change, error))
        return FALSE;
      answer (push, g_steal_pointer (&change->result));
    }
  return TRUE;
}

static void
forget_answers (FodPush *push, guint from)
{
  for (guint i = from; i < push->reply->results->len; i++)
    {
      const FodOpResult *result = push->reply->results->pdata[i];

      g_hash_table_remove (push->earlier, result->op);
    }
  g_ptr_array_set_size (push->reply->results, (int)from);
}

/* One tx: all of it or nothing. */
static gboolean
settle_group (FodPush *push, GPtrArray *ops, GError **error)
{
  FodServerWork *work = push->work;
  guint audited = work->audit->len;
  guint from = push->reply->results->len;
  const FodOp *culprit = NULL;
  g_autoptr (FodOpResult) why = NULL;

  if (ops->len == 0)
    return TRUE;
  if (!fod_server_store_savepoint (work->store, error) ||
      !apply_all (push, ops, &culprit, &why, error))
    return FALSE;
  if (why == NULL)
    return fod_server_store_release (work->store, TRUE, error);

  if (!fod_server_store_release (work->store, FALSE, error))
    return FALSE;
  g_ptr_array_set_size (work->audit, (int)audited);
  fod_server_scopes_forget (work);
  forget_answers (push, from);
  return refuse (push, ops, culprit, why, error);
}

static gboolean
same_group (const FodOp *a, const FodOp *b)
{
  return a->tx != NULL && g_strcmp0 (a->tx, b->tx) == 0;
}

/* Settles the group that begins at @from; answers come in the order of the ops. */
static gboolean
settle_from (FodPush *push, guint from, guint *next, GError **error)
{
  GPtrArray *ops = push->ops;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  guint end = from + 1;

  while (end < ops->len && same_group (ops->pdata[from], ops->pdata[end]))
    end++;
  *next = end;
  for (guint i = from; i < end; i++)
    {
      const FodOp *op = ops->pdata[i];
      gboolean seen = g_hash_table_contains (push->earlier, op->id);

      if (!seen && !answer_seen (push, op, &seen, error))
        return FALSE;
      if (!seen)
        g_ptr_array_add (fresh, (gpointer)op);
    }
  return settle_group (push, fresh, error);
}

static void
read_clock (FodPush *push)
{
  for (guint i = 0; i < push->ops->len; i++)
    {
      const FodOp *op = push->ops->pdata[i];

      push->session = MAX (push->session, op->clock_session);
    }
  push->skew_ms = push->work->now - push->request->sent_at;
}

static void
add_refs (GPtrArray *ids, const FodOp *op)
{
  const FodSpec *spec = fod_schema_get (op->kind);

  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];
      const char *value = g_hash_table_lookup (op->fields, field->name);

      /* What only administrators change needs no lock: they work alone. */
      if (value != NULL && field->type == FOD_FIELD_REF && !fod_schema_get (field->of)->server_only)
        g_ptr_array_add (ids, (gpointer)value);
    }
}

/* Every row that the batch may change or build on, before the first is read. */
static gboolean
lock_all (FodPush *push, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < push->ops->len; i++)
    {
      const FodOp *op = push->ops->pdata[i];

      g_ptr_array_add (ids, op->row);
      add_refs (ids, op);
    }
  return fod_server_store_lock_rows (push->work->store, ids, error);
}

/* The queue of a program may be older than the program. */
static void
upgrade_all (FodPush *push)
{
  for (guint i = 0; i < push->request->ops->len; i++)
    {
      gboolean altered = FALSE;
      FodOp *op = fod_op_upgrade (push->request->ops->pdata[i], FOD_SCHEMA_VERSION, &altered);

      g_ptr_array_add (push->ops, op);
      if (altered)
        g_hash_table_add (push->altered, op);
    }
}

FodPushReply *
fod_server_push (FodServerWork *work, const FodPushRequest *request, GError **error)
{
  g_autoptr (FodPushReply) reply = NULL;
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  g_autoptr (GHashTable) altered = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) earlier = g_hash_table_new (g_str_hash, g_str_equal);
  FodPush push = { work, request, ops, altered, earlier, 0, 0, NULL };
  guint next = 0;

  g_return_val_if_fail (work != NULL && request != NULL, NULL);

  if (!fod_server_work_admit_schema (request->schema, fod_schema_versions.min_push,
                                     FOD_SCHEMA_VERSION, error) ||
      !fod_server_work_admit (work, request->device, request->epoch, request->run, error))
    return NULL;
  reply = g_new0 (FodPushReply, 1);
  reply->epoch = g_strdup (work->epoch);
  reply->now = work->now;
  reply->results = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_result_free);
  push.reply = reply;
  upgrade_all (&push);
  read_clock (&push);
  if (!lock_all (&push, error))
    return NULL;
  while (next < ops->len)
    if (!settle_from (&push, next, &next, error))
      return NULL;
  return g_steal_pointer (&reply);
}
