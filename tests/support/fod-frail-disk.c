/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A VFS of SQLite. Reads nothing of the machine but what the default VFS does for it (random bytes,
 * the time). */

#include "config.h"

#include "support/fod-frail-disk.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512
#define SHM_BYTES 32768

typedef struct
{
  GByteArray *now;    /* what a reader sees */
  GByteArray *stable; /* what is flushed */
  GHashTable *dirty;  /* numbers of the sectors that differ */
  gboolean lasting;   /* was flushed once: its name is on the disk */
  GPtrArray *shm;
} File;

struct _FodFrailDisk
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  char *name;
  GHashTable *files; /* name → File */
  guint left;        /* operations until one fails; 0: none will */
  gboolean lasting;
  gboolean failed;
  FodFrailDiskFunc watch;
  gpointer watch_data;
};

typedef struct
{
  sqlite3_file base;
  FodFrailDisk *disk;
  File *file;
} Handle;

static void
file_free (gpointer data)
{
  File *file = data;

  g_byte_array_unref (file->now);
  g_byte_array_unref (file->stable);
  g_hash_table_unref (file->dirty);
  g_ptr_array_unref (file->shm);
  g_free (file);
}

static File *
file_new (void)
{
  File *file = g_new0 (File, 1);

  file->now = g_byte_array_new ();
  file->stable = g_byte_array_new ();
  file->dirty = g_hash_table_new (NULL, NULL);
  file->shm = g_ptr_array_new_with_free_func (g_free);
  return file;
}

/* Whether the operation is to fail. */
static gboolean
fails (FodFrailDisk *self)
{
  if (self->failed && self->lasting)
    return TRUE;
  if (self->left == 0 || --self->left > 0)
    return FALSE;
  self->failed = TRUE;
  return TRUE;
}

static gboolean
change_fails (FodFrailDisk *self)
{
  if (self->watch != NULL)
    self->watch (self, self->watch_data);
  return fails (self);
}

static void
set_size (GByteArray *bytes, guint size)
{
  guint old = bytes->len;

  g_byte_array_set_size (bytes, size);
  if (size > old)
    memset (bytes->data + old, 0, size - old);
}

static int
on_close (sqlite3_file *base)
{
  return SQLITE_OK;
}

