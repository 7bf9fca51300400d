/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands in front of getentropy(), fsync(), fdatasync(), sqlite3_step(), sqlite3_exec() and
 * g_async_queue_timeout_pop(). Which program runs when is decided elsewhere. */

#include "config.h"

#include "sim/fod-sim-machine.h"

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

static FodSimFate
decide (sqlite3 *db)
{
  const char *file = sqlite3_db_filename (db, "main");

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
