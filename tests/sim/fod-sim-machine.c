/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands in front of getentropy(), fsync(), fdatasync(), sqlite3_step(), sqlite3_exec(),
 * the server's fod_pg_send() and its like, and g_async_queue_timeout_pop(). Which program runs when
 * is decided elsewhere. */

#include "config.h"

#include "sim/fod-sim-machine.h"

#include "db/fod-db-error.h"
#include "server/fod-server-pg.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* A process has one C library, and so one of these. Only one thread of a simulation is at work at
 * a time, and hands over by locks. */
static struct
{
  gboolean seeded;
  guint64 random;
  char *folder;
  char *postgres;
  guint statements;
  gboolean done;
  gboolean dead;
  gboolean held;
} machine;

/* The linker puts these in front of SQLite's own, for all but SQLite itself ("--wrap"). */
int __real_sqlite3_step (sqlite3_stmt *stmt);
int __wrap_sqlite3_step (sqlite3_stmt *stmt);
typedef int (*FodSimRowFunc) (void *data, int columns, char **values, char **names);
int __real_sqlite3_exec (
    sqlite3 *db, const char *sql, FodSimRowFunc callback, void *data, char **message);
int __wrap_sqlite3_exec (
    sqlite3 *db, const char *sql, FodSimRowFunc callback, void *data, char **message);
/* And in front of a server's connection to PostgreSQL. */
gboolean __real_fod_pg_begin (FodPg *self, const char *sql, GError **error);
gboolean __wrap_fod_pg_begin (FodPg *self, const char *sql, GError **error);
gboolean __real_fod_pg_commit (FodPg *self, GError **error);
gboolean __wrap_fod_pg_commit (FodPg *self, GError **error);
void __real_fod_pg_rollback (FodPg *self);
void __wrap_fod_pg_rollback (FodPg *self);
gboolean
__real_fod_pg_send (FodPg *self, const char *sql, int n, const char *const *values, GError **error);
gboolean
__wrap_fod_pg_send (FodPg *self, const char *sql, int n, const char *const *values, GError **error);
PGresult *__real_fod_pg_query (
    FodPg *self, const char *sql, int n, const char *const *values, GError **error);
PGresult *__wrap_fod_pg_query (
    FodPg *self, const char *sql, int n, const char *const *values, GError **error);

void
fod_sim_machine_seed (guint64 seed)
{
  machine.seeded = TRUE;
  machine.random = seed;
}

guint64
fod_sim_machine_get_random (void)
{
  return machine.random;
}

/* SplitMix64 */
static guint64
next_random (void)
{
  guint64 z = machine.random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

void
fod_sim_machine_kill (const char *folder, guint statements, gboolean done)
{
  g_free (machine.folder);
  machine.folder = g_strconcat (folder, "/", NULL);
  machine.statements = statements;
  machine.done = done;
  machine.dead = FALSE;
}

gboolean
fod_sim_machine_has_ended (void)
{
  return machine.dead;
}

void
fod_sim_machine_revive (void)
{
  g_clear_pointer (&machine.folder, g_free);
  machine.dead = FALSE;
}

void
fod_sim_machine_hold (gboolean held)
{
  machine.held = held;
}

typedef enum
{
  FOD_SIM_RUN,
  FOD_SIM_RUN_AND_DIE,
  FOD_SIM_DEAD
} FodSimFate;

void
fod_sim_machine_name_postgres (const char *folder)
{
  g_free (machine.postgres);
  machine.postgres = g_strconcat (folder, "/", NULL);
}

static FodSimFate
decide_about (const char *file)
{
  if (machine.held || machine.folder == NULL || file == NULL ||
      !g_str_has_prefix (file, machine.folder))
    return FOD_SIM_RUN;
  if (machine.dead)
    return FOD_SIM_DEAD;
  if (machine.statements-- > 0)
    return FOD_SIM_RUN;
  machine.dead = TRUE;
  return machine.done ? FOD_SIM_RUN_AND_DIE : FOD_SIM_DEAD;
}

static FodSimFate
decide (sqlite3 *db)
{
  return decide_about (sqlite3_db_filename (db, "main"));
}

int
__wrap_sqlite3_step (sqlite3_stmt *stmt)
{
  /* What was not committed goes with the program. */
  gboolean end = strcmp (sqlite3_sql (stmt), "ROLLBACK") == 0;
  FodSimFate fate = end ? FOD_SIM_RUN : decide (sqlite3_db_handle (stmt));
  int rc;

  if (fate == FOD_SIM_DEAD)
    return SQLITE_IOERR;
  rc = __real_sqlite3_step (stmt);
  return fate == FOD_SIM_RUN_AND_DIE ? SQLITE_IOERR : rc;
}

int
__wrap_sqlite3_exec (
    sqlite3 *db, const char *sql, FodSimRowFunc callback, void *data, char **message)
{
  FodSimFate fate = decide (db);
  int rc;

  if (fate == FOD_SIM_DEAD)
    return SQLITE_IOERR;
  rc = __real_sqlite3_exec (db, sql, callback, data, message);
  return fate == FOD_SIM_RUN_AND_DIE ? SQLITE_IOERR : rc;
}

/* What comes of a connection whose program has ended. */
static gboolean
fail (GError **error)
{
  g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_BUSY, "the connection is gone");
  return FALSE;
}

