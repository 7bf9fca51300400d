/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/fod-json-reader.h"
#include "wire/fod-json-writer.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* What the messages of this folder share: their envelope, and the ops and rows inside them. */

#define FOD_WIRE_TEXT_MAX 200
#define FOD_WIRE_NUMBER_MAX G_GINT64_CONSTANT (999999999999999999)

/** fod_wire_begin: starts a message */
void fod_wire_begin (FodJsonWriter *writer, gsize size);

/** fod_wire_end: Returns: (transfer full): the message with its end mark */
char *fod_wire_end (FodJsonWriter *writer);

/** fod_wire_open: Returns: (transfer full) (nullable): the root of a whole message, which @reader
 * borrows. Error: %FOD_WIRE_ERROR */
JsonNode *
fod_wire_open (FodJsonReader *reader, const char *data, gsize size, gsize max_size, GError **error);

/** fod_wire_open_request: as fod_wire_open(), and the message is of this protocol's version */
JsonNode *fod_wire_open_request (
    FodJsonReader *reader, const char *data, gsize size, gsize max_size, GError **error);

/** fod_wire_write_caller: what each request of a device says first; @run: (nullable) */
void fod_wire_write_caller (
    FodJsonWriter *writer, guint schema, const char *device, const char *run, const char *epoch);

/** fod_wire_read_caller: the same; all but @schema (out) (transfer full) (nullable); @run:
 * (optional) */
void fod_wire_read_caller (
    FodJsonReader *reader, guint *schema, char **device, char **run, char **epoch);

/** fod_wire_write_op: an op as the next member or item */
void fod_wire_write_op (FodJsonWriter *writer, const char *name, const FodOp *op);

/** fod_wire_read_op: Returns: (transfer full) (nullable): the op. Error: %FOD_WIRE_ERROR */
FodOp *fod_wire_read_op (JsonObject *object, GError **error);

/** fod_wire_write_row: a row as the next member or item */
void fod_wire_write_row (FodJsonWriter *writer, const char *name, const FodRow *row);

/** fod_wire_read_row: Returns: (transfer full) (nullable): the row. Error: %FOD_WIRE_ERROR */
FodRow *fod_wire_read_row (JsonObject *object, GError **error);

/** fod_wire_new_page: Returns: (transfer full): without rows */
FodPullScope *fod_wire_new_page (void);

/** fod_wire_take_entry: adds an entry of a feed, an object, to the rows of @scope, or puts it aside
 * when it is none */
void fod_wire_take_entry (FodPullScope *scope, JsonNode *node);

/** fod_wire_replace: @table: (transfer full) (nullable): in the place of the one at @place */
void fod_wire_replace (GHashTable **place, GHashTable *table);

/**
 * fod_wire_read_items:
 * @read: reads one item; (transfer full)
 * @free_item: frees one
 *
 * Reads the required array @name of at most @max objects; a failure lands in @reader.
 *
 * Returns: (transfer full) (nullable): the items
 */
GPtrArray *fod_wire_read_items (FodJsonReader *reader,
                                const char *name,
                                guint max,
                                gpointer (*read) (JsonObject *object, GError **error),
                                GDestroyNotify free_item);

G_END_DECLS
