/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"
#include "wire/fod-op.h"
#include "wire/fod-row.h"

G_BEGIN_DECLS

/* The messages of the protocol as values, and their JSON. One strict reader for both sides: unknown
 * members are passed over, known ones must have their type, limits of fod-protocol.h hold before
 * anything is built, and a message without its end mark is refused. */

/**
 * FodWireError:
 * @FOD_WIRE_ERROR_NOT_JSON: not JSON at all (a captive portal's page, half an answer)
 * @FOD_WIRE_ERROR_LIMIT: deeper, longer or more than the protocol allows
 * @FOD_WIRE_ERROR_FORM: JSON of another form than the protocol's
 * @FOD_WIRE_ERROR_CUT: no end mark
 * @FOD_WIRE_ERROR_PROTOCOL: a request of another version of the protocol
 */
typedef enum
{
  FOD_WIRE_ERROR_NOT_JSON,
  FOD_WIRE_ERROR_LIMIT,
  FOD_WIRE_ERROR_FORM,
  FOD_WIRE_ERROR_CUT,
  FOD_WIRE_ERROR_PROTOCOL
} FodWireError;

#define FOD_WIRE_ERROR (fod_wire_error_quark ())
GQuark fod_wire_error_quark (void);

typedef struct
{
  guint schema;
  char *device;
  char *epoch;
  gint64 sent_at;
  GPtrArray *ops; /* of FodOp */
  char *run;      /* (nullable): the run of the program that asks */
  char *nonce;    /* (nullable): of FOD_PATH_END: what the answer has to prove itself about */
} FodPushRequest;

typedef enum
{
  FOD_RESULT_OK,
  FOD_RESULT_DUP, /* applied before; `versions` are given again */
  FOD_RESULT_MERGED,
  FOD_RESULT_CONFLICT,
  FOD_RESULT_REJECTED
} FodResultCode;

/**
 * FodOpResult:
 * @code: the reason of a rejection: forbidden gone invalid field_unknown transition ref_missing
 * quota
 * @row: (nullable): the row as it is now, with merged, conflict and rejected
 * @versions: field → version, decimal text, with ok and dup
 */
typedef struct
{
  char *op;
  FodResultCode result;
  guint64 rv;
  GHashTable *versions;
  FodRow *row;
  char *conflict;
  char *code;
  char *field;
} FodOpResult;

/**
 * FodPushReply:
 * @before, @heads: (nullable): scope → decimal text: feeds that the push moved with nothing that
 * the device has not got from the results, from where to where
 */
typedef struct
{
  char *epoch;
  gint64 now;
  GPtrArray *results; /* of FodOpResult */
  GHashTable *before;
  GHashTable *heads;
} FodPushReply;

typedef struct
{
  guint schema;
  char *device;
  char *epoch;
  GHashTable *cursors; /* scope → opaque cursor */
  guint limit;
  guint max_bytes;
  char *run;      /* (nullable): the run of the program that asks */
  gboolean parts; /* it loads large scopes in parts (FodSnapshotRequest) */
} FodPullRequest;

/**
 * FodAside:
 * @key: the row's id when it can be read, else a name for @raw
 * @raw: the entry as JSON
 *
 * An entry of a feed that is no row of this protocol: a later version may read it.
 */
typedef struct
{
  char *key;
  char *raw;
} FodAside;

/**
 * FodPullScope:
 * @aside: (nullable): entries that can't be read
 * @count: live rows of the scope (no tombstones), as of @head; 0 when @more and the server does not
 *   say
 * @check: XOR of their check words; only when @more is false
 * @parts: what is to come is fetched in parts from @next on; no rows are given here
 */
typedef struct
{
  char *id;
  char *next;
  gboolean more;
  gboolean parts;
  guint64 head;
  guint64 count;
  guint64 check;
  GPtrArray *rows;  /* of FodRow */
  GPtrArray *aside; /* of FodAside */
} FodPullScope;

typedef struct
{
  char *epoch;
  gint64 now;
  GPtrArray *scopes;  /* of FodPullScope */
  GPtrArray *granted; /* of char*: every scope that the device has now */
  GPtrArray *revoked; /* of char*: scopes asked for that it has no more */
  GPtrArray *reset;   /* of char*: scopes whose cursor is of no use; load them anew */
  GHashTable *why;    /* (nullable): scope → for what reason, of these */
} FodPullReply;

/**
 * FodSnapshotRequest: asks for the part of a first load that begins behind @cursor of @scope
 */
typedef struct
{
  guint schema;
  char *device;
  char *epoch;
  char *run; /* (nullable): the run of the program that asks */
  char *scope;
  char *cursor;
} FodSnapshotRequest;