/* All that was sent is done: what comes of it must not depend on who is faster. */
static void
settle (PGconn *conn)
{
  gboolean done = PQpipelineSync (conn) != 1;

  while (!done)
    {
      PGresult *result = PQgetResult (conn);

      done = PQresultStatus (result) == PGRES_PIPELINE_SYNC || PQstatus (conn) != CONNECTION_OK;
      PQclear (result);
    }
}

gboolean
__wrap_fod_pg_begin (FodPg *self, const char *sql, GError **error)
{
  return decide_about (machine.postgres) == FOD_SIM_RUN ? __real_fod_pg_begin (self, sql, error)
                                                        : fail (error);
}

gboolean
__wrap_fod_pg_commit (FodPg *self, GError **error)
{
  FodSimFate fate = decide_about (machine.postgres);

  if (fate == FOD_SIM_RUN)
    return __real_fod_pg_commit (self, error);
  if (fate == FOD_SIM_RUN_AND_DIE)
    __real_fod_pg_commit (self, NULL);
  return fail (error);
}

/* PostgreSQL does that by itself when a program ends. */
void
__wrap_fod_pg_rollback (FodPg *self)
{
  if (!machine.dead || g_strcmp0 (machine.folder, machine.postgres) != 0)
    __real_fod_pg_rollback (self);
}

gboolean
__wrap_fod_pg_send (FodPg *self, const char *sql, int n, const char *const *values, GError **error)
{
  FodSimFate fate = decide_about (machine.postgres);

  if (fate == FOD_SIM_RUN)
    return __real_fod_pg_send (self, sql, n, values, error);
  if (fate == FOD_SIM_RUN_AND_DIE && __real_fod_pg_send (self, sql, n, values, NULL))
    settle (fod_pg_get_handle (self));
  return fail (error);
}

PGresult *
__wrap_fod_pg_query (FodPg *self, const char *sql, int n, const char *const *values, GError **error)
{
  FodSimFate fate = decide_about (machine.postgres);
  PGresult *result;

  if (fate == FOD_SIM_RUN)
    return __real_fod_pg_query (self, sql, n, values, error);
  result = fate == FOD_SIM_DEAD ? NULL : __real_fod_pg_query (self, sql, n, values, NULL);
  PQclear (result);
  fail (error);
  return NULL;
}

int
getentropy (void *buffer, size_t size)
{
  int (*real) (void *, size_t) = dlsym (RTLD_NEXT, "getentropy");
  guint8 *bytes = buffer;

  if (!machine.seeded)
    return real (buffer, size);
  for (size_t at = 0; at < size; at += sizeof (guint64))
    {
      guint64 word = next_random ();

      memcpy (bytes + at, &word, MIN (sizeof word, size - at));
    }
  return 0;
}

/* A device is never quiet for long enough to begin with its chores: whether it were would depend on
 * how busy this machine is. */
gpointer
g_async_queue_timeout_pop (GAsyncQueue *queue, guint64 timeout)
{
  return g_async_queue_pop (queue);
}

/* A program that ends loses nothing that it has written: only a machine does. */
int
fsync (int fd)
{
  return 0;
}

int
fdatasync (int fd)
{
  return 0;
}
