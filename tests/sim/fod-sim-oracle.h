/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-dump.h"
#include "sim/fod-sim-step.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * FodSimOracle:
 * @server: what the server held when it was last looked at
 * @devices: likewise, %NULL for one that is not there
 * @users: device → the id of its user
 * @twins: devices that share their id with another, or were put back to an older copy
 * @values: "epoch key field version" → the value that the server had there
 * @cursors: "device epoch scope" → the last cursor that was not of a first load
 * @spoilt: "device key": rows that once came to a device as nobody can read them
 * @ill: devices that had something to deal with that is not as it should be
 * @saves: of FodSimSave
 * @ops: id → FodSimSent: what was sent to the server
 * @audit: of FodSimEntry: the whole of it, but for who read what
 * @news: how many of these came last
 * @restored: the server went back to a backup once
 * @slept: everybody was away for more than a year once
 * @erased: ids of rows of which nothing is left
 * @words: key → texts that were ever saved there
 * @buried: those of them that nobody may find any more
 * @ended: ids of devices whose access has ended
 * @answered: the ops that the audit has an outcome of
 * @end: the last entry of all, %NULL for none
 * @model: key → FodSimModel, by the audit alone
 * @broken: the first complaint
 * @number: of the invariant that it is about
 *
 * Knows protocol.md §7 and nothing of how the product keeps to it.
 */
typedef struct
{
  FodSimDump *server;
  FodSimDump *devices[FOD_SIM_DEVICES];
  char *users[FOD_SIM_DEVICES];
  gboolean twins[FOD_SIM_DEVICES];
  GHashTable *values;
  GHashTable *cursors;
  GHashTable *spoilt;
  gboolean ill[FOD_SIM_DEVICES];
  GPtrArray *saves;
  GHashTable *ops;
  GPtrArray *audit;
  guint news;
  gboolean restored;
  gboolean slept;
  GHashTable *erased;
  GHashTable *words;
  GHashTable *buried;
  GHashTable *ended;
  GHashTable *answered;
  FodSimEntry *end;
  GHashTable *model;
  char *broken;
  guint number;
} FodSimOracle;

/**
 * FodSimSave:
 * @token: a text that nobody else ever writes
 * @left: its row went from that device once, with all that could be given back of it
 *
 * What a person saved at a device.
 */
typedef struct
{
  guint device;
  char *key;
  char *field;
  char *token;
  char *tx;
  gboolean left;
} FodSimSave;

/**
 * FodSimSent:
 * @op: as it came
 * @sent_at: when its sender believed to send it
 * @session: the newest clock session that came along
 */
typedef struct
{
  FodOp *op;
  gint64 sent_at;
  guint session;
} FodSimSent;

/**
 * FodSimModel:
 * @fields: field → text
 * @writes: field → GArray of FodSimWrite, oldest first
 *
 * A row as the audit tells it.
 */
typedef struct
{
  guint64 rv;
  guint state;
  GHashTable *fields;
  GHashTable *writes;
} FodSimModel;

/** FodSimWrite: at which of the row's versions a value was written, and when it counts as written
 */
typedef struct
{
  guint64 rv;
  guint64 eff;
} FodSimWrite;

FodSimOracle *fod_sim_oracle_new (void);
void fod_sim_oracle_free (FodSimOracle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimOracle, fod_sim_oracle_free)

