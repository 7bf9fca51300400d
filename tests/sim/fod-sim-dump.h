/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-base.h"
#include "store/fod-store.h"

G_BEGIN_DECLS

/* All that a database of a simulation holds, read as it lies there. The code lists are left out:
 * they are many, and nobody writes them. */

/** FodSimRow: a row as one side confirms it; @state as FodRowState, texts as they lie there */
typedef struct
{
  char *kind;
  char *id;
  guint64 rv;
  guint state;
  char *fields;
  char *versions;
} FodSimRow;

/** FodSimPlace: a row's place in a feed, or (of a device) in a scope; @state: as FodRowState, or
 * (of a device) whether it is stale */
typedef struct
{
  char *scope;
  char *key; /* of the row */
  guint64 seq;
  guint64 rv;
  guint state;
  char *origin;
  guint64 other_seq;
} FodSimPlace;

/** FodSimEntry: a line of the audit */
typedef struct
{
  gint64 seq;
  gint64 at;
  char *user;
  char *device;
  char *op;
  char *kind;
  char *id;
  char *key;
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
} FodSimEntry;

void fod_sim_entry_free (gpointer data);

/** FodSimQueued: an op of a device; @state as FodOpState, 100 for one of the archive */
typedef struct
{
  char *id;
  char *key;
  char *tx;
  guint state;
  char *body;
} FodSimQueued;

#define FOD_SIM_ARCHIVED 100

/**
 * FodSimDump:
 * @rows: key → FodSimRow
 * @places: of FodSimPlace
 * @heads: scope → "seq count check" of the server, "cursor count check" of a device
 * @ops: id → FodSimQueued (a device's)
 * @audit: of FodSimEntry (the server's), in order: those that were asked for
 * @accounts: user → "role team" (the server's)
 * @revoked: devices whose access has ended (the server's)
 *
 * A key is the kind and the id of a row with a blank between.
 */
typedef struct
{
  char *epoch;
  char *organisation;
  GHashTable *rows;
  GPtrArray *places;
  GHashTable *heads;
  GHashTable *ops;
  GPtrArray *audit;
  GHashTable *accounts;
  GHashTable *revoked;
} FodSimDump;

/** fod_sim_dump_server: Returns: (transfer full): what lies in @base; of the audit, which only
 * grows, what stands from @seq on */
FodSimDump *fod_sim_dump_server (FodSimBase *base, gint64 seq);

/** fod_sim_dump_device: Returns: (transfer full): what lies in @store */
FodSimDump *fod_sim_dump_device (FodStore *store);

/** fod_sim_dump_texts: Returns: (transfer full) (element-type utf8): every text in every table of
 * @base, but for the search index */
GPtrArray *fod_sim_dump_texts (FodSimBase *base);

/** fod_sim_dump_device_texts: Returns: (transfer full) (element-type utf8): likewise, of @store */
GPtrArray *fod_sim_dump_device_texts (FodStore *store);

/** fod_sim_dump_get_row: Returns: (transfer none) (nullable): the row */
const FodSimRow *fod_sim_dump_get_row (const FodSimDump *self, const char *kind, const char *id);

/** fod_sim_row_dup: Returns: (transfer full) (nullable): the text of a field */
char *fod_sim_row_dup (const FodSimRow *self, const char *field);

/** fod_sim_row_parse: Returns: (transfer full): field → text */
GHashTable *fod_sim_row_parse (const char *texts);

void fod_sim_dump_free (FodSimDump *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimDump, fod_sim_dump_free)

G_END_DECLS
