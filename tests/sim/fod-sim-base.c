/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimBase: asks the embedded database through our own classes and PostgreSQL through libpq
 * alone. What the tables mean stands elsewhere. */

#include "config.h"

#include "sim/fod-sim-base.h"

#include "db/fod-stmt.h"
#include "sim/fod-sim-machine.h"

#include <libpq-fe.h>

struct _FodSimBase
{
  FodDb *db;
  PGconn *conn; /* instead */
};

struct _FodSimAnswer
{
  FodStmt *stmt;
  PGresult *result; /* instead */
  int row;
};

/* What the embedded tables are called there (data/migrations/server-postgres/001-start.sql). */
static const char *const views[] = {
  "CREATE TEMP VIEW \"row\" AS SELECT kind, id, rv, state, fields, versions FROM record",
  "CREATE TEMP VIEW \"user\" AS SELECT id, role, team FROM account",
  "CREATE TEMP VIEW scope_head AS SELECT scope, seq, count, check_word AS \"check\" "
  "FROM public.scope_head",
  "CREATE TEMP VIEW audit AS SELECT seq, at, account AS \"user\", device, op, kind, id, verb, "
  "result, hlc, eff, rv, old_values, new_values, salt, sum, hash FROM public.audit",
};

const char *
fod_sim_answer_get_text (const FodSimAnswer *self, int index)
{
  if (self->stmt != NULL)
    return fod_stmt_get_text (self->stmt, index);
  return PQgetisnull (self->result, self->row, index) ? NULL
                                                      : PQgetvalue (self->result, self->row, index);
}

gint64
fod_sim_answer_get_int (const FodSimAnswer *self, int index)
{
  const char *text = fod_sim_answer_get_text (self, index);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

static void
ask_embedded (FodDb *db, const char *sql, FodSimTake take, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, sql, &error);
  const FodSimAnswer answer = { .stmt = stmt };
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  while (fod_stmt_step (stmt, &has_row, &error) && has_row)
    take (&answer, data);
  g_assert_no_error (error);
}

static void
ask_postgres (PGconn *conn, const char *sql, FodSimTake take, gpointer data)
{
  FodSimAnswer answer = { .result = PQexec (conn, sql) };
  ExecStatusType status = PQresultStatus (answer.result);

  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    g_error ("%s: %s", sql, PQerrorMessage (conn));
  for (; answer.row < PQntuples (answer.result); answer.row++)
    take (&answer, data);
  PQclear (answer.result);
}

void
fod_sim_base_ask (FodSimBase *self, const char *sql, FodSimTake take, gpointer data)
{
  if (self->conn != NULL)
    {
      ask_postgres (self->conn, sql, take, data);
      return;
    }
  fod_sim_machine_hold (TRUE);
  ask_embedded (self->db, sql, take, data);
  fod_sim_machine_hold (FALSE);
}

FodSimBase *
fod_sim_base_new_of (FodDb *db)
{
  FodSimBase *self = g_new0 (FodSimBase, 1);

  self->db = g_object_ref (db);
  return self;
}

gboolean
fod_sim_base_is_postgres (FodSimBase *self)
{
  return self->conn != NULL;
}

static FodSecret *
load_key (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "server.key", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return fod_secret_new (bytes, size);
}

FodSimBase *
fod_sim_base_new (const char *folder)
{
  FodSimBase *self = g_new0 (FodSimBase, 1);
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);
  g_autoptr (FodSecret) key = load_key (folder);
  g_autoptr (GError) error = NULL;

  fod_sim_machine_hold (TRUE);
  self->db = fod_db_open (path, key, &error);
  fod_sim_machine_hold (FALSE);
  g_assert_no_error (error);
  return self;
}

static void
ignore_notice (void *data, const char *message)
{
}

FodSimBase *
fod_sim_base_new_postgres (const char *conninfo)
{
  FodSimBase *self = g_new0 (FodSimBase, 1);

  self->conn = PQconnectdb (conninfo);
  if (PQstatus (self->conn) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (self->conn));
  PQsetNoticeProcessor (self->conn, ignore_notice, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    ask_postgres (self->conn, views[i], NULL, NULL);
  return self;
}

void
fod_sim_base_free (FodSimBase *self)
{
  g_clear_object (&self->db);
  g_clear_pointer (&self->conn, PQfinish);
  g_free (self);
}

static void
append_text (const FodSimAnswer *answer, gpointer data)
{
  g_string_append_printf (data, "%s ", fod_sim_answer_get_text (answer, 0));
}

char *
fod_sim_base_dup_state (FodSimBase *self)
{
  g_autoptr (GString) state = g_string_new (NULL);

  if (self->conn != NULL)
    fod_sim_base_ask (self, "SELECT pg_current_snapshot()", append_text, state);
  else
    {
      fod_sim_base_ask (self, "PRAGMA data_version", append_text, state);
      fod_sim_base_ask (self, "SELECT total_changes ()", append_text, state);
    }
  return g_string_free (g_steal_pointer (&state), FALSE);
}
