/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of sealed records: writing, and reading what is left of a damaged one. Knows nothing of
 * what the records say. */

#include "config.h"

#include "db/fod-sealed-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "FODSEAL1"
#define MAC_BYTES 16
#define COPY_BYTES (8 + 8 + MAC_BYTES)
/* Twice, because without its number no record can be read. */
#define HEADER_BYTES (2 * COPY_BYTES)
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define FRAME_BYTES (4 + NONCE_BYTES + TAG_BYTES)
/* Behind a gap every byte may be where a record begins. Most are told by their length; so much is
 * looked at of the others before the rest is given up: a second or two. */
#define SEARCH_BYTES (G_GUINT64_CONSTANT (2) << 30)

/* Zeros that wait to be overwritten, so that the file need not grow at each record: a disk is done
 * sooner with what it has room for. */
#define ROOM_BYTES (256 * 1024)

struct _FodSealedFile
{
  char *path;
  FodSecret *key;
  int fd; /* -1 when closed */
  guint64 generation;
  guint64 length;    /* of the records */
  guint64 size;      /* of the file */
  guint64 unflushed; /* bytes that may not be on the disk yet */
};

static gboolean
fail (int number, GError **error)
{
  FodDbError code = FOD_DB_ERROR_IO;

  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    code = FOD_DB_ERROR_FULL;
  else if (number == EACCES || number == EROFS || number == EPERM)
    code = FOD_DB_ERROR_READ_ONLY;
  g_set_error (error, FOD_DB_ERROR, (int)code, "sealed file: %s", g_strerror (number));
  return FALSE;
}

static void
put_number (guint8 *to, guint64 number, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    to[i] = (guint8)(number >> (8 * i));
}

static guint64
get_number (const guint8 *from, guint bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < bytes; i++)
    number |= (guint64)from[i] << (8 * i);
  return number;
}

static void
make_header (FodSealedFile *self, guint64 generation, guint8 *header)
{
  memcpy (header, MAGIC, 8);
  put_number (header + 8, generation, 8);
  crypto_generichash (header + 16, MAC_BYTES, header, 16, fod_secret_get_data (self->key),
                      fod_secret_get_size (self->key));
  memcpy (header + COPY_BYTES, header, COPY_BYTES);
}

/* Returns whether one of the two copies is whole. */
static gboolean
read_header (FodSealedFile *self, const guint8 *header)
{
  guint8 expected[HEADER_BYTES];

  for (guint i = 0; i < HEADER_BYTES; i += COPY_BYTES)
    {
      guint64 generation = get_number (header + i + 8, 8);

      make_header (self, generation, expected);
      if (sodium_memcmp (header + i, expected, COPY_BYTES) != 0)
        continue;
      self->generation = generation;
      return TRUE;
    }
  self->generation = 0;
  return FALSE;
}

/* What a record is bound to besides its own bytes. */
static void
make_place (guint64 generation, guint64 offset, guint8 *place)
{
  put_number (place, generation, 8);
  put_number (place + 8, offset, 8);
}

static GByteArray *
seal (FodSealedFile *self, guint64 generation, guint64 offset, const guint8 *data, gsize size)
{
  GByteArray *frame = g_byte_array_sized_new ((guint)(size + FRAME_BYTES));
  guint8 place[16];

  g_byte_array_set_size (frame, (guint)(size + FRAME_BYTES));
  put_number (frame->data, size + TAG_BYTES, 4);
  randombytes_buf (frame->data + 4, NONCE_BYTES);
  make_place (generation, offset, place);
  crypto_aead_xchacha20poly1305_ietf_encrypt (frame->data + 4 + NONCE_BYTES, NULL, data, size,
                                              place, sizeof place, NULL, frame->data + 4,
                                              fod_secret_get_data (self->key));
  return frame;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size, guint64 offset)
{
  while (size > 0)
    {
      gssize done = pwrite (fd, data, size, (off_t)offset);

      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        return FALSE;
      data += done;
      size -= (gsize)done;
      offset += (guint64)done;
    }
  return TRUE;
}

FodSealedFile *
fod_sealed_file_new (const char *path, FodSecret *key)
{
  FodSealedFile *self;

  g_return_val_if_fail (path != NULL && key != NULL, NULL);
  g_return_val_if_fail (fod_secret_get_size (key) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
                        NULL);

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self = g_new0 (FodSealedFile, 1);
  self->path = g_strdup (path);
  self->key = fod_secret_ref (key);
  self->fd = -1;
  return self;
}

