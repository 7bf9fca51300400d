/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodFrailDisk:
 *
 * A disk in memory, under the database library of this process: what it writes is kept by sectors,
 * and only what was flushed is sure to outlive a power cut. Operations can be made to fail. One
 * connection to a file at a time.
 */
typedef struct _FodFrailDisk FodFrailDisk;

/** fod_frail_disk_new: Returns: (transfer full): an empty disk, which nobody uses yet */
FodFrailDisk *fod_frail_disk_new (void);

/** fod_frail_disk_free: no file of it may be open */
void fod_frail_disk_free (FodFrailDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodFrailDisk, fod_frail_disk_free)

/** fod_frail_disk_use: databases that are opened from now on are on this disk */
void fod_frail_disk_use (FodFrailDisk *self);

/** fod_frail_disk_fail: the operation behind @after more fails, and all behind it when @lasting */
void fod_frail_disk_fail (FodFrailDisk *self, guint after, gboolean lasting);

/** fod_frail_disk_mend: nothing fails any more. Returns: whether anything had failed */
gboolean fod_frail_disk_mend (FodFrailDisk *self);

/**
 * FodFrailDiskFunc:
 *
 * Called before each operation that changes the disk.
 */
typedef void (*FodFrailDiskFunc) (FodFrailDisk *disk, gpointer data);

/** fod_frail_disk_watch: @watch: (nullable): from now on */
void fod_frail_disk_watch (FodFrailDisk *self, FodFrailDiskFunc watch, gpointer data);

/** fod_frail_disk_cut: Returns: (transfer full): the disk as it may be when the power went just
 * now: each sector that was written and not flushed is there, or is not, or is half there */
FodFrailDisk *fod_frail_disk_cut (FodFrailDisk *self, GRand *rand);

/** fod_frail_disk_get: Returns: (transfer none) (nullable): the bytes of the file whose name ends
 * with @suffix, to be looked at and spoiled */
GByteArray *fod_frail_disk_get (FodFrailDisk *self, const char *suffix);

/** fod_frail_disk_copy: Returns: (transfer full): another disk that holds the same */
FodFrailDisk *fod_frail_disk_copy (FodFrailDisk *self);

G_END_DECLS
