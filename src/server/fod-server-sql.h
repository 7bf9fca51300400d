/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-store.h"

G_BEGIN_DECLS

/* What changed a row; reads and refusals are in the audit, too. */
#define FOD_SQL_IS_CHANGE                                                                          \
  "verb IN ('create', 'set', 'delete', 'undelete', 'decide', 'admin', 'handover', 'cover-end',"    \
  " 'restore', 'fork') AND result IN ('ok', 'merged', 'conflict')"

/**
 * FodSqlId: every statement that the stores share
 *
 * Their values and columns are the same in every dialect and are listed here, as (values) →
 * columns; USER, DEVICE … are all columns of that table in the order of the scripts of the embedded
 * database.
 */
typedef enum
{
  FOD_SQL_GET_META,       /* (key) → value */
  FOD_SQL_PUT_META,       /* (key, value) */
  FOD_SQL_GET_ROW,        /* (kind, id) → ROW */
  FOD_SQL_ADD_ROW,        /* (ROW): one that is hardly there; nothing where it is */
  FOD_SQL_UPDATE_ROW,     /* (ROW) */
  FOD_SQL_INSERT_ROW,     /* (ROW) */
  FOD_SQL_LIST_CHILDREN,  /* (parent, kind or NULL) → ROW; a writer's are locked */
  FOD_SQL_GET_OP,         /* (id) → result */
  FOD_SQL_PUT_OP,         /* (id, device, result) */
  FOD_SQL_GET_HEAD,       /* (scope) → seq, count, check, floor; a writer's is locked */
  FOD_SQL_PUT_HEAD,       /* (scope, seq, count, check, floor) */
  FOD_SQL_NOTE_AGES,      /* (now): where each feed ends, if it moved since the last time */
  FOD_SQL_INSERT_AGE,     /* (scope, seq, at) */
  FOD_SQL_LIST_AGES,      /* (since) → scope, the last place that is so old */
  FOD_SQL_RAISE_FLOOR,    /* (scope, seq): to the last dead entry up to there, if there is one */
  FOD_SQL_DROP_DEAD,      /* (scope, seq): the dead entries up to there */
  FOD_SQL_DROP_AGES,      /* (scope, seq): what was noted before that place */
  FOD_SQL_LIST_PLACES,    /* (id, kind) → PLACE */
  FOD_SQL_ADD_PLACE,      /* (PLACE): as FOD_SQL_ADD_ROW */
  FOD_SQL_UPDATE_PLACE,   /* (PLACE) */
  FOD_SQL_INSERT_PLACE,   /* (PLACE) */
  FOD_SQL_LIST_FEED,      /* (scope, after, limit) → PLACE */
  FOD_SQL_FIND_USER,      /* (login) → USER */
  FOD_SQL_GET_USER,       /* (id) → USER */
  FOD_SQL_LIST_USERS,     /* → USER */
  FOD_SQL_UPDATE_USER,    /* (USER) */
  FOD_SQL_INSERT_USER,    /* (USER) */
  FOD_SQL_FIND_DEVICE,    /* (token_hash) → DEVICE */
  FOD_SQL_GET_DEVICE,     /* (id) → DEVICE */
  FOD_SQL_LIST_DEVICES,   /* → DEVICE */
  FOD_SQL_PUT_DEVICE,     /* (DEVICE) */
  FOD_SQL_TOUCH_DEVICE,   /* (id, last_seen) */
  FOD_SQL_LOCK_AUDIT,     /* → something; keeps other writers from the end of the audit */
  FOD_SQL_GET_AUDIT_END,  /* → seq */
  FOD_SQL_GET_AUDIT,      /* (seq) → AUDIT */
  FOD_SQL_LIST_CHANGES,   /* (id, kind, limit) → AUDIT*, the newest first */
  FOD_SQL_APPEND_AUDIT,   /* (AUDIT) */
  FOD_SQL_FIND_CREATE,    /* (kind, id) → AUDIT: the first op that was to make the row */
  FOD_SQL_LIST_REFUSED,   /* (seq, limit) → AUDIT; after seq, of ops, and not settled */
  FOD_SQL_ERASE_AUDIT,    /* (id): the values of the row's entries */
  FOD_SQL_ERASE_MENTIONS, /* (id): of those whose values name it */
  FOD_SQL_GET_EFF,        /* (id, rv, kind) → eff */
  FOD_SQL_COUNT,          /* → rows, users, devices, audit */
  FOD_SQL_READ_META,      /* → META, by its key; so for all that follow */
  FOD_SQL_READ_USERS,
  FOD_SQL_READ_DEVICES,
  FOD_SQL_READ_ROWS,
  FOD_SQL_READ_OPS,
  FOD_SQL_READ_HEADS,
  FOD_SQL_READ_AGES,
  FOD_SQL_READ_PLACES,
  FOD_SQL_READ_AUDIT,
  FOD_SQL_N
} FodSqlId;

