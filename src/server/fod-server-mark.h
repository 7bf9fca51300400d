/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodServerMark:
 *
 * How far the database has come, in a file beside it: when the database is less far, an older copy
 * was put in its place. The file is written after each commit and not flushed, so it never says
 * more than was committed; what the power takes of it, makes it say less.
 */
typedef struct _FodServerMark FodServerMark;

/** fod_server_mark_open: @path: made when it is missing. Returns: (transfer full) (nullable): the
 * mark. Error: %G_IO_ERROR */
FodServerMark *fod_server_mark_open (const char *path, GError **error);

/** fod_server_mark_free: the file stays */
void fod_server_mark_free (FodServerMark *self);

/** fod_server_mark_get: Returns: what it says, 0 for nothing that can be read */
gint64 fod_server_mark_get (const FodServerMark *self);

/** fod_server_mark_set: says @seq from now on; a failure is told in the log once, for nothing but a
 * later warning hangs on it */
void fod_server_mark_set (FodServerMark *self, gint64 seq);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerMark, fod_server_mark_free)

G_END_DECLS
