/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-stored-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodServerHead: where a scope's feed stands, and what it holds: the number of live rows and the
 * XOR of their check words (PROTOCOL.md, pull). @floor is the last place whose entry is forgotten:
 * who stood before it may have missed a death.
 */
typedef struct
{
  guint64 seq;
  guint64 count;
  guint64 check;
  guint64 floor;
} FodServerHead;

/**
 * FodServerPlace:
 * @rv: the row's version as the scope's check hash counts it
 * @origin: (nullable): the run of a device's program whose pushes made every change after
 * @other_seq and which has them from the push's answer
 * @other_seq: the place before those changes
 * @kept: it was read from the store
 *
 * A row's place in the feed of one scope.
 */
typedef struct
{
  char *scope;
  char *kind;
  char *id;
  guint64 seq;
  guint64 rv;
  FodRowState state;
  char *origin;
  guint64 other_seq;
  gboolean kept;
} FodServerPlace;

void fod_server_place_free (FodServerPlace *self);

/**
 * FodServerUser:
 * @hash: the password as crypto_pwhash_str gives it
 * @role: "consultant" or "leader"
 *
 * An account. What colleagues see of it is its row of kind "user".
 */
typedef struct
{
  char *id;
  char *login;
  char *hash;
  char *role;
  char *team;
  gboolean active;
} FodServerUser;

void fod_server_user_free (FodServerUser *self);

/**
 * FodServerDeviceState: as numbers in the database
 * @FOD_SERVER_DEVICE_ACTIVE: is let in
 * @FOD_SERVER_DEVICE_REVOKED: may hand over what it has, and nothing else
 * @FOD_SERVER_DEVICE_ENDED: has handed over, and was told that it may wipe itself
 */
typedef enum
{
  FOD_SERVER_DEVICE_ACTIVE,
  FOD_SERVER_DEVICE_REVOKED,
  FOD_SERVER_DEVICE_ENDED
} FodServerDeviceState;

/**
 * FodServerDevice:
 * @token_hash: BLAKE2b-256 of the token, hexadecimal
 *
 * A client's installation, bound to one user.
 */
typedef struct
{
  char *id;
  char *user;
  char *name;
  char *token_hash;
  gint64 last_seen;
  FodServerDeviceState state;
} FodServerDevice;

void fod_server_device_free (FodServerDevice *self);

/**
 * FodServerAuditEntry:
 * @old_values, @new_values: (nullable): JSON of the fields that changed
 * @salt: covers the values in @sum, so that an erasure may drop both and the chain still holds
 * @hash: over the entry before and everything here but values and salt
 *
 * One line of the audit, which only grows.
 */
typedef struct
{
  gint64 seq;
  gint64 at;
  char *user;
  char *device;
  char *op;
  char *kind;
  char *id;
  char *verb;
  char *result;
  guint64 hlc;
  guint64 eff;
  guint64 rv;
  char *old_values;
  char *new_values;
  char *salt;
  char *sum;
  char *hash;
} FodServerAuditEntry;

void fod_server_audit_entry_free (FodServerAuditEntry *self);

/**
 * FodServerCounts: what `status` tells
 */
typedef struct
{
  guint64 rows;
  guint64 users;
  guint64 devices;
  guint64 audit;
} FodServerCounts;

/**
 * FodServerAccess: what a transaction is for
 * @FOD_SERVER_ACCESS_READ: one snapshot of everything; writes nothing, waits for nobody
 * @FOD_SERVER_ACCESS_WRITE: a device's: others may write at the same time, so what it changes it
 *   locks first (fod_server_store_lock_rows())
 * @FOD_SERVER_ACCESS_ALONE: an administrator's: nobody else writes meanwhile
 */
typedef enum
{
  FOD_SERVER_ACCESS_READ,
  FOD_SERVER_ACCESS_WRITE,
  FOD_SERVER_ACCESS_ALONE
} FodServerAccess;

/**
 * FodServerStore:
 *
 * What the server keeps, and nothing of what it means: rows, feeds, accounts, audit. A transaction
 * belongs to the thread that began it. Every function but the readers needs one; errors are
 * %FOD_DB_ERROR, of which %FOD_DB_ERROR_AGAIN asks for the same transaction once more. A getter
 * that finds nothing succeeds with %NULL.
 */
#define FOD_TYPE_SERVER_STORE (fod_server_store_get_type ())
G_DECLARE_INTERFACE (FodServerStore, fod_server_store, FOD, SERVER_STORE, GObject)

struct _FodServerStoreInterface
{
  GTypeInterface parent;

  gboolean (*begin) (FodServerStore *self, FodServerAccess access, GError **error);
  gboolean (*commit) (FodServerStore *self, GError **error);
  void (*rollback) (FodServerStore *self);
  gboolean (*savepoint) (FodServerStore *self, GError **error);
  gboolean (*release) (FodServerStore *self, gboolean keep, GError **error);