gboolean
fod_sealed_file_flush (FodSealedFile *self)
{
  if (self->unflushed == 0)
    return TRUE;
  self->unflushed = 0;
  return fdatasync (self->fd) == 0;
}

static void
close_file (FodSealedFile *self)
{
  if (!fod_sealed_file_flush (self))
    g_warning ("the end of a sealed file may not be on the disk");
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  self->length = 0;
  self->size = 0;
}

void
fod_sealed_file_free (FodSealedFile *self)
{
  close_file (self);
  fod_secret_unref (self->key);
  g_free (self->path);
  g_free (self);
}

gboolean
fod_sealed_file_open (FodSealedFile *self)
{
  guint8 header[HEADER_BYTES];
  struct stat info = { 0 };

  close_file (self);
  self->fd = open (self->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (self->fd < 0)
    return FALSE;
  if (pread (self->fd, header, sizeof header, 0) == (gssize)sizeof header &&
      fstat (self->fd, &info) == 0 && read_header (self, header))
    {
      self->length = HEADER_BYTES;
      self->size = (guint64)info.st_size;
      return TRUE;
    }
  close_file (self);
  return FALSE;
}

/* Returns 0 or the errno of what failed. */
static int
write_records (FodSealedFile *self, guint64 generation, const GPtrArray *records)
{
  guint8 header[HEADER_BYTES];

  make_header (self, generation, header);
  if (!write_all (self->fd, header, sizeof header, 0))
    return errno;
  self->length = sizeof header;
  for (guint i = 0; i < records->len; i++)
    {
      gsize size = 0;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (records, i), &size);
      g_autoptr (GByteArray) frame = seal (self, generation, self->length, data, size);

      if (!write_all (self->fd, frame->data, frame->len, self->length))
        return errno;
      self->length += frame->len;
    }
  self->size = self->length;
  return fsync (self->fd) == 0 ? 0 : errno;
}

static int
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int number = 0;
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return errno;
  /* Some network file systems cannot; the rename is as good as it gets there. */
  if (fsync (fd) != 0 && errno != EINVAL)
    number = errno;
  close (fd);
  return number;
}

gboolean
fod_sealed_file_replace (FodSealedFile *self,
                         guint64 generation,
                         const GPtrArray *records,
                         GError **error)
{
  g_autofree char *fresh = g_strconcat (self->path, ".new", NULL);
  int number;

  close_file (self);
  (void)g_unlink (fresh);
  self->fd = open (fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  number = self->fd < 0 ? errno : write_records (self, generation, records);
  if (number == 0 && g_rename (fresh, self->path) != 0)
    number = errno;
  if (number == 0)
    number = sync_folder (self->path);
  if (number == 0)
    {
      self->generation = generation;
      return TRUE;
    }
  (void)g_unlink (fresh);
  close_file (self);
  return fail (number, error);
}

void
fod_sealed_file_remove (FodSealedFile *self)
{
  close_file (self);
  (void)g_unlink (self->path);
}

/* Without room the file grows record by record. */
static void
make_room (FodSealedFile *self)
{
  g_autofree guint8 *zeros = g_malloc0 (ROOM_BYTES);

  if (write_all (self->fd, zeros, ROOM_BYTES, self->size))
    self->size += ROOM_BYTES;
  else if (ftruncate (self->fd, (off_t)self->size) != 0)
    g_debug ("the room that was begun stays");
}

gboolean
fod_sealed_file_append (FodSealedFile *self, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GByteArray) frame = NULL;
  guint64 before = self->length;
  int number;

  g_return_val_if_fail (self->fd >= 0, FALSE);

  if (size > G_MAXUINT32 - FRAME_BYTES)
    return fail (EFBIG, error);
  frame = seal (self, self->generation, before, data, size);
  if (before + frame->len > self->size)
    make_room (self);
  if (write_all (self->fd, frame->data, frame->len, before))
    {
      self->unflushed += frame->len;
      self->length += frame->len;
      self->size = MAX (self->size, self->length);
      return TRUE;
    }
  number = errno;
  fod_sealed_file_cut (self, before);
  return fail (number, error);
}

