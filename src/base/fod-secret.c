/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory for secrets: pages of their own, locked and left out of core dumps where the kernel
 * allows, wiped before they go back. What a secret means is its holder's business. */

#include "config.h"

#include "base/fod-secret.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MAX_LINE 4096
#define ENTROPY_STEP 256

struct _FodSecret
{
  gatomicrefcount ref_count;
  char *data;
  gsize size;
  gsize mapped;
};

G_DEFINE_BOXED_TYPE (FodSecret, fod_secret, fod_secret_ref, fod_secret_unref)

static FodSecret *
secret_new_sized (gsize size)
{
  FodSecret *self = g_new0 (FodSecret, 1);
  gsize page = (gsize)sysconf (_SC_PAGESIZE);

  g_atomic_ref_count_init (&self->ref_count);
  self->size = size;
  self->mapped = (size / page + 1) * page;
  self->data =
      mmap (NULL, self->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->data == MAP_FAILED)
    g_error ("No memory for a secret: %s", g_strerror (errno));

  /* Both may be refused (RLIMIT_MEMLOCK, old kernels); the secret is as useful without. */
  (void)mlock (self->data, self->mapped);
  (void)madvise (self->data, self->mapped, MADV_DONTDUMP);
  return self;
}

FodSecret *
fod_secret_new (const void *data, gsize size)
{
  FodSecret *self;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  self = secret_new_sized (size);
  if (size > 0)
    memcpy (self->data, data, size);
  return self;
}

FodSecret *
fod_secret_new_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return fod_secret_new (text, strlen (text));
}

FodSecret *
fod_secret_new_random (gsize size)
{
  FodSecret *self = secret_new_sized (size);

  for (gsize done = 0; done < size; done += ENTROPY_STEP)
    {
      /* A key that can be guessed is worse than an end. */
      if (getentropy (self->data + done, MIN (size - done, ENTROPY_STEP)) != 0)
        g_error ("The kernel gives no random numbers: %s", g_strerror (errno));
    }
  return self;
}

/* One byte at a time, so that what stands behind the line is left for the next reader of @fd.
 * Returns 1 for a byte, 0 at the end, -1 with @error set. */
static int
read_byte (int fd, char *byte, GError **error)
{
  ssize_t got;

  do
    got = read (fd, byte, 1);
  while (got < 0 && errno == EINTR);

  if (got < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
    }
  return (int)got;
}

FodSecret *
fod_secret_read_fd (int fd, GError **error)
{
  g_autoptr (FodSecret) line = secret_new_sized (MAX_LINE);
  gsize size = 0;
  gboolean any = FALSE;
  char byte = '\0';
  int got;

  while ((got = read_byte (fd, &byte, error)) > 0)
    {
      any = TRUE;
      if (byte == '\n')
        break;
      if (size == MAX_LINE)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "Line too long");
          explicit_bzero (&byte, 1);
          return NULL;
        }
      line->data[size++] = byte;
    }
  explicit_bzero (&byte, 1);
  if (got < 0)
    return NULL;
  if (!any)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "Nothing to read");
      return NULL;
    }

  if (size > 0 && line->data[size - 1] == '\r')
    size--;
  return fod_secret_new (line->data, size);
}

FodSecret *
fod_secret_ref (FodSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fod_secret_unref (FodSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  explicit_bzero (self->data, self->mapped);
  munmap (self->data, self->mapped);
  g_free (self);
}

const void *
fod_secret_get_data (FodSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

gsize
fod_secret_get_size (FodSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

gboolean
fod_secret_equal (FodSecret *a, FodSecret *b)
{
  unsigned char difference = 0;

  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  if (a->size != b->size)
    return FALSE;

  for (gsize i = 0; i < a->size; i++)
    difference |= (unsigned char)(a->data[i] ^ b->data[i]);
  return difference == 0;
}