  gboolean (*get_meta) (FodServerStore *self, const char *key, char **value, GError **error);
  gboolean (*put_meta) (FodServerStore *self, const char *key, const char *value, GError **error);

  gboolean (*get_row) (
      FodServerStore *self, const char *kind, const char *id, FodStoredRow **row, GError **error);
  gboolean (*put_row) (FodServerStore *self, const FodStoredRow *row, GError **error);
  gboolean (*lock_rows) (FodServerStore *self, GPtrArray *ids, GError **error);
  gboolean (*list_children) (
      FodServerStore *self, const char *parent, const char *kind, GPtrArray **rows, GError **error);
  gboolean (*get_op) (FodServerStore *self, const char *op, char **result, GError **error);
  gboolean (*put_op) (
      FodServerStore *self, const char *op, const char *device, const char *result, GError **error);

  gboolean (*get_head) (FodServerStore *self,
                        const char *scope,
                        FodServerHead *head,
                        GError **error);
  gboolean (*put_head) (FodServerStore *self,
                        const char *scope,
                        const FodServerHead *head,
                        GError **error);
  gboolean (*list_places) (
      FodServerStore *self, const char *kind, const char *id, GPtrArray **places, GError **error);
  gboolean (*put_place) (FodServerStore *self, const FodServerPlace *place, GError **error);
  gboolean (*list_feed) (FodServerStore *self,
                         const char *scope,
                         guint64 after,
                         guint limit,
                         GPtrArray **places,
                         GError **error);
  gboolean (*age_feeds) (FodServerStore *self, gint64 now, gint64 since, GError **error);

  gboolean (*find_user) (FodServerStore *self,
                         const char *login,
                         FodServerUser **user,
                         GError **error);
  gboolean (*get_user) (FodServerStore *self, const char *id, FodServerUser **user, GError **error);
  gboolean (*put_user) (FodServerStore *self, const FodServerUser *user, GError **error);
  gboolean (*find_device) (FodServerStore *self,
                           const char *token_hash,
                           FodServerDevice **device,
                           GError **error);
  gboolean (*get_device) (FodServerStore *self,
                          const char *id,
                          FodServerDevice **device,
                          GError **error);
  gboolean (*put_device) (FodServerStore *self, const FodServerDevice *device, GError **error);
  gboolean (*touch_device) (FodServerStore *self, const char *id, gint64 seen, GError **error);
  gboolean (*list_users) (FodServerStore *self, GPtrArray **users, GError **error);
  gboolean (*list_devices) (FodServerStore *self, GPtrArray **devices, GError **error);

  gboolean (*append_audit) (FodServerStore *self, const FodServerAuditEntry *entry, GError **error);
  gboolean (*get_audit) (FodServerStore *self,
                         gint64 seq,
                         FodServerAuditEntry **entry,
                         GError **error);
  gboolean (*list_changes) (FodServerStore *self,
                            const char *kind,
                            const char *id,
                            gint64 before,
                            GPtrArray **entries,
                            GError **error);
  gboolean (*find_create) (FodServerStore *self,
                           const char *kind,
                           const char *id,
                           FodServerAuditEntry **entry,
                           GError **error);
  gboolean (*list_refused) (
      FodServerStore *self, gint64 after, guint limit, GPtrArray **entries, GError **error);
  gboolean (*get_audit_end) (FodServerStore *self, gint64 *seq, GError **error);
  gboolean (*erase_audit) (FodServerStore *self, const char *id, gboolean mentions, GError **error);
  gboolean (*get_eff) (FodServerStore *self,
                       const char *kind,
                       const char *id,
                       guint64 rv,
                       guint64 *eff,
                       GError **error);

  gboolean (*count) (FodServerStore *self, FodServerCounts *counts, GError **error);
  gboolean (*check) (FodServerStore *self, GError **error);
  gboolean (*backup) (FodServerStore *self, const char *path, GError **error);
  void (*set_patience) (FodServerStore *self, guint ms);
  guint (*get_threads) (FodServerStore *self);
  gboolean (*take_news) (FodServerStore *self,
                         gboolean *anything,
                         GPtrArray *scopes,
                         GError **error);
  void (*stop_news) (FodServerStore *self);                        /* (nullable) */
  gboolean (*forget_bytes) (FodServerStore *self, GError **error); /* (nullable) */
};

/** fod_server_store_begin: a transaction of this thread */
gboolean fod_server_store_begin (FodServerStore *self, FodServerAccess access, GError **error);
gboolean fod_server_store_commit (FodServerStore *self, GError **error);
void fod_server_store_rollback (FodServerStore *self);
/** fod_server_store_savepoint: one level inside the transaction */
gboolean fod_server_store_savepoint (FodServerStore *self, GError **error);
/** fod_server_store_release: @keep says whether what came since the savepoint stays */
gboolean fod_server_store_release (FodServerStore *self, gboolean keep, GError **error);

