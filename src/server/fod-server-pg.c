/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One connection to PostgreSQL in pipeline mode: what is sent, what is still to be answered, and
 * what an SQLSTATE means to a caller. Knows no table. */

#include "config.h"

#include "server/fod-server-pg.h"

#include "db/fod-db-error.h"

#include <string.h>

/* So many answers may wait to be taken; a move of a whole database sends millions of writes. */
#define MAX_PENDING 1000

struct _FodPg
{
  PGconn *conn;
  GHashTable *prepared; /* SQL → the statement's name */
  guint pending;        /* commands that were sent and not answered, syncs too */
  guint syncs;          /* those of them that end a failure */
  gboolean open;        /* a transaction */
  guint patience_ms;
  gint64 deadline_us;
};

static const struct
{
  const char *prefix;
  FodDbError code;
} states[] = {
  /* Two at the same key: the second finds on its next try what the first wrote. */
  { "23505", FOD_DB_ERROR_AGAIN },   { "40", FOD_DB_ERROR_AGAIN },
  { "23", FOD_DB_ERROR_CONSTRAINT }, { "25006", FOD_DB_ERROR_READ_ONLY },
  { "53100", FOD_DB_ERROR_FULL },    { "08", FOD_DB_ERROR_BUSY },
  { "53", FOD_DB_ERROR_BUSY },       { "55P03", FOD_DB_ERROR_BUSY },
  { "57", FOD_DB_ERROR_BUSY },       { "58", FOD_DB_ERROR_IO },
  { "XX00", FOD_DB_ERROR_DAMAGED },
};

static gboolean
fail_connection (FodPg *self, GError **error)
{
  g_autofree char *why = g_strchomp (g_strdup (PQerrorMessage (self->conn)));

  g_set_error (error, FOD_DB_ERROR, FOD_DB_ERROR_BUSY, "PostgreSQL: %s", why);
  return FALSE;
}

/* PostgreSQL's own message may quote a value, so only the state and the constraint are kept. */
static gboolean
fail_result (FodPg *self, const PGresult *result, GError **error)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *name = PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME);
  FodDbError code = FOD_DB_ERROR_FAILED;

  if (state == NULL)
    return fail_connection (self, error);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_has_prefix (state, states[i].prefix))
      {
        code = states[i].code;
        break;
      }
  g_set_error (error, FOD_DB_ERROR, (int)code, "PostgreSQL: %s %s", state,
               name == NULL ? "" : name);
  return FALSE;
}

static gboolean
is_good (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* The answer to the oldest command; NULL when the connection broke. */
static PGresult *
take_answer (FodPg *self)
{
  PGresult *result = PQgetResult (self->conn);

  self->pending--;
  if (PQresultStatus (result) == PGRES_PIPELINE_SYNC)
    self->syncs--;
  else if (result != NULL)
    PQclear (PQgetResult (self->conn));
  return result;
}

static gboolean
send_sync (FodPg *self)
{
  if (PQpipelineSync (self->conn) != 1)
    return FALSE;
  self->pending++;
  self->syncs++;
  return TRUE;
}

/* Goes over to where a command is understood again. */
static void
recover (FodPg *self)
{
  if (self->syncs == 0 && !send_sync (self))
    return;
  while (self->pending > 0 && PQstatus (self->conn) == CONNECTION_OK)
    PQclear (take_answer (self));
}

/* Takes all answers but those of the last @but commands. */
static gboolean
take_answers (FodPg *self, guint but, GError **error)
{
  while (self->pending > but)
    {
      g_autoptr (PGresult) result = take_answer (self);

      if (result == NULL)
        return fail_connection (self, error);
      if (PQresultStatus (result) == PGRES_PIPELINE_SYNC || is_good (result))
        continue;
      fail_result (self, result, error);
      recover (self);
      return FALSE;
    }
  return TRUE;
}

/* A transaction stays open over a flush; without one each command ends with a sync. */
static gboolean
push_out (FodPg *self, gboolean sync, GError **error)
{
  gboolean sent = sync ? send_sync (self) : PQsendFlushRequest (self->conn) == 1;

  return (sent && PQflush (self->conn) == 0) || fail_connection (self, error);
}

/* Waits for it: a name is known only when it is there. */
static const char *
prepare (FodPg *self, const char *sql, GError **error)
{
  char *name = g_hash_table_lookup (self->prepared, sql);

  if (name != NULL)
    return name;
  name = g_strdup_printf ("fod_%u", g_hash_table_size (self->prepared));
  if (PQsendPrepare (self->conn, name, sql, 0, NULL) != 1)
    {
      g_free (name);
      fail_connection (self, error);
      return NULL;
    }
  self->pending++;
  if (!push_out (self, !self->open, error) || !take_answers (self, 0, error))
    {
      g_free (name);
      return NULL;
    }
  g_hash_table_insert (self->prepared, g_strdup (sql), name);
  return name;
}

static gboolean
check_patience (FodPg *self, GError **error)
{
  if (!self->open || self->deadline_us == 0 || g_get_monotonic_time () < self->deadline_us)
    return TRUE;
  g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_BUSY, "PostgreSQL: it takes too long");
  return FALSE;
}

static gboolean
queue (FodPg *self, const char *sql, int n, const char *const *values, GError **error)
{
  const char *name;

  if (!check_patience (self, error))
    return FALSE;
  name = prepare (self, sql, error);
  if (name == NULL)
    return FALSE;
  if (PQsendQueryPrepared (self->conn, name, n, values, NULL, NULL, 0) != 1)
    return fail_connection (self, error);
  self->pending++;
  return TRUE;
}

