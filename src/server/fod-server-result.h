/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* What an op came to, as the text that is kept for ever beside its id. */

/** fod_server_result_new: Returns: (transfer full): "ok" without versions */
FodOpResult *fod_server_result_new (const char *op);

/** fod_server_result_to_text: Returns: (transfer full): everything but the row */
char *fod_server_result_to_text (const FodOpResult *result);

/** fod_server_result_from_text: Returns: (transfer full) (nullable): the result without a row.
 * Error: %FOD_WIRE_ERROR */
FodOpResult *fod_server_result_from_text (const char *op, const char *text, GError **error);

/** fod_server_result_get_version: Returns: the version that the op gave to a field, or to the row
 * for "" */
guint64 fod_server_result_get_version (const FodOpResult *result, const char *field);

/** fod_server_result_set_version: */
void fod_server_result_set_version (FodOpResult *result, const char *field, guint64 version);

G_END_DECLS
