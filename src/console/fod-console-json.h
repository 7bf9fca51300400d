/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The console's answers as JSON: names are the schema's own, values are canonical texts. */

/** fod_console_json_add_text: a member; none for %NULL */
void fod_console_json_add_text (JsonBuilder *builder, const char *name, const char *text);

/** fod_console_json_add_number: a member */
void fod_console_json_add_number (JsonBuilder *builder, const char *name, gint64 number);

/** fod_console_json_texts: Returns: (transfer full): an object of the pairs name, text …, ended by
 * a %NULL name; a %NULL text leaves its member out */
JsonNode *fod_console_json_texts (const char *name, ...) G_GNUC_NULL_TERMINATED;

/** fod_console_json_record: Returns: (transfer full): kind, id and the fields that are set */
JsonNode *fod_console_json_record (const FodRecord *record);

/** fod_console_json_spec: Returns: (transfer full): a kind, with its fields, types and merge
 * classes */
JsonNode *fod_console_json_spec (const FodSpec *spec);

G_END_DECLS