/** fod_sim_oracle_complain: notes that invariant @number is broken, unless another was before */
void fod_sim_oracle_complain (FodSimOracle *self, guint number, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/** fod_sim_oracle_see_server: @dump: (transfer full): the server after a transaction; @restored:
 * it went back to a backup */
void fod_sim_oracle_see_server (FodSimOracle *self, FodSimDump *dump, gboolean restored);

/** fod_sim_oracle_see_ops: what @device sends; before the server does anything with it */
void fod_sim_oracle_see_ops (FodSimOracle *self, guint device, const FodPushRequest *request);

/** fod_sim_oracle_get_end: Returns: the place of the last entry of the audit that was seen */
gint64 fod_sim_oracle_get_end (const FodSimOracle *self);

/** fod_sim_oracle_see_push: what the server answered to @device */
void fod_sim_oracle_see_push (FodSimOracle *self,
                              guint device,
                              const FodPushRequest *request,
                              const FodPushReply *reply);

/** fod_sim_oracle_see_pull: likewise */
void fod_sim_oracle_see_pull (FodSimOracle *self,
                              guint device,
                              const FodPullRequest *request,
                              const FodPullReply *reply);

/**
 * fod_sim_oracle_see_device:
 * @dump: (transfer full): the device at the end of a step
 * @anew: its disk is another's, or an older one
 * @in_step: it has just ended a round without an error
 */
void fod_sim_oracle_see_device (
    FodSimOracle *self, guint device, FodSimDump *dump, gboolean anew, gboolean in_step);

/** fod_sim_oracle_see_device_again: nothing has changed on its disk */
void fod_sim_oracle_see_device_again (FodSimOracle *self, guint device, gboolean in_step);

/** fod_sim_oracle_save: somebody saved @token at @device */
void fod_sim_oracle_save (
    FodSimOracle *self, guint device, const char *key, const char *field, const char *token);

/** fod_sim_oracle_end_save: what was saved since the last call is of transaction @tx; %NULL: it was
 * not taken, and nobody was told that it was */
void fod_sim_oracle_end_save (FodSimOracle *self, const char *tx);

/** fod_sim_oracle_unsave: the person took transaction @tx back, or (%NULL) threw away the row @key
 * at @device */
void fod_sim_oracle_unsave (FodSimOracle *self, guint device, const char *tx, const char *key);

/** fod_sim_oracle_forget_disk: a disk of @device is no more: what was saved there, did not come to
 * the server and is not on the disk that it has now is lost, and nobody can help it */
void fod_sim_oracle_forget_disk (FodSimOracle *self, guint device);

/** fod_sim_oracle_forget_strange: the server lost what was saved at @device in rows that are not
 * its user's any more, and of which it may keep nothing */
void fod_sim_oracle_forget_strange (FodSimOracle *self, guint device);

/** fod_sim_oracle_spoil: row @key came to @device as nobody can read it */
void fod_sim_oracle_spoil (FodSimOracle *self, guint device, const char *key);

/** fod_sim_oracle_is_spoilt: Returns: whether it ever did; %NULL: any row */
gboolean fod_sim_oracle_is_spoilt (FodSimOracle *self, guint device, const char *key);

/** fod_sim_oracle_copy_spoilt: the disk of @from is now that of @to too */
void fod_sim_oracle_copy_spoilt (FodSimOracle *self, guint from, guint to);

/** fod_sim_oracle_erase: the participant @key and all that hangs on it is dead from now on */
void fod_sim_oracle_erase (FodSimOracle *self, const char *key);

/** fod_sim_oracle_bury: what is now seen to hang on the dead, or on what names them, is dead too */
void fod_sim_oracle_bury (FodSimOracle *self);

/** fod_sim_oracle_is_buried: Returns: whether @queued is about the dead */
gboolean fod_sim_oracle_is_buried (FodSimOracle *self, const FodSimQueued *queued);

/** fod_sim_oracle_is_of_dead: Returns: whether @op is about the dead, or names them */
gboolean fod_sim_oracle_is_of_dead (FodSimOracle *self, const FodOp *op);

/** fod_sim_oracle_is_giving: Returns: whether something waits at @device that takes rows from it */
gboolean fod_sim_oracle_is_giving (FodSimOracle *self, guint device);

/** fod_sim_oracle_end_device: nothing is left on @device; what was saved there is at the server */
void fod_sim_oracle_end_device (FodSimOracle *self, guint device);

/** fod_sim_oracle_rest: all devices have nothing more to say */
void fod_sim_oracle_rest (FodSimOracle *self);

/* The parts of the above, each in a file of its own. */

/** fod_sim_check_server: @before: (nullable) */
void fod_sim_check_server (FodSimOracle *self, const FodSimDump *before);
/** fod_sim_check_chain: takes what is new in the audit over. @restored: all of it is */
void fod_sim_check_chain (FodSimOracle *self, gboolean restored);
/** fod_sim_check_audit: @before: (nullable) */
void fod_sim_check_audit (FodSimOracle *self, const FodSimDump *before);
/** fod_sim_check_date: @entry comes next */
void fod_sim_check_date (FodSimOracle *self, const FodSimEntry *entry);
/** fod_sim_check_erased: @before: (nullable): nothing at the server is about who was erased */
void fod_sim_check_erased (FodSimOracle *self, const FodSimDump *before);
/** fod_sim_check_obeyed: nor on a device that has pulled */
void fod_sim_check_obeyed (FodSimOracle *self, guint device);
/** fod_sim_check_words: @texts: (element-type utf8): all texts of a database; nor among them */
void fod_sim_check_words (FodSimOracle *self, guint number, const char *where, GPtrArray *texts);
void fod_sim_check_conflicts (FodSimOracle *self);
/** fod_sim_check_device: @before: (nullable) */
void
fod_sim_check_device (FodSimOracle *self, guint device, const FodSimDump *before, gboolean in_step);
/** fod_sim_check_feeds: that the device holds what its cursors say */
void fod_sim_check_feeds (FodSimOracle *self, guint device);
/** fod_sim_check_saves: that no save is lost */
void fod_sim_check_saves (FodSimOracle *self);

/** fod_sim_model_get: Returns: (transfer none): the row of @key, made when it is missing */
FodSimModel *fod_sim_model_get (FodSimOracle *self, const char *key);

/** fod_sim_model_new_table: Returns: (transfer full): key → FodSimModel */
GHashTable *fod_sim_model_new_table (void);

/** fod_sim_model_take: @entry happens to its row */
void fod_sim_model_take (FodSimOracle *self, const FodSimEntry *entry);

/** fod_sim_model_find_eff: Returns: when the value counts as written that @field of @key had at its
 * version @rv; 0 for none */
guint64 fod_sim_model_find_eff (FodSimOracle *self, const char *key, const char *field, guint64 rv);

/** fod_sim_scopes_of_row: Returns: (transfer full): who should hold @row, by the table in
 * protocol.md §2 alone */
GPtrArray *fod_sim_scopes_of_row (const FodSimDump *server, const FodSimRow *row);

/** fod_sim_scopes_get_parent: Returns: (transfer none) (nullable): the row that @row hangs on */
const FodSimRow *fod_sim_scopes_get_parent (const FodSimDump *server, const FodSimRow *row);

/** fod_sim_scopes_of_user: Returns: (transfer full): likewise, what @user should hold */
GPtrArray *fod_sim_scopes_of_user (const FodSimDump *server, const char *user);

/** fod_sim_scopes_have: Returns: whether @scope is one of @scopes */
gboolean fod_sim_scopes_have (GPtrArray *scopes, const char *scope);

/** fod_sim_scopes_meet: Returns: whether they have one in common */
gboolean fod_sim_scopes_meet (GPtrArray *a, GPtrArray *b);

G_END_DECLS