gboolean
fod_pg_send (FodPg *self, const char *sql, int n, const char *const *values, GError **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);

  if (!queue (self, sql, n, values, error))
    return FALSE;
  return (self->open && self->pending < MAX_PENDING) ||
         (push_out (self, !self->open, error) && take_answers (self, 0, error));
}

PGresult *
fod_pg_query (FodPg *self, const char *sql, int n, const char *const *values, GError **error)
{
  guint after = self->open ? 0 : 1;
  g_autoptr (PGresult) result = NULL;

  g_return_val_if_fail (self != NULL && sql != NULL, NULL);

  if (!queue (self, sql, n, values, error) || !push_out (self, !self->open, error) ||
      !take_answers (self, after + 1, error))
    return NULL;
  result = take_answer (self);
  if (result == NULL)
    {
      fail_connection (self, error);
      return NULL;
    }
  if (!is_good (result))
    {
      fail_result (self, result, error);
      recover (self);
      return NULL;
    }
  return take_answers (self, 0, error) ? g_steal_pointer (&result) : NULL;
}

gboolean
fod_pg_begin (FodPg *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL && !self->open, FALSE);

  self->open = TRUE;
  self->deadline_us =
      self->patience_ms == 0 ? 0 : g_get_monotonic_time () + (gint64)self->patience_ms * 1000;
  if (queue (self, sql, 0, NULL, error))
    return TRUE;
  self->open = FALSE;
  return FALSE;
}

/* A COMMIT of a transaction that failed before is answered as well, by "ROLLBACK". */
static gboolean
end (FodPg *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = NULL;
  gboolean done;

  self->deadline_us = 0;
  if (!queue (self, sql, 0, NULL, error))
    {
      self->open = FALSE;
      return FALSE;
    }
  self->open = FALSE;
  if (!push_out (self, TRUE, error) || !take_answers (self, 2, error))
    return FALSE;
  result = take_answer (self);
  if (result == NULL)
    return fail_connection (self, error);
  done = is_good (result) && strcmp (PQcmdStatus (result), sql) == 0;
  if (!done && is_good (result))
    g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED, "PostgreSQL: rolled back");
  else if (!done)
    fail_result (self, result, error);
  return take_answers (self, 0, done ? error : NULL) && done;
}

gboolean
fod_pg_commit (FodPg *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->open, FALSE);

  if (end (self, "COMMIT", error))
    return TRUE;
  fod_pg_rollback (self);
  return FALSE;
}

void
fod_pg_rollback (FodPg *self)
{
  g_return_if_fail (self != NULL);

  if (PQstatus (self->conn) == CONNECTION_OK)
    recover (self);
  if (PQstatus (self->conn) == CONNECTION_OK && PQtransactionStatus (self->conn) != PQTRANS_IDLE)
    {
      self->open = TRUE;
      end (self, "ROLLBACK", NULL);
    }
  self->open = FALSE;
}

gboolean
fod_pg_is_alive (FodPg *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->pending == 0 && PQconsumeInput (self->conn) == 1 &&
         PQstatus (self->conn) == CONNECTION_OK;
}

gboolean
fod_pg_set_patience (FodPg *self, guint ms, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", ms);
  const char *const values[] = { text };

  g_return_val_if_fail (self != NULL, FALSE);

  self->patience_ms = ms;
  return fod_pg_send (self, "SELECT set_config('statement_timeout', $1, false)", 1, values, error);
}

guint
fod_pg_get_patience (FodPg *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->patience_ms;
}

PGconn *
fod_pg_get_handle (FodPg *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->conn;
}

/* What an answer promises has to be on the disk, and a process that hangs must not hold locks for
 * ever. A stricter setting of the administrator's stands. */
static gboolean
set_up (FodPg *self, GError **error)
{
  return fod_pg_send (self,
                      "SELECT set_config('synchronous_commit', 'on', false)"
                      " WHERE current_setting('synchronous_commit') = 'off'",
                      0, NULL, error) &&
         fod_pg_send (self,
                      "SELECT set_config('idle_in_transaction_session_timeout', '60000', false)"
                      " WHERE current_setting('idle_in_transaction_session_timeout') = '0'",
                      0, NULL, error);
}

/* libpq would write them to the terminal. */
static void
ignore_notice (void *data, const char *message)
{
}

FodPg *
fod_pg_new (const char *conninfo, GError **error)
{
  /* A database's name that reads like a conninfo is taken apart as one, and what stands in it
   * counts more than what stands before it: a host that is away must not hold a thread for long. */
  static const char *const words[] = { "fallback_application_name", "connect_timeout",
                                       "keepalives_idle",           "keepalives_interval",
                                       "tcp_user_timeout",          "dbname",
                                       "client_encoding",           NULL };
  const char *const values[] = { "fodfaeste-server", "10",   "30", "5", "30000",
                                 conninfo,           "UTF8", NULL };
  g_autoptr (FodPg) self = NULL;

  g_return_val_if_fail (conninfo != NULL, NULL);

  self = g_new0 (FodPg, 1);
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->conn = PQconnectdbParams (words, values, 1);
  if (PQstatus (self->conn) != CONNECTION_OK || PQenterPipelineMode (self->conn) != 1)
    {
      fail_connection (self, error);
      return NULL;
    }
  PQsetNoticeProcessor (self->conn, ignore_notice, NULL);
  return set_up (self, error) ? g_steal_pointer (&self) : NULL;
}

void
fod_pg_free (FodPg *self)
{
  g_return_if_fail (self != NULL);

  PQfinish (self->conn);
  g_hash_table_unref (self->prepared);
  g_free (self);
}
