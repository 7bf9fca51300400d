/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-change.h"

G_BEGIN_DECLS

/* Who has a participant, and who covers until when (PROTOCOL.md, handing over). The one who has
 * them, or their leader, says it in an op that names whom its author had seen there. */

/** fod_server_handover_is_in: Returns: whether one of @ops (element-type FodOp) hands somebody
 * over, so that the batch needs the store for itself */
gboolean fod_server_handover_is_in (GPtrArray *ops);

/** fod_server_handover_set: @field of the change's row, with %FOD_FIELD_HANDED, becomes @value.
 * Error: %FOD_SERVER_REJECTION, %FOD_DB_ERROR */
gboolean fod_server_handover_set (FodServerChange *change,
                                  const FodField *field,
                                  const char *value,
                                  GError **error);

/** fod_server_handover_settle: what follows for the row, before it is stored: a cover ends with its
 * date and with its reason; who did it, and when. Error: %FOD_SERVER_REJECTION, %FOD_DB_ERROR */
gboolean fod_server_handover_settle (FodServerChange *change, GError **error);

/** fod_server_handover_spread: what follows for the rows that hang on it, once it is stored.
 * Error: %FOD_DB_ERROR */
gboolean fod_server_handover_spread (FodServerChange *change, GError **error);

/** fod_server_handover_end_covers: ends what was to end before @today. Error: %FOD_DB_ERROR */
gboolean fod_server_handover_end_covers (FodServerWork *work, const char *today, GError **error);

G_END_DECLS