gboolean
fod_sealed_file_cut (FodSealedFile *self, guint64 length)
{
  g_return_val_if_fail (self->fd >= 0, FALSE);

  if (ftruncate (self->fd, (off_t)length) != 0)
    return FALSE;
  self->length = length;
  self->size = length;
  return TRUE;
}

/* The file from @from on. */
typedef struct
{
  guint8 *bytes;
  gsize from;
} Part;

/* Returns the length of the record's frame, 0 where there is no whole record. */
static gsize
unseal (FodSealedFile *self, const Part *part, gsize offset, GByteArray *plain)
{
  const guint8 *at = part->bytes + (offset - part->from);
  gsize left = self->size - offset;
  guint64 sealed = left < FRAME_BYTES ? 0 : get_number (at, 4);
  const guint8 *nonce = at + 4;
  guint8 place[16];

  if (sealed < TAG_BYTES || sealed > left - 4 - NONCE_BYTES)
    return 0;
  make_place (self->generation, offset, place);
  g_byte_array_set_size (plain, (guint)(sealed - TAG_BYTES));
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain->data, NULL, NULL, nonce + NONCE_BYTES,
                                                  sealed, place, sizeof place, nonce,
                                                  fod_secret_get_data (self->key)) != 0)
    return 0;
  return (gsize)sealed + 4 + NONCE_BYTES;
}

/* Where the next whole record begins, the end when there is none. */
static gsize
find_next (FodSealedFile *self, const Part *part, gsize offset, GByteArray *plain)
{
  guint64 searched = 0;

  for (offset++; offset + FRAME_BYTES <= self->size && searched < SEARCH_BYTES; offset++)
    {
      guint64 sealed = get_number (part->bytes + (offset - part->from), 4);

      if (sealed < TAG_BYTES || sealed > self->size - offset)
        continue;
      searched += sealed;
      if (unseal (self, part, offset, plain) > 0)
        return offset;
    }
  return self->size;
}

static gboolean
read_part (FodSealedFile *self, gsize from, Part *part)
{
  gsize left = self->size - from, done = 0;
  gssize got = 1;

  part->from = from;
  part->bytes = g_malloc (left + 1);
  while (done < left && got > 0)
    {
      got = pread (self->fd, part->bytes + done, left - done, (off_t)(from + done));
      if (got < 0 && errno == EINTR)
        got = 1;
      else if (got > 0)
        done += (gsize)got;
    }
  if (done == left)
    return TRUE;
  g_clear_pointer (&part->bytes, g_free);
  return FALSE;
}

gboolean
fod_sealed_file_find_end (FodSealedFile *self)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  Part part = { 0 };
  gsize offset = HEADER_BYTES;
  gsize frame;

  g_return_val_if_fail (self->fd >= 0, FALSE);

  if (self->size < offset || !read_part (self, offset, &part))
    return FALSE;
  while (offset < self->size && (frame = unseal (self, &part, offset, plain)) > 0)
    offset += frame;
  g_free (part.bytes);
  self->length = offset;
  return TRUE;
}

/* Room that nothing was written into yet. */
static gboolean
is_empty (const guint8 *data, gsize size)
{
  return size == 0 || (data[0] == 0 && memcmp (data, data + 1, size - 1) == 0);
}

guint
fod_sealed_file_read (FodSealedFile *self, FodSealedFunc func, gpointer user_data)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  Part part = { 0 };
  gsize offset = HEADER_BYTES;
  guint gaps = 0;

  g_return_val_if_fail (self->fd >= 0, 0);

  if (self->size < offset || !read_part (self, offset, &part))
    return 1;
  while (offset < self->size && !is_empty (part.bytes + (offset - part.from), self->size - offset))
    {
      gsize frame = unseal (self, &part, offset, plain);

      if (frame > 0)
        func (plain->data, plain->len, user_data);
      else
        {
          gaps++;
          frame = find_next (self, &part, offset, plain) - offset;
        }
      offset += frame;
    }
  g_free (part.bytes);
  return gaps;
}

gboolean
fod_sealed_file_is_open (FodSealedFile *self)
{
  return self->fd >= 0;
}

guint64
fod_sealed_file_get_generation (FodSealedFile *self)
{
  return self->generation;
}

guint64
fod_sealed_file_get_unflushed (FodSealedFile *self)
{
  return self->unflushed;
}

guint64
fod_sealed_file_get_length (FodSealedFile *self)
{
  return self->length;
}
