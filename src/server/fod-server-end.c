/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of a device's access: what it still has goes into the quarantine, and it is told, in a
 * way that nobody else can tell it, that this was all. */

#include "config.h"

#include "server/fod-server-end.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-result.h"

#include <string.h>

/* The audit's bytes that a device without access may fill: more than any laptop has waiting, and an
 * end for who found its token. */
#define QUOTA_BYTES ((gint64)64 * 1024 * 1024)
#define ENTRY_BYTES 512

static gboolean
load_used (FodServerWork *work, const char *key, gint64 *used, GError **error)
{
  g_autofree char *text = NULL;

  if (!fod_server_store_get_meta (work->store, key, &text, error))
    return FALSE;
  *used = text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

static gboolean
store_used (FodServerWork *work, const char *key, gint64 used, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, used);

  if (used <= QUOTA_BYTES)
    return fod_server_store_put_meta (work->store, key, text, error);
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_QUOTA, "too much is left");
  return FALSE;
}

/* As a change to what the device may not see: that is what the quarantine is made of. */
static gboolean
keep_op (FodServerWork *work, const FodOp *op, gint64 *used, GError **error)
{
  g_autofree char *known = NULL;
  g_autofree char *text = NULL;
  g_autoptr (FodOpResult) result = NULL;
  FodServerAuditEntry *entry;
  gboolean erased = FALSE;

  if (!fod_server_store_get_op (work->store, op->id, &known, error) ||
      !fod_server_erase_concerns (work, op, &erased, error))
    return FALSE;
  if (known != NULL)
    return TRUE;
  result = fod_server_result_new (op->id);
  result->result = FOD_RESULT_REJECTED;
  result->code = g_strdup ("forbidden");
  text = fod_server_result_to_text (result);
  entry = fod_server_audit_new (op->kind, op->row, fod_op_verb_to_text (op->verb), "forbidden");
  entry->op = g_strdup (op->id);
  entry->hlc = op->hlc;
  if (!erased)
    entry->new_values = fod_server_audit_dup_written (op, NULL);
  *used += ENTRY_BYTES + (entry->new_values == NULL ? 0 : (gint64)strlen (entry->new_values));
  fod_server_audit_add (work, entry);
  return fod_server_store_put_op (work->store, op->id, work->device->id, text, error);
}

/* What the server knows already costs nothing: a device sends again what was not answered. */
static gboolean
keep_ops (FodServerWork *work, GPtrArray *ops, GError **error)
{
  g_autofree char *key = g_strconcat ("handed-over:", work->device->id, NULL);
  gint64 before;
  gint64 used;

  if (!load_used (work, key, &before, error))
    return FALSE;
  used = before;
  for (guint i = 0; i < ops->len; i++)
    if (!keep_op (work, ops->pdata[i], &used, error))
      return FALSE;
  return used == before || store_used (work, key, used, error);
}

static gboolean
note_end (FodServerWork *work, GError **error)
{
  if (work->device->state == FOD_SERVER_DEVICE_ENDED)
    return TRUE;
  work->device->state = FOD_SERVER_DEVICE_ENDED;
  work->device->last_seen = work->now;
  fod_server_audit_add (work, fod_server_audit_new ("device", work->device->id, "end", "ok"));
  return fod_server_store_put_device (work->store, work->device, error);
}

FodEndReply *
fod_server_end (FodServerWork *work,
                const FodPushRequest *request,
                const char *token,
                GError **error)
{
  FodEndReply *reply;

  g_return_val_if_fail (work != NULL && work->device != NULL, NULL);
  g_return_val_if_fail (request != NULL && token != NULL, NULL);

  if (request->nonce == NULL)
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_FORM, "no nonce");
      return NULL;
    }
  /* A device of another epoch has more than waits: what was answered, and lost since. */
  if (!fod_server_work_admit (work, request->device, request->epoch, request->run, error))
    return NULL;
  if (!keep_ops (work, request->ops, error))
    return NULL;
  if (request->ops->len == 0 && !note_end (work, error))
    return NULL;
  reply = g_new0 (FodEndReply, 1);
  reply->taken = request->ops->len;
  reply->proof = fod_wire_dup_end_proof (token, request);
  return reply;
}