/** fod_server_store_get_meta: @value: (out) (transfer full) (nullable) */
gboolean
fod_server_store_get_meta (FodServerStore *self, const char *key, char **value, GError **error);
gboolean fod_server_store_put_meta (FodServerStore *self,
                                    const char *key,
                                    const char *value,
                                    GError **error);

/** fod_server_store_get_row: @row: (out) (transfer full) (nullable) */
gboolean fod_server_store_get_row (
    FodServerStore *self, const char *kind, const char *id, FodStoredRow **row, GError **error);
gboolean fod_server_store_put_row (FodServerStore *self, const FodStoredRow *row, GError **error);
/** fod_server_store_lock_rows: @ids: (element-type utf8): keeps other writers from these rows and
 * from those that they hang on until the transaction ends; ids of no row are passed over. It waits
 * in one order, whatever the order of @ids, and so comes before the first row is read to be changed
 */
gboolean fod_server_store_lock_rows (FodServerStore *self, GPtrArray *ids, GError **error);
/** fod_server_store_list_children: @kind: (nullable): of that kind alone; @rows: (out) (transfer
 * full) (element-type FodStoredRow): of every state, by kind and id. A writer's are locked */
gboolean fod_server_store_list_children (
    FodServerStore *self, const char *parent, const char *kind, GPtrArray **rows, GError **error);
/** fod_server_store_get_op: @result: (out) (transfer full) (nullable): what an op came to */
gboolean
fod_server_store_get_op (FodServerStore *self, const char *op, char **result, GError **error);
gboolean fod_server_store_put_op (
    FodServerStore *self, const char *op, const char *device, const char *result, GError **error);

/** fod_server_store_get_head: zeros for a scope without rows. A writer's head is locked until the
 * transaction ends; several are asked for in the order of their names */
gboolean fod_server_store_get_head (FodServerStore *self,
                                    const char *scope,
                                    FodServerHead *head,
                                    GError **error);
gboolean fod_server_store_put_head (FodServerStore *self,
                                    const char *scope,
                                    const FodServerHead *head,
                                    GError **error);
/** fod_server_store_list_places: @places: (out) (transfer full) (element-type FodServerPlace) */
gboolean fod_server_store_list_places (
    FodServerStore *self, const char *kind, const char *id, GPtrArray **places, GError **error);
gboolean
fod_server_store_put_place (FodServerStore *self, const FodServerPlace *place, GError **error);
/** fod_server_store_list_feed: the places after @after in the order of the feed */
gboolean fod_server_store_list_feed (FodServerStore *self,
                                     const char *scope,
                                     guint64 after,
                                     guint limit,
                                     GPtrArray **places,
                                     GError **error);
/** fod_server_store_age_feeds: notes where each feed ends @now, and takes out of it the entries of
 * what was deleted or left before @since, by what was noted then; the head's floor is the last of
 * them. What was erased stays. Milliseconds since 1970; for a transaction that is alone */
gboolean
fod_server_store_age_feeds (FodServerStore *self, gint64 now, gint64 since, GError **error);

gboolean fod_server_store_find_user (FodServerStore *self,
                                     const char *login,
                                     FodServerUser **user,
                                     GError **error);
gboolean fod_server_store_get_user (FodServerStore *self,
                                    const char *id,
                                    FodServerUser **user,
                                    GError **error);
gboolean
fod_server_store_put_user (FodServerStore *self, const FodServerUser *user, GError **error);
gboolean fod_server_store_find_device (FodServerStore *self,
                                       const char *token_hash,
                                       FodServerDevice **device,
                                       GError **error);
gboolean fod_server_store_get_device (FodServerStore *self,
                                      const char *id,
                                      FodServerDevice **device,
                                      GError **error);
gboolean
fod_server_store_put_device (FodServerStore *self, const FodServerDevice *device, GError **error);
/** fod_server_store_touch_device: @seen: of its last contact, milliseconds since 1970; all else
 * that is known of the device stays, whoever changes it meanwhile */
gboolean
fod_server_store_touch_device (FodServerStore *self, const char *id, gint64 seen, GError **error);

/** fod_server_store_list_users: @users: (out) (transfer full) (element-type FodServerUser): by
 * login
 */
gboolean fod_server_store_list_users (FodServerStore *self, GPtrArray **users, GError **error);
/** fod_server_store_list_devices: @devices: (out) (transfer full) (element-type FodServerDevice):
 * by user, the last seen first */