static int
on_read (sqlite3_file *base, void *data, int size, sqlite3_int64 at)
{
  Handle *handle = (Handle *)base;
  GByteArray *bytes = handle->file->now;
  gsize have = at >= bytes->len ? 0 : MIN ((gsize)size, bytes->len - (gsize)at);

  if (fails (handle->disk))
    return SQLITE_IOERR_READ;
  if (have > 0)
    memcpy (data, bytes->data + at, have);
  memset ((char *)data + have, 0, (gsize)size - have);
  return have == (gsize)size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static void
mark (File *file, guint64 from, guint64 to)
{
  for (guint64 sector = from / SECTOR; sector * SECTOR < to; sector++)
    g_hash_table_add (file->dirty, GUINT_TO_POINTER ((guint)sector));
}

/* What fails has written half of it. */
static int
on_write (sqlite3_file *base, const void *data, int size, sqlite3_int64 at)
{
  Handle *handle = (Handle *)base;
  GByteArray *bytes = handle->file->now;
  gboolean failing = change_fails (handle->disk);
  gsize written = failing ? (gsize)size / 2 : (gsize)size;

  if ((gsize)at + written > bytes->len)
    set_size (bytes, (guint)((gsize)at + written));
  memcpy (bytes->data + at, data, written);
  mark (handle->file, (guint64)at, (guint64)at + written);
  return failing ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int
on_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  Handle *handle = (Handle *)base;

  if (change_fails (handle->disk))
    return SQLITE_IOERR_TRUNCATE;
  mark (handle->file, (guint64)size, handle->file->now->len);
  set_size (handle->file->now, (guint)size);
  return SQLITE_OK;
}

static int
on_sync (sqlite3_file *base, int flags)
{
  Handle *handle = (Handle *)base;
  File *file = handle->file;

  if (change_fails (handle->disk))
    return SQLITE_IOERR_FSYNC;
  g_byte_array_set_size (file->stable, 0);
  g_byte_array_append (file->stable, file->now->data, file->now->len);
  g_hash_table_remove_all (file->dirty);
  file->lasting = TRUE;
  return SQLITE_OK;
}

static int
on_size (sqlite3_file *base, sqlite3_int64 *size)
{
  Handle *handle = (Handle *)base;

  if (fails (handle->disk))
    return SQLITE_IOERR_FSTAT;
  *size = handle->file->now->len;
  return SQLITE_OK;
}

static int
on_lock (sqlite3_file *base, int level)
{
  return SQLITE_OK;
}

static int
on_check_lock (sqlite3_file *base, int *locked)
{
  *locked = 0;
  return SQLITE_OK;
}

static int
on_control (sqlite3_file *base, int op, void *data)
{
  return SQLITE_NOTFOUND;
}

static int
on_sector_size (sqlite3_file *base)
{
  return SECTOR;
}

static int
on_traits (sqlite3_file *base)
{
  return 0;
}

static int
on_shm_map (sqlite3_file *base, int region, int size, int extend, void volatile **memory)
{
  Handle *handle = (Handle *)base;
  GPtrArray *shm = handle->file->shm;

  *memory = NULL;
  while (extend && shm->len <= (guint)region)
    g_ptr_array_add (shm, g_malloc0 (SHM_BYTES));
  if ((guint)region < shm->len)
    *memory = g_ptr_array_index (shm, region);
  return SQLITE_OK;
}

static int
on_shm_lock (sqlite3_file *base, int offset, int count, int flags)
{
  return SQLITE_OK;
}

static void
on_shm_barrier (sqlite3_file *base)
{
}

/* One connection at a time: with it goes the memory. */
static int
on_shm_unmap (sqlite3_file *base, int remove)
{
  g_ptr_array_set_size (((Handle *)base)->file->shm, 0);
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_size,
  .xLock = on_lock,
  .xUnlock = on_lock,
  .xCheckReservedLock = on_check_lock,
  .xFileControl = on_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_traits,
  .xShmMap = on_shm_map,
  .xShmLock = on_shm_lock,
  .xShmBarrier = on_shm_barrier,
  .xShmUnmap = on_shm_unmap,
};

static int
on_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *told)
{
  FodFrailDisk *self = vfs->pAppData;
  Handle *handle = (Handle *)base;

  memset (handle, 0, sizeof *handle);
  if (fails (self))
    return SQLITE_CANTOPEN;
  handle->disk = self;
  handle->file = g_hash_table_lookup (self->files, name);
  if (handle->file == NULL)
    {
      handle->file = file_new ();
      g_hash_table_insert (self->files, g_strdup (name), handle->file);
    }
  handle->base.pMethods = &methods;
  if (told != NULL)
    *told = flags;
  return SQLITE_OK;
}

static int
on_delete (sqlite3_vfs *vfs, const char *name, int flush)
{
  FodFrailDisk *self = vfs->pAppData;

  if (change_fails (self))
    return SQLITE_IOERR_DELETE;
  return g_hash_table_remove (self->files, name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

static int
on_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  FodFrailDisk *self = vfs->pAppData;
  const File *file = g_hash_table_lookup (self->files, name);

  if (fails (self))
    return SQLITE_IOERR_ACCESS;
  /* An empty file of that name is none, as to SQLite. */
  *result = file != NULL && (flags != SQLITE_ACCESS_EXISTS || file->now->len > 0);
  return SQLITE_OK;
}

static int
on_full_name (sqlite3_vfs *vfs, const char *name, int size, char *full)
{
  g_strlcpy (full, name, (gsize)size);
  return SQLITE_OK;
}

static int
on_random (sqlite3_vfs *vfs, int size, char *bytes)
{
  FodFrailDisk *self = vfs->pAppData;

  return self->real->xRandomness (self->real, size, bytes);
}

static int
on_sleep (sqlite3_vfs *vfs, int us)
{
  return us;
}

static int
on_time (sqlite3_vfs *vfs, double *days)
{
  FodFrailDisk *self = vfs->pAppData;

  return self->real->xCurrentTime (self->real, days);
}

static int
on_last_error (sqlite3_vfs *vfs, int size, char *text)
{
  return 0;
}

FodFrailDisk *
fod_frail_disk_new (void)
{
  FodFrailDisk *self = g_new0 (FodFrailDisk, 1);

  self->name = g_strdup_printf ("frail-%p", self);
  self->real = sqlite3_vfs_find ("unix");
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_free);
  self->vfs.iVersion = 1;
  self->vfs.szOsFile = sizeof (Handle);
  self->vfs.mxPathname = 1024;
  self->vfs.zName = self->name;
  self->vfs.pAppData = self;
  self->vfs.xOpen = on_open;
  self->vfs.xDelete = on_delete;
  self->vfs.xAccess = on_access;
  self->vfs.xFullPathname = on_full_name;
  self->vfs.xRandomness = on_random;
  self->vfs.xSleep = on_sleep;
  self->vfs.xCurrentTime = on_time;
  self->vfs.xGetLastError = on_last_error;
  return self;
}

