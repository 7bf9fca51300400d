/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-store.h"

G_BEGIN_DECLS

/* Of the parts that a server keeps: a million rows, packed. */
#define FOD_SHELF_BYTES (32 * 1024 * 1024)

/**
 * FodServerPart:
 * @places: how many entries of the feed it has
 * @to: the sequence number of the last
 * @print: of those entries (fod_server_part_print())
 * @packed: their rows, one a line, as gzip
 * @sum: SHA-256 of @packed
 *
 * One part of a first load. Immutable and counted.
 */
typedef struct
{
  guint places;
  guint64 to;
  char *print;
  GBytes *packed;
  char *sum;
} FodServerPart;

/** fod_server_part_new: @packed: (transfer full); Returns: (transfer full): the part of the first
 * @count of @places */
FodServerPart *fod_server_part_new (GPtrArray *places, guint count, GBytes *packed);

FodServerPart *fod_server_part_ref (FodServerPart *self);
void fod_server_part_unref (FodServerPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerPart, fod_server_part_unref)

/** fod_server_part_print: Returns: (transfer full): a text that differs when any of the first
 * @count entries of @places is another one or has changed */
char *fod_server_part_print (GPtrArray *places, guint count);

/**
 * FodServerShelf:
 *
 * Parts of first loads that were made, in memory alone, up to a number of bytes; those that were
 * not asked for longest go first. It knows nothing of who may have what: whoever takes a part down
 * has asked the database what the part has to be now. May be used from several threads.
 */
typedef struct _FodServerShelf FodServerShelf;

/**
 * fod_server_shelf_new:
 * @part_bytes: of a part's rows before they are packed; a part ends at the next good place
 * @max_bytes: of all parts
 * @at_once: so many requests for parts are worked on at a time
 *
 * Returns: (transfer full): an empty one
 */
FodServerShelf *fod_server_shelf_new (gsize part_bytes, gsize max_bytes, guint at_once);

void fod_server_shelf_free (FodServerShelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerShelf, fod_server_shelf_free)

gsize fod_server_shelf_get_part_bytes (FodServerShelf *self);

/** fod_server_shelf_get_cell: Returns: parts end where the sequence number passes a multiple of
 * this: so a part that was lost or shortened does not move where all later ones begin */
guint64 fod_server_shelf_get_cell (FodServerShelf *self);

/** fod_server_shelf_get_part_from: Returns: a scope with more entries than this is loaded in parts:
 * what fills about one page is not */
guint fod_server_shelf_get_part_from (FodServerShelf *self);

/** fod_server_shelf_enter: Returns: whether one more request for a part may be worked on; then
 * fod_server_shelf_leave() follows */
gboolean fod_server_shelf_enter (FodServerShelf *self);
void fod_server_shelf_leave (FodServerShelf *self);

/** fod_server_shelf_find: Returns: (transfer full) (nullable): the part that was put under @key */
FodServerPart *fod_server_shelf_find (FodServerShelf *self, const char *key);

/** fod_server_shelf_get_age: Returns: how often the shelf was emptied: to be asked before the
 * transaction that a part is made in */
guint fod_server_shelf_get_age (FodServerShelf *self);

/** fod_server_shelf_put: keeps @part under @key, in the place of an earlier one; but not when the
 * shelf was emptied since @age: the part may have what it was emptied for */
void fod_server_shelf_put (FodServerShelf *self, const char *key, FodServerPart *part, guint age);

/** fod_server_shelf_drop: what was put under @key is of no use any more */
void fod_server_shelf_drop (FodServerShelf *self, const char *key);

/** fod_server_shelf_empty: lets go of all parts */
void fod_server_shelf_empty (FodServerShelf *self);

/** fod_server_shelf_get_bytes: Returns: the bytes of all parts that are kept */
gsize fod_server_shelf_get_bytes (FodServerShelf *self);

G_END_DECLS
