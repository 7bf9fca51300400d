/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a machine can do to a program, for tests with the real one (LD_PRELOAD): a disk that is full
 * for the profile's own files while the file named by FODFAESTE_TEST_FULL is there, and as many
 * seconds more since the start of the machine as are in the file named by FODFAESTE_TEST_SECONDS.
 */

#include "config.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static gboolean
is_full (int fd)
{
  const char *flag = g_getenv ("FODFAESTE_TEST_FULL");
  char link[64];
  char path[4096];
  ssize_t size;

  if (flag == NULL || access (flag, F_OK) != 0)
    return FALSE;
  g_snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  size = readlink (link, path, sizeof path - 1);
  if (size < 0)
    return FALSE;
  path[size] = '\0';
  return strstr (path, "/store.db") != NULL || strstr (path, "/db.key") != NULL;
}

ssize_t
write (int fd, const void *data, size_t size)
{
  ssize_t (*real) (int, const void *, size_t) = dlsym (RTLD_NEXT, "write");

  if (is_full (fd))
    {
      errno = ENOSPC;
      return -1;
    }
  return real (fd, data, size);
}

/* "pwrite64" in the library: meson asks for large files everywhere. */
ssize_t
pwrite (int fd, const void *data, size_t size, off_t at)
{
  ssize_t (*real) (int, const void *, size_t, off_t) = dlsym (RTLD_NEXT, "pwrite64");

  if (is_full (fd))
    {
      errno = ENOSPC;
      return -1;
    }
  return real (fd, data, size, at);
}

static long
get_seconds (void)
{
  const char *name = g_getenv ("FODFAESTE_TEST_SECONDS");
  char text[32] = "";
  FILE *file = name != NULL ? fopen (name, "re") : NULL;

  if (file == NULL)
    return 0;
  if (fgets (text, sizeof text, file) == NULL)
    text[0] = '\0';
  fclose (file);
  return strtol (text, NULL, 10);
}

int
clock_gettime (clockid_t id, struct timespec *now)
{
  int (*real) (clockid_t, struct timespec *) = dlsym (RTLD_NEXT, "clock_gettime");
  int result = real (id, now);

  if (id == CLOCK_BOOTTIME && result == 0)
    now->tv_sec += get_seconds ();
  return result;
}