typedef struct _FodSql FodSql;

/**
 * FodSqlDialect:
 * @get_changes: how many rows the run statement changed; 1 where it updates or inserts, whichever
 * it takes
 *
 * What a database does with a statement. Indexes count as in fod-stmt.h: values from 1, columns
 * from 0.
 */
typedef struct
{
  void (*bind_text) (FodSql *self, int index, const char *text);
  void (*bind_int) (FodSql *self, int index, gint64 value);
  gboolean (*step) (FodSql *self, gboolean *has_row, GError **error);
  gboolean (*run) (FodSql *self, GError **error);
  int (*get_changes) (FodSql *self);
  const char *(*get_text) (FodSql *self, int index);
  gint64 (*get_int) (FodSql *self, int index);
  void (*free) (FodSql *self);
} FodSqlDialect;

/**
 * FodSql:
 *
 * One use of a statement of a store. A dialect's statement begins with this.
 */
struct _FodSql
{
  const FodSqlDialect *dialect;
};

void fod_sql_free (FodSql *self);
void fod_sql_bind_text (FodSql *self, int index, const char *text);
void fod_sql_bind_int (FodSql *self, int index, gint64 value);
/** fod_sql_bind_texts: binds @n of @texts from ?@index on */
void fod_sql_bind_texts (FodSql *self, int index, const char *const *texts, guint n);
/** fod_sql_step: @has_row: (out) (optional): whether a row is there to read. Error: %FOD_DB_ERROR
 */
gboolean fod_sql_step (FodSql *self, gboolean *has_row, GError **error);
/** FodSqlRead: Returns: (transfer full) (nullable): what the row of @sql says, %NULL with @error
 * set
 */
typedef gpointer (*FodSqlRead) (FodSql *sql, GError **error);
/** fod_sql_list: steps to the end; @items: (out) (transfer full): all rows as @read has them.
 * Error: %FOD_DB_ERROR, and that of @read */
gboolean fod_sql_list (
    FodSql *self, FodSqlRead read, GDestroyNotify free_item, GPtrArray **items, GError **error);
/** fod_sql_find: steps once; @item: (out) (transfer full) (nullable): the row as @read has it,
 * %NULL when there is none */
gboolean fod_sql_find (FodSql *self, FodSqlRead read, gpointer *item, GError **error);
/** fod_sql_run: runs to the end without rows; a failure may also be told by a later statement of
 * the transaction, or by its commit. Error: %FOD_DB_ERROR */
gboolean fod_sql_run (FodSql *self, GError **error);
int fod_sql_get_changes (FodSql *self);
/** fod_sql_get_text: Returns: (transfer none) (nullable): valid until the next step */
const char *fod_sql_get_text (FodSql *self, int index);
/** fod_sql_dup_text: Returns: (transfer full) (nullable) */
char *fod_sql_dup_text (FodSql *self, int index);
/** fod_sql_get_int: Returns: 0 for NULL */
gint64 fod_sql_get_int (FodSql *self, int index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSql, fod_sql_free)

G_END_DECLS