void
fod_frail_disk_free (FodFrailDisk *self)
{
  sqlite3_vfs_unregister (&self->vfs);
  g_hash_table_unref (self->files);
  g_free (self->name);
  g_free (self);
}

void
fod_frail_disk_use (FodFrailDisk *self)
{
  sqlite3_vfs_register (&self->vfs, 1);
}

void
fod_frail_disk_fail (FodFrailDisk *self, guint after, gboolean lasting)
{
  self->left = after + 1;
  self->lasting = lasting;
  self->failed = FALSE;
}

gboolean
fod_frail_disk_mend (FodFrailDisk *self)
{
  gboolean failed = self->failed;

  self->left = 0;
  self->failed = FALSE;
  return failed;
}

void
fod_frail_disk_watch (FodFrailDisk *self, FodFrailDiskFunc watch, gpointer data)
{
  self->watch = watch;
  self->watch_data = data;
}

/* A sector that may be there: whole, half, or not. */
static void
settle_sector (File *after, const GByteArray *now, guint64 at, GRand *rand)
{
  gint32 how = g_rand_int_range (rand, 0, 5);
  gsize size = at >= now->len ? 0 : MIN (SECTOR, now->len - at);

  if (how < 2 || size == 0)
    return;
  if (how == 2)
    size = (gsize)g_rand_int_range (rand, 0, (gint32)size + 1);
  if (at + size > after->now->len)
    set_size (after->now, (guint)(at + size));
  memcpy (after->now->data + at, now->data + at, size);
}

static File *
cut_file (const File *file, GRand *rand)
{
  File *after = file_new ();
  GHashTableIter iter;
  gpointer sector;

  g_byte_array_append (after->now, file->stable->data, file->stable->len);
  /* A file may have been made shorter and not flushed. */
  if (file->now->len < after->now->len && g_rand_boolean (rand))
    set_size (after->now, file->now->len);
  g_hash_table_iter_init (&iter, file->dirty);
  while (g_hash_table_iter_next (&iter, &sector, NULL))
    settle_sector (after, file->now, (guint64)GPOINTER_TO_UINT (sector) * SECTOR, rand);
  g_byte_array_append (after->stable, after->now->data, after->now->len);
  after->lasting = TRUE;
  return after;
}

FodFrailDisk *
fod_frail_disk_cut (FodFrailDisk *self, GRand *rand)
{
  FodFrailDisk *after = fod_frail_disk_new ();
  GHashTableIter iter;
  gpointer name, file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &name, &file))
    if (((File *)file)->lasting || g_rand_boolean (rand))
      g_hash_table_insert (after->files, g_strdup (name), cut_file (file, rand));
  return after;
}

GByteArray *
fod_frail_disk_get (FodFrailDisk *self, const char *suffix)
{
  GHashTableIter iter;
  gpointer name, file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &name, &file))
    if (g_str_has_suffix (name, suffix))
      return ((File *)file)->now;
  return NULL;
}

FodFrailDisk *
fod_frail_disk_copy (FodFrailDisk *self)
{
  FodFrailDisk *copy = fod_frail_disk_new ();
  GHashTableIter iter;
  gpointer name, file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &name, &file))
    {
      const GByteArray *bytes = ((File *)file)->now;
      File *other = file_new ();

      g_byte_array_append (other->now, bytes->data, bytes->len);
      g_byte_array_append (other->stable, bytes->data, bytes->len);
      other->lasting = TRUE;
      g_hash_table_insert (copy->files, g_strdup (name), other);
    }
  return copy;
}
