/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps a second process off a profile. The kernel lets go of the lock when its holder dies, so
 * nothing has to be cleaned up after a crash. */

#include "config.h"

#include "store/fod-profile-lock.h"

#include "db/fod-db-error.h"
#include "store/fod-store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static int
fail_open (int number, GError **error)
{
  FodDbError code = FOD_DB_ERROR_IO;

  if (number == EACCES || number == EROFS || number == EPERM)
    code = FOD_DB_ERROR_READ_ONLY;
  else if (number == ENOSPC || number == EDQUOT)
    code = FOD_DB_ERROR_FULL;
  g_set_error (error, FOD_DB_ERROR, (int)code, "cannot lock the profile: %s", g_strerror (number));
  return -1;
}

static int
fail_held (int fd, GError **error)
{
  char pid[24] = "";
  gssize got = pread (fd, pid, sizeof pid - 1, 0);

  if (got > 0)
    g_strstrip (pid);
  g_set_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_IN_USE, "the profile is open in process %s",
               *pid == '\0' ? "?" : pid);
  close (fd);
  return -1;
}

int
fod_profile_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  char pid[24];
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return fail_open (errno, error);
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    return fail_held (fd, error);
  g_snprintf (pid, sizeof pid, "%d\n", (int)getpid ());
  /* The id is for a message only: on a full disk the lock holds all the same. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, pid, strlen (pid), 0) < 0)
    g_debug ("the lock does not name its process");
  return fd;
}

gboolean
fod_profile_lock_share (const char *folder, int *lock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);

  *lock = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (*lock < 0 || flock (*lock, LOCK_SH | LOCK_NB) == 0)
    return TRUE;
  *lock = fail_held (*lock, error);
  return FALSE;
}