/**
 * FodSnapshotHead: the line that a part begins with
 * @from: the cursor that was asked with
 * @next: the cursor behind the part
 * @more: whether another part can be asked for with it; a pull brings what is left
 * @head, @count: of the scope, as in #FodPullScope
 * @sum: SHA-256 of all that comes behind the line, 64 hexadecimal digits
 */
typedef struct
{
  char *epoch;
  gint64 now;
  char *scope;
  char *from;
  char *next;
  gboolean more;
  guint64 head;
  guint64 count;
  char *sum;
} FodSnapshotHead;

typedef struct
{
  guint proto_min, proto_max;
  guint schema_now, schema_min_push, schema_min_pull;
  char *epoch;
  gint64 now;
} FodHello;

/**
 * FodHeads: what is said on the line of FOD_PATH_LIVE
 * @heads: scope → where its feed ends, decimal text; every scope that the device has now
 */
typedef struct
{
  char *epoch;
  GHashTable *heads;
} FodHeads;

/**
 * FodEndReply: the answer to a push to FOD_PATH_END
 * @taken: how many ops the server has in its quarantine now
 * @proof: fod_wire_dup_end_proof() of the request
 */
typedef struct
{
  guint64 taken;
  char *proof;
} FodEndReply;

/**
 * FodHistoryRequest: asks what the server knows of the earlier values of one row
 */
typedef struct
{
  guint schema;
  char *device;
  char *epoch;
  char *kind;
  char *row;
} FodHistoryRequest;

/**
 * FodTold:
 * @verb: "create", "set", "delete" or "undelete"
 * @at_ms: when it counts as written, ms since 1970
 * @user: (nullable): who did it; %NULL for the server by itself
 * @own: the reading of the clock in the op, when it came from the device that asks; else 0
 * @new_values, @old_values: field → text, or %NULL for "not set"; no old value is said where the
 *   server does not know it
 * @lost: field → what was written and did not stand, because somebody else wrote at the same time
 *
 * One change of one row.
 */
typedef struct
{
  char *verb;
  gint64 at_ms;
  char *user;
  FodHlc own;
  GHashTable *new_values;
  GHashTable *old_values;
  GHashTable *lost;
} FodTold;

/**
 * FodHistoryReply:
 * @rv: the row's counter up to which this is all
 * @told: (element-type FodTold): newest first
 * @more: there were others before them
 */
typedef struct
{
  char *epoch;
  guint64 rv;
  gboolean more;
  GPtrArray *told;
} FodHistoryReply;

/**
 * FodQuarantineRequest: asks a leader's questions about what was refused
 * @after: (nullable): the "next" of the reply before, %NULL to begin with the oldest
 * @settled: (element-type utf8): entries, by their "n", that nobody needs to see again
 */
typedef struct
{
  guint schema;
  char *device;
  char *epoch;
  char *run; /* (nullable): the run of the program that asks */
  char *after;
  GPtrArray *settled;
} FodQuarantineRequest;

/**
 * FodQuarantined: an op that the server refused and keeps
 * @n: its name among the entries
 * @at: when the server refused it, ms since 1970
 * @by: (nullable): who wrote it
 * @verb: as an op has it
 * @fields, @added, @removed: what it says, as an op's
 */
typedef struct
{
  char *n;
  gint64 at;
  char *by;
  char *kind;
  char *row;
  char *verb;
  char *code;
  GHashTable *fields;
  GHashTable *added;
  GHashTable *removed;
} FodQuarantined;

/**
 * FodQuarantineReply:
 * @more: there may be further entries behind @next
 */
typedef struct
{
  char *epoch;
  gint64 now;
  GPtrArray *entries; /* of FodQuarantined */
  char *next;
  gboolean more;
} FodQuarantineReply;

typedef struct
{
  char *login;
  FodSecret *password;
  char *device;
  char *device_name;
} FodEnrolRequest;

typedef struct
{
  char *token;
  char *user;
  char *team;
  char *role;
  char *organisation;
  char *epoch;
} FodEnrolReply;

/** fod_told_new: Returns: (transfer full): a change without values */
FodTold *fod_told_new (const char *verb, gint64 at_ms);
void fod_told_free (FodTold *self);

