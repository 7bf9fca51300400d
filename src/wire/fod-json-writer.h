/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodJsonWriter:
 *
 * Writes compact JSON front to back into one buffer, in the order of the calls. @name is the
 * member's name, or %NULL for an item of an array; what is opened is closed by the caller.
 */
typedef struct
{
  GString *text;
  gboolean comma;
} FodJsonWriter;

/** fod_json_writer_init: @size: how many bytes to hold ready; a writer that holds a secret is made
 * large enough, because growing leaves a copy behind */
void fod_json_writer_init (FodJsonWriter *self, gsize size);

/** fod_json_writer_end: Returns: (transfer full): what was written */
char *fod_json_writer_end (FodJsonWriter *self);

/** fod_json_writer_open: @bracket is '{' or '[' */
void fod_json_writer_open (FodJsonWriter *self, const char *name, char bracket);

/** fod_json_writer_close: @bracket is '}' or ']' */
void fod_json_writer_close (FodJsonWriter *self, char bracket);

/** fod_json_writer_text: @text: (nullable): valid UTF-8; %NULL is written as null */
void fod_json_writer_text (FodJsonWriter *self, const char *name, const char *text);

/** fod_json_writer_text_if: nothing at all for %NULL */
void fod_json_writer_text_if (FodJsonWriter *self, const char *name, const char *text);

void fod_json_writer_number (FodJsonWriter *self, const char *name, guint64 number);
void fod_json_writer_flag (FodJsonWriter *self, const char *name, gboolean flag);

/** fod_json_writer_texts: @texts: (element-type utf8 utf8): sorted by name, so that equal tables
 * are equal texts */
void fod_json_writer_texts (FodJsonWriter *self, const char *name, GHashTable *texts);

/** fod_json_writer_texts_if: nothing at all for none; @texts: (nullable) */
void fod_json_writer_texts_if (FodJsonWriter *self, const char *name, GHashTable *texts);

/** fod_json_writer_versions: as fod_json_writer_texts(), decimal texts as numbers and
 * "@op-id" as text */
void fod_json_writer_versions (FodJsonWriter *self, const char *name, GHashTable *versions);

G_END_DECLS
