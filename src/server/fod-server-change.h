/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * FodServerRejection: why an op is not taken, as in the protocol's codes
 */
typedef enum
{
  FOD_SERVER_REJECTION_FORBIDDEN,
  FOD_SERVER_REJECTION_GONE,
  FOD_SERVER_REJECTION_INVALID,
  FOD_SERVER_REJECTION_FIELD_UNKNOWN,
  FOD_SERVER_REJECTION_TRANSITION,
  FOD_SERVER_REJECTION_REF_MISSING,
  FOD_SERVER_REJECTION_QUOTA
} FodServerRejection;

#define FOD_SERVER_REJECTION (fod_server_rejection_quark ())
GQuark fod_server_rejection_quark (void);

/** fod_server_rejection_to_code: Returns: (transfer none): the code on the wire */
const char *fod_server_rejection_to_code (int rejection);

/**
 * FodServerBase:
 * @given: whether the op names a base
 * @version: the version that the editor had seen, 0 for never
 * @told: whether the editor had been told of a conflict that was open at that version
 */
typedef struct
{
  gboolean given;
  guint64 version;
  gboolean told;
} FodServerBase;

/**
 * FodServerChange:
 * @earlier: results of the batch's ops so far, by op id
 * @skew_ms: by how much the device's clock is behind the server's
 * @row: (nullable): the row as it stands, then as it becomes
 * @raised: whether the row's counter was raised for this op
 * @joins: whether a create met the row that it makes, and is an edit of it
 * @surprise: whether the row came out otherwise than the pusher can tell from the answer
 * @old_values, @new_values: what changed, for the audit
 *
 * One op being applied to one row.
 */
typedef struct
{
  FodServerWork *work;
  const FodOp *op;
  const FodSpec *spec;
  GHashTable *earlier;
  gint64 skew_ms;
  FodStoredRow *row;
  guint64 eff;
  gboolean raised;
  gboolean joins;
  gboolean surprise;
  FodOpResult *result;
  GHashTable *old_values;
  GHashTable *new_values;
} FodServerChange;

/** fod_server_change_new: loads the row. Error: %FOD_DB_ERROR, %FOD_SERVER_REJECTION */
FodServerChange *fod_server_change_new (
    FodServerWork *work, const FodOp *op, GHashTable *earlier, gint64 skew_ms, GError **error);

void fod_server_change_free (FodServerChange *self);

/** fod_server_change_reject: sets @error and notes the field (%NULL: none); Returns: %FALSE */
gboolean fod_server_change_reject (FodServerChange *self,
                                   FodServerRejection why,
                                   const char *field,
                                   GError **error);

/** fod_server_change_get_base: what the editor had seen of @field, or of the row for "".
 * Error: %FOD_DB_ERROR */
gboolean fod_server_change_get_base (FodServerChange *self,
                                     const char *field,
                                     FodServerBase *base,
                                     GError **error);

/** fod_server_change_date: settles the op's effective time (PROTOCOL.md, identifiers and time).
 * Error: %FOD_DB_ERROR */
gboolean fod_server_change_date (FodServerChange *self, GError **error);

/** fod_server_change_raise: raises the row's counter, once an op */
void fod_server_change_raise (FodServerChange *self);

/** fod_server_change_write: writes a field as the op's user and time */
void fod_server_change_write (FodServerChange *self, const char *field, const char *value);

/** fod_server_change_check: the rules of the schema. Error: %FOD_SERVER_REJECTION */
gboolean fod_server_change_check (FodServerChange *self, GError **error);

/** fod_server_change_save: stores the row and notes it for the feeds. Error: %FOD_DB_ERROR */
gboolean fod_server_change_save (FodServerChange *self, GError **error);

/**
 * fod_server_change_save_other:
 * @row: a row that changes because of the op: a conflict, a forked note, a restored parent
 * @verb: what happened to it, for the audit
 *
 * Raises no counter. Error: %FOD_DB_ERROR
 */
gboolean fod_server_change_save_other (FodServerChange *self,
                                       FodStoredRow *row,
                                       const char *verb,
                                       GError **error);

/** fod_server_change_worsen: the op's result becomes at least @result */
void fod_server_change_worsen (FodServerChange *self, FodResultCode result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerChange, fod_server_change_free)

G_END_DECLS
