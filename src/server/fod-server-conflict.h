/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-change.h"

G_BEGIN_DECLS

/* Two people's values for one field, both kept until somebody decides: a row of kind "conflict"
 * in the scopes of the row that it is about. */

/**
 * FodServerRival: a value, whose it is and when it was written
 */
typedef struct
{
  const char *value;
  const char *user;
  guint64 eff;
} FodServerRival;

/**
 * fod_server_conflict_raise:
 * @field: of @change's row
 * @standing: what stands now
 * @offered: what is offered
 *
 * Notes the conflict; the same row and field have one, which an equal offer joins and another offer
 * updates once it is resolved. While one is open with another offer, a second is made: no value of
 * a person's falls out of sight. Error: %FOD_DB_ERROR
 */
gboolean fod_server_conflict_raise (FodServerChange *change,
                                    const char *field,
                                    const FodServerRival *standing,
                                    const FodServerRival *offered,
                                    GError **error);

/**
 * fod_server_conflict_follow:
 * @told: whether the author of the new value knew of the conflict
 *
 * After @field of @change's row was written: who knew decides by writing, and the conflict is
 * closed; else it stays open beside the new value, and the author is told. Error: %FOD_DB_ERROR
 */
gboolean fod_server_conflict_follow (FodServerChange *change,
                                     const char *field,
                                     gboolean told,
                                     GError **error);

/** fod_server_conflict_close_all: the row of @change was deleted. Error: %FOD_DB_ERROR */
gboolean fod_server_conflict_close_all (FodServerChange *change, GError **error);

/** fod_server_conflict_reopen: @row was deleted and comes back: so do the conflicts that were
 * closed with it. Error: %FOD_DB_ERROR */
gboolean
fod_server_conflict_reopen (FodServerChange *change, const FodStoredRow *row, GError **error);

/** fod_server_conflict_close: closes @conflict in the name of the op's user. Error: %FOD_DB_ERROR
 */
gboolean
fod_server_conflict_close (FodServerChange *change, FodStoredRow *conflict, GError **error);

/** fod_server_conflict_is_open: Returns: whether somebody still has to decide */
gboolean fod_server_conflict_is_open (const FodStoredRow *conflict);

G_END_DECLS
