/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server told of histories, kept so that it can be read without it. */

#include "config.h"

#include "store/fod-hearsay.h"

#include "store/fod-base.h"

#include <string.h>

void
fod_hearsay_free (FodHearsay *self)
{
  g_clear_pointer (&self->reply, fod_history_reply_free);
  g_free (self);
}

gboolean
fod_hearsay_get (FodLedger *ledger, const char *row, FodHearsay **hearsay, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger), "SELECT mark, at_ms, body FROM told WHERE \"row\" = ?1", error);
  gboolean has_row = FALSE;
  const char *body;

  *hearsay = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, row);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *hearsay = g_new0 (FodHearsay, 1);
  (*hearsay)->mark = fod_stmt_get_int (stmt, 0);
  (*hearsay)->at_ms = fod_stmt_get_int (stmt, 1);
  body = fod_stmt_get_text (stmt, 2);
  (*hearsay)->reply = fod_wire_parse_history_reply (body, strlen (body), NULL);
  /* Another version of this program wrote it: the server is asked again. */
  if ((*hearsay)->reply == NULL)
    g_clear_pointer (hearsay, fod_hearsay_free);
  return TRUE;
}

static gboolean
put (FodLedger *ledger, const char *row, const FodHistoryReply *reply, GError **error)
{
  g_autofree char *body = fod_wire_print_history_reply (reply);
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "INSERT OR REPLACE INTO told (\"row\", mark, at_ms, body) VALUES (?1, "
                    "(SELECT ifnull(max(seq), 0) FROM history), ?2, ?3)",
                    error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, row);
  fod_stmt_bind_int (stmt, 2, fod_clock_get_real_ms (fod_ledger_get_clock (ledger)));
  fod_stmt_bind_text (stmt, 3, body);
  return fod_stmt_run (stmt, error);
}

/* What came by a pull since the server was asked may be missing in its answer. */
static gboolean
take (FodLedger *ledger,
      const char *kind,
      const char *row,
      const FodHistoryReply *reply,
      GError **error)
{
  g_autofree char *epoch = fod_ledger_dup_setting (ledger, "epoch");
  g_autoptr (FodBase) base = NULL;

  if (!fod_base_get (ledger, kind, row, &base, error))
    return FALSE;
  return base == NULL || base->row->rv > reply->rv || g_strcmp0 (epoch, reply->epoch) != 0 ||
         put (ledger, row, reply, error);
}

gboolean
fod_hearsay_take (FodLedger *ledger,
                  const char *kind,
                  const char *row,
                  const FodHistoryReply *reply,
                  GError **error)
{
  return fod_ledger_begin (ledger, error) &&
         fod_ledger_end (ledger, take (ledger, kind, row, reply, error), error);
}

gboolean
fod_hearsay_forget (FodLedger *ledger, const char *row, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger), "DELETE FROM told WHERE \"row\" = ?1", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, row);
  return fod_stmt_run (stmt, error);
}
