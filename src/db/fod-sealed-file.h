/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"
#include "db/fod-db-error.h"

G_BEGIN_DECLS

/**
 * FodSealedFile:
 *
 * A file that grows by encrypted records. Each has its length in front and is authenticated
 * together with its place and the file's generation (XChaCha20-Poly1305, libsodium), so that a
 * record that was cut, changed, moved or taken from an older file is no record.
 */
typedef struct _FodSealedFile FodSealedFile;

/** FodSealedFunc: one record, in its order; the bytes are lent */
typedef void (*FodSealedFunc) (const guint8 *data, gsize size, gpointer user_data);

/** fod_sealed_file_new: @path need not exist; @key: 32 bytes. Returns: (transfer full) */
FodSealedFile *fod_sealed_file_new (const char *path, FodSecret *key);

void fod_sealed_file_free (FodSealedFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSealedFile, fod_sealed_file_free)

/** fod_sealed_file_open: opens what is there; where it ends, fod_sealed_file_find_end() says.
 * Returns: whether it begins as such a file of this key does */
gboolean fod_sealed_file_open (FodSealedFile *self);

/**
 * fod_sealed_file_replace:
 * @records: (element-type GBytes)
 *
 * Puts a file with these records in the place of what is there: a new file, fsync, rename, fsync of
 * the folder. Whenever the power goes, the one or the other is whole. Error: %FOD_DB_ERROR
 */
gboolean fod_sealed_file_replace (FodSealedFile *self,
                                  guint64 generation,
                                  const GPtrArray *records,
                                  GError **error);

/** fod_sealed_file_find_end: reads the records up to the first that is not whole; what is appended
 * goes there. Returns: whether the file could be read */
gboolean fod_sealed_file_find_end (FodSealedFile *self);

/** fod_sealed_file_remove: closes it, if it is open, and deletes it */
void fod_sealed_file_remove (FodSealedFile *self);

/** fod_sealed_file_append: writes a record behind the last. It is on the disk after
 * fod_sealed_file_flush(). Error: %FOD_DB_ERROR; the file is
 * then as long as before where that can be done */
gboolean
fod_sealed_file_append (FodSealedFile *self, const guint8 *data, gsize size, GError **error);

/** fod_sealed_file_flush: Returns: whether what was appended is on the disk now */
gboolean fod_sealed_file_flush (FodSealedFile *self);

/** fod_sealed_file_get_unflushed: Returns: how many bytes may not be on the disk yet */
guint64 fod_sealed_file_get_unflushed (FodSealedFile *self);

/** fod_sealed_file_cut: takes away what stands behind @length. Returns: whether it is done */
gboolean fod_sealed_file_cut (FodSealedFile *self, guint64 length);

/** fod_sealed_file_read: gives every record that is whole to @func and passes over what is not.
 * Returns: how many gaps there were */
guint fod_sealed_file_read (FodSealedFile *self, FodSealedFunc func, gpointer user_data);

/** fod_sealed_file_is_open: */
gboolean fod_sealed_file_is_open (FodSealedFile *self);

/** fod_sealed_file_get_generation: Returns: the number that it was made with */
guint64 fod_sealed_file_get_generation (FodSealedFile *self);

/** fod_sealed_file_get_length: Returns: where the last record ends; behind it there may be room for
 * more */
guint64 fod_sealed_file_get_length (FodSealedFile *self);

G_END_DECLS