void fod_push_request_free (FodPushRequest *self);
void fod_push_reply_free (FodPushReply *self);
void fod_pull_request_free (FodPullRequest *self);
void fod_pull_reply_free (FodPullReply *self);
void fod_pull_scope_free (FodPullScope *self);
void fod_snapshot_request_free (FodSnapshotRequest *self);
void fod_snapshot_head_free (FodSnapshotHead *self);
void fod_op_result_free (FodOpResult *self);
void fod_hello_free (FodHello *self);
void fod_heads_free (FodHeads *self);
void fod_end_reply_free (FodEndReply *self);
void fod_history_request_free (FodHistoryRequest *self);
void fod_history_reply_free (FodHistoryReply *self);
FodQuarantined *fod_quarantined_new (void);
void fod_quarantined_free (FodQuarantined *self);
void fod_quarantine_request_free (FodQuarantineRequest *self);
void fod_quarantine_reply_free (FodQuarantineReply *self);
void fod_enrol_request_free (FodEnrolRequest *self);
void fod_enrol_reply_free (FodEnrolReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodPushRequest, fod_push_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodPushReply, fod_push_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodPullRequest, fod_pull_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodPullReply, fod_pull_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodPullScope, fod_pull_scope_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSnapshotRequest, fod_snapshot_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSnapshotHead, fod_snapshot_head_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodOpResult, fod_op_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodHello, fod_hello_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodHeads, fod_heads_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodEndReply, fod_end_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodTold, fod_told_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodHistoryRequest, fod_history_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodHistoryReply, fod_history_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodQuarantined, fod_quarantined_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodQuarantineRequest, fod_quarantine_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodQuarantineReply, fod_quarantine_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodEnrolRequest, fod_enrol_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodEnrolReply, fod_enrol_reply_free)

/* Printing: (transfer full) UTF-8 JSON. Parsing: @data need not end in NUL; error %FOD_WIRE_ERROR.
 */
char *fod_wire_print_push_request (const FodPushRequest *request);
FodPushRequest *fod_wire_parse_push_request (const char *data, gsize size, GError **error);
char *fod_wire_print_push_reply (const FodPushReply *reply);
FodPushReply *fod_wire_parse_push_reply (const char *data, gsize size, GError **error);
char *fod_wire_print_pull_request (const FodPullRequest *request);
FodPullRequest *fod_wire_parse_pull_request (const char *data, gsize size, GError **error);
char *fod_wire_print_pull_reply (const FodPullReply *reply);
FodPullReply *fod_wire_parse_pull_reply (const char *data, gsize size, GError **error);
char *fod_wire_print_snapshot_request (const FodSnapshotRequest *request);
FodSnapshotRequest *fod_wire_parse_snapshot_request (const char *data, gsize size, GError **error);
char *fod_wire_print_snapshot_head (const FodSnapshotHead *head);
FodSnapshotHead *fod_wire_parse_snapshot_head (const char *data, gsize size, GError **error);
char *fod_wire_print_hello (const FodHello *hello);
FodHello *fod_wire_parse_hello (const char *data, gsize size, GError **error);
char *fod_wire_print_heads (const FodHeads *heads);
FodHeads *fod_wire_parse_heads (const char *data, gsize size, GError **error);
char *fod_wire_print_end_reply (const FodEndReply *reply);
FodEndReply *fod_wire_parse_end_reply (const char *data, gsize size, GError **error);
char *fod_wire_print_history_request (const FodHistoryRequest *request);
FodHistoryRequest *fod_wire_parse_history_request (const char *data, gsize size, GError **error);
char *fod_wire_print_history_reply (const FodHistoryReply *reply);
FodHistoryReply *fod_wire_parse_history_reply (const char *data, gsize size, GError **error);
char *fod_wire_print_quarantine_request (const FodQuarantineRequest *request);
FodQuarantineRequest *
fod_wire_parse_quarantine_request (const char *data, gsize size, GError **error);
char *fod_wire_print_quarantine_reply (const FodQuarantineReply *reply);
FodQuarantineReply *fod_wire_parse_quarantine_reply (const char *data, gsize size, GError **error);
char *fod_wire_print_enrol_request (const FodEnrolRequest *request);
FodEnrolRequest *fod_wire_parse_enrol_request (const char *data, gsize size, GError **error);
char *fod_wire_print_enrol_reply (const FodEnrolReply *reply);
FodEnrolReply *fod_wire_parse_enrol_reply (const char *data, gsize size, GError **error);

/** fod_wire_append_row: adds @row to the rows of a part, one a line */
void fod_wire_append_row (GString *lines, const FodRow *row);

/** fod_wire_parse_rows: @data: the rows of a part. Returns: (transfer full) (nullable): a page of
 * @scope up to @next with them, which is not the last. Error: %FOD_WIRE_ERROR */
FodPullScope *fod_wire_parse_rows (
    const char *data, gsize size, const char *scope, const char *next, GError **error);

/**
 * fod_wire_dup_end_proof:
 * @token: the device's
 *
 * What only who knows the device's token can say about @request: its device, its nonce, its ops.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *fod_wire_dup_end_proof (const char *token, const FodPushRequest *request);

/* One op or row as JSON text, for the queue, the base and the server's log. */
char *fod_wire_print_op (const FodOp *op);
FodOp *fod_wire_parse_op (const char *data, gsize size, GError **error);
char *fod_wire_print_texts (GHashTable *texts);
GHashTable *fod_wire_parse_texts (const char *data, gsize size, GError **error);

G_END_DECLS