gboolean fod_server_store_list_devices (FodServerStore *self, GPtrArray **devices, GError **error);

/** fod_server_store_append_audit: @entry's seq is the last one plus one */
gboolean fod_server_store_append_audit (FodServerStore *self,
                                        const FodServerAuditEntry *entry,
                                        GError **error);
gboolean fod_server_store_get_audit (FodServerStore *self,
                                     gint64 seq,
                                     FodServerAuditEntry **entry,
                                     GError **error);
/* An entry may be as large as a push. */
#define FOD_SERVER_CHANGES_AT_ONCE 20

/** fod_server_store_list_changes: @before: a seq; @entries: (out) (transfer full) (element-type
 * FodServerAuditEntry): the last %FOD_SERVER_CHANGES_AT_ONCE before it that changed the row, the
 * newest first */
gboolean fod_server_store_list_changes (FodServerStore *self,
                                        const char *kind,
                                        const char *id,
                                        gint64 before,
                                        GPtrArray **entries,
                                        GError **error);
/** fod_server_store_find_create: @entry: (out) (transfer full) (nullable): of the first op that was
 * to make the row, whatever became of it */
gboolean fod_server_store_find_create (FodServerStore *self,
                                       const char *kind,
                                       const char *id,
                                       FodServerAuditEntry **entry,
                                       GError **error);
/** fod_server_store_list_refused: @entries: (out) (transfer full) (element-type
 * FodServerAuditEntry): of the ops behind @after that were refused for whatever reason, and which
 * nobody has settled since; at most @limit, in their order */
gboolean fod_server_store_list_refused (
    FodServerStore *self, gint64 after, guint limit, GPtrArray **entries, GError **error);
/** fod_server_store_get_audit_end: @seq: (out): of the last entry, 0 for none. A writer's end is
 * locked until the transaction ends; it comes after every head */
gboolean fod_server_store_get_audit_end (FodServerStore *self, gint64 *seq, GError **error);
/** fod_server_store_erase_audit: takes the values out of the audit's entries about the row, or,
 * @mentions, of those whose values name it; the chain covers a sum of them only. Error:
 * %FOD_DB_ERROR */
gboolean fod_server_store_erase_audit (FodServerStore *self,
                                       const char *id,
                                       gboolean mentions,
                                       GError **error);

/** fod_server_store_get_eff: @eff: (out): than which nothing that who saw the row at @rv
 * had seen of it is later; 0 for nothing */
gboolean fod_server_store_get_eff (FodServerStore *self,
                                   const char *kind,
                                   const char *id,
                                   guint64 rv,
                                   guint64 *eff,
                                   GError **error);

gboolean fod_server_store_count (FodServerStore *self, FodServerCounts *counts, GError **error);
/** fod_server_store_check: fails when the database finds damage in itself */
gboolean fod_server_store_check (FodServerStore *self, GError **error);
/** fod_server_store_backup: writes a copy under the same key to @path, which must not exist */
gboolean fod_server_store_backup (FodServerStore *self, const char *path, GError **error);

/** fod_server_store_set_patience: a transaction that works longer than @ms fails as one of a busy
 * database does; 0 is for ever, which a store begins with */
void fod_server_store_set_patience (FodServerStore *self, guint ms);

/** fod_server_store_get_threads: Returns: how many threads at once it is worth working from; with 1
 * it is no more than one */
guint fod_server_store_get_threads (FodServerStore *self);

/**
 * fod_server_store_take_news:
 * @anything: (out): whether anything may have changed, accounts and devices too
 * @scopes: (out) (transfer full) (element-type utf8): else the scopes whose heads moved
 *
 * What other processes than this one committed since it was last asked, or since the store was
 * opened. Cheap, outside of a transaction: it is asked every two seconds while devices listen or
 * parts of first loads are kept, and at once after the signal "news", which a store that hears of
 * it emits, from any thread. To say too much is allowed. Error: %FOD_DB_ERROR
 */
gboolean fod_server_store_take_news (FodServerStore *self,
                                     gboolean *anything,
                                     GPtrArray **scopes,
                                     GError **error);

/** fod_server_store_stop_news: "news" is not emitted any more, and nobody is being told it when
 * this returns: who listens may go, and so may the store. It may still be asked */
void fod_server_store_stop_news (FodServerStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerPlace, fod_server_place_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerUser, fod_server_user_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerDevice, fod_server_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerAuditEntry, fod_server_audit_entry_free)

/** fod_server_store_forget_bytes: what was overwritten is not in the database's log any more
 * either, where the log is the store's own. Outside of a transaction. Error: %FOD_DB_ERROR, of
 * which %FOD_DB_ERROR_BUSY says that somebody was reading for too long */
gboolean fod_server_store_forget_bytes (FodServerStore *self, GError **error);

G_END_DECLS
