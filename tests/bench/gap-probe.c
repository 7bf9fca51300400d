/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded into a program (LD_PRELOAD) it writes down how long each turn of its main loop kept it
 * from looking for the next event, as lines "END WALL CPU" in microseconds of the monotonic clock,
 * into the file FOD_GAPS. */

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Shorter turns are nobody's trouble. */
#define LEAST_US 1000

static FILE *file;
static gint64 woken_us;
static gint64 woken_cpu_us;

static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
on_poll (GPollFD *fds, guint count, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int ready;

  if (woken_us != 0 && now - woken_us >= LEAST_US)
    fprintf (file, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now,
             now - woken_us, get_cpu_us () - woken_cpu_us);
  ready = g_poll (fds, count, timeout);
  woken_us = g_get_monotonic_time ();
  woken_cpu_us = get_cpu_us ();
  return ready;
}

__attribute__ ((constructor)) static void
start (void)
{
  const char *path = getenv ("FOD_GAPS");

  file = path == NULL ? NULL : fopen (path, "ae");
  if (file == NULL)
    return;
  setvbuf (file, NULL, _IOLBF, 4096);
  g_main_context_set_poll_func (NULL, on_poll);
}
