/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The high-water mark's file: one number of fixed length, written in place. */

#include "config.h"

#include "server/fod-server-mark.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define LENGTH 20

struct _FodServerMark
{
  int fd;
  gint64 seq;
  gboolean told;
};

static gint64
read_seq (int fd)
{
  char text[LENGTH + 1] = "";
  guint64 seq = 0;

  if (pread (fd, text, LENGTH, 0) != LENGTH ||
      !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &seq, NULL))
    return 0;
  return (gint64)seq;
}

FodServerMark *
fod_server_mark_open (const char *path, GError **error)
{
  FodServerMark *self;
  int fd = g_open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }
  self = g_new0 (FodServerMark, 1);
  self->fd = fd;
  self->seq = read_seq (fd);
  return self;
}

void
fod_server_mark_free (FodServerMark *self)
{
  close (self->fd);
  g_free (self);
}

gint64
fod_server_mark_get (const FodServerMark *self)
{
  return self->seq;
}

void
fod_server_mark_set (FodServerMark *self, gint64 seq)
{
  char text[LENGTH + 2];

  if (seq == self->seq)
    return;
  self->seq = seq;
  g_snprintf (text, sizeof text, "%020" G_GINT64_FORMAT "\n", seq);
  if (pwrite (self->fd, text, LENGTH + 1, 0) == LENGTH + 1 || self->told)
    return;
  self->told = TRUE;
  g_message ("the mark beside the database can't be written: %s", g_strerror (errno));
}
