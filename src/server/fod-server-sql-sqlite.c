/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The statements in the embedded database's words. */

#include "config.h"

#include "server/fod-server-sql-sqlite.h"

#define ROW "kind, id, parent, rv, state, fields, versions, marks"
#define HEAD "scope, seq, count, \"check\", floor"
#define PLACE "scope, kind, id, seq, rv, state, origin, other_seq"
/* Deleted, or gone elsewhere. That something was erased is told for ever. */
#define DEAD "state IN (1, 2)"
#define USER "id, login, hash, role, team, active"
#define DEVICE "id, user, name, token_hash, last_seen, revoked"
/* As the index says it, so that it is used. */
#define REFUSED                                                                                    \
  "result IN ('forbidden', 'ref_missing', 'gone', 'invalid', 'field_unknown', 'transition',"       \
  " 'quota')"
#define AUDIT                                                                                      \
  "seq, at, user, device, op, kind, id, verb, result, hlc, eff, rv, old_values, new_values, salt," \
  " sum, hash"

/* INSERT OR REPLACE of a user would take the devices' reference away for a moment. */
static const char *const texts[FOD_SQL_N] = {
  [FOD_SQL_GET_META] = "SELECT value FROM meta WHERE key = ?1",
  [FOD_SQL_PUT_META] = "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
  [FOD_SQL_GET_ROW] = "SELECT " ROW " FROM row WHERE kind = ?1 AND id = ?2",
  [FOD_SQL_ADD_ROW] = "INSERT OR IGNORE INTO row (" ROW ")"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [FOD_SQL_UPDATE_ROW] = "UPDATE OR FAIL row SET parent = ?3, rv = ?4, state = ?5, fields = ?6,"
                         " versions = ?7, marks = ?8 WHERE kind = ?1 AND id = ?2",
  [FOD_SQL_INSERT_ROW] = "INSERT INTO row (" ROW ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [FOD_SQL_LIST_CHILDREN] = "SELECT " ROW " FROM row WHERE parent = ?1"
                            " AND (?2 IS NULL OR kind = ?2) ORDER BY kind, id",
  [FOD_SQL_GET_OP] = "SELECT result FROM op_seen WHERE id = ?1",
  [FOD_SQL_PUT_OP] = "INSERT INTO op_seen (id, device, result) VALUES (?1, ?2, ?3)",
  [FOD_SQL_GET_HEAD] = "SELECT seq, count, \"check\", floor FROM scope_head WHERE scope = ?1",
  [FOD_SQL_PUT_HEAD] = "INSERT OR REPLACE INTO scope_head (" HEAD ")"
                       " VALUES (?1, ?2, ?3, ?4, ?5)",
  [FOD_SQL_NOTE_AGES] = "INSERT INTO scope_age (scope, seq, at) SELECT h.scope, h.seq, ?1"
                        " FROM scope_head h WHERE NOT EXISTS (SELECT 1 FROM scope_age a"
                        " WHERE a.scope = h.scope AND a.seq >= h.seq)",
  [FOD_SQL_INSERT_AGE] = "INSERT INTO scope_age (scope, seq, at) VALUES (?1, ?2, ?3)",
  [FOD_SQL_LIST_AGES] = "SELECT scope, max(seq) FROM scope_age WHERE at <= ?1 GROUP BY scope",
  [FOD_SQL_RAISE_FLOOR] = "UPDATE scope_head SET floor = coalesce((SELECT max(r.seq)"
                          " FROM scope_row r WHERE r.scope = ?1 AND r.seq > scope_head.floor"
                          " AND r.seq <= ?2 AND r." DEAD "), floor) WHERE scope = ?1",
  [FOD_SQL_DROP_DEAD] = "DELETE FROM scope_row WHERE scope = ?1 AND seq <= ?2 AND " DEAD,
  [FOD_SQL_DROP_AGES] = "DELETE FROM scope_age WHERE scope = ?1 AND seq < ?2",
  [FOD_SQL_LIST_PLACES] = "SELECT " PLACE " FROM scope_row WHERE id = ?1 AND kind = ?2",
  [FOD_SQL_ADD_PLACE] = "INSERT OR IGNORE INTO scope_row (" PLACE ")"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [FOD_SQL_UPDATE_PLACE] = "UPDATE OR FAIL scope_row SET seq = ?4, rv = ?5, state = ?6,"
                           " origin = ?7, other_seq = ?8"
                           " WHERE id = ?3 AND kind = ?2 AND scope = ?1",
  [FOD_SQL_INSERT_PLACE] = "INSERT INTO scope_row (" PLACE ")"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [FOD_SQL_LIST_FEED] = "SELECT " PLACE " FROM scope_row WHERE scope = ?1 AND seq > ?2"
                        " ORDER BY seq LIMIT ?3",
  [FOD_SQL_FIND_USER] = "SELECT " USER " FROM user WHERE login = ?1",
  [FOD_SQL_GET_USER] = "SELECT " USER " FROM user WHERE id = ?1",
  [FOD_SQL_LIST_USERS] = "SELECT " USER " FROM user ORDER BY login",
  [FOD_SQL_UPDATE_USER] = "UPDATE user SET login = ?2, hash = ?3, role = ?4, team = ?5,"
                          " active = ?6 WHERE id = ?1",
  [FOD_SQL_INSERT_USER] = "INSERT INTO user (" USER ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  [FOD_SQL_FIND_DEVICE] = "SELECT " DEVICE " FROM device WHERE token_hash = ?1",
  [FOD_SQL_GET_DEVICE] = "SELECT " DEVICE " FROM device WHERE id = ?1",
  [FOD_SQL_LIST_DEVICES] = "SELECT " DEVICE " FROM device ORDER BY user, last_seen DESC",
  [FOD_SQL_PUT_DEVICE] = "INSERT OR REPLACE INTO device (" DEVICE ")"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  [FOD_SQL_TOUCH_DEVICE] = "UPDATE device SET last_seen = ?2 WHERE id = ?1",
  /* Every transaction of a writer is alone. */
  [FOD_SQL_LOCK_AUDIT] = "SELECT 1",
  [FOD_SQL_GET_AUDIT_END] = "SELECT max(seq) FROM audit",
  [FOD_SQL_GET_AUDIT] = "SELECT " AUDIT " FROM audit WHERE seq = ?1",
  [FOD_SQL_LIST_CHANGES] = "SELECT " AUDIT " FROM audit WHERE id = ?1 AND kind = ?2"
                           " AND seq < ?3 AND " FOD_SQL_IS_CHANGE " ORDER BY seq DESC LIMIT ?4",
  [FOD_SQL_APPEND_AUDIT] = "INSERT INTO audit (" AUDIT ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
                           " ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
  [FOD_SQL_FIND_CREATE] = "SELECT " AUDIT " FROM audit WHERE kind = ?1 AND id = ?2"
                          " AND verb = 'create' AND op IS NOT NULL ORDER BY seq LIMIT 1",
  [FOD_SQL_LIST_REFUSED] = "SELECT " AUDIT " FROM audit WHERE seq > ?1 AND op IS NOT NULL"
                           " AND " REFUSED " AND NOT EXISTS (SELECT 1 FROM audit AS settled"
                           " WHERE settled.verb = 'settle' AND settled.op = audit.op)"
                           " ORDER BY seq LIMIT ?2",
  [FOD_SQL_ERASE_AUDIT] = "UPDATE audit SET old_values = NULL, new_values = NULL, salt = NULL"
                          " WHERE id = ?1",
  [FOD_SQL_ERASE_MENTIONS] =
      "UPDATE audit SET old_values = NULL, new_values = NULL, salt = NULL"
      " WHERE instr (new_values, ?1) > 0 OR instr (old_values, ?1) > 0"
      " OR (" REFUSED " AND NOT EXISTS (SELECT 1 FROM row AS made"
      " WHERE made.kind = audit.kind AND made.id = audit.id) AND id IN (SELECT id FROM audit"
      " WHERE verb = 'create' AND " REFUSED " AND instr (new_values, ?1) > 0))",
  [FOD_SQL_GET_EFF] = "SELECT max(eff) FROM audit WHERE id = ?1 AND rv <= ?2 AND kind = ?3",
  [FOD_SQL_COUNT] = "SELECT (SELECT count(*) FROM row WHERE state = 0),"
                    " (SELECT count(*) FROM user WHERE active = 1),"
                    " (SELECT count(*) FROM device WHERE revoked = 0),"
                    " (SELECT count(*) FROM audit)",
  [FOD_SQL_READ_META] = "SELECT key, value FROM meta ORDER BY key",
  [FOD_SQL_READ_USERS] = "SELECT " USER " FROM user ORDER BY id",
  [FOD_SQL_READ_DEVICES] = "SELECT " DEVICE " FROM device ORDER BY id",
  [FOD_SQL_READ_ROWS] = "SELECT " ROW " FROM row ORDER BY kind, id",
  [FOD_SQL_READ_OPS] = "SELECT id, device, result FROM op_seen ORDER BY id",
  [FOD_SQL_READ_HEADS] = "SELECT " HEAD " FROM scope_head ORDER BY scope",
  [FOD_SQL_READ_AGES] = "SELECT scope, seq, at FROM scope_age ORDER BY scope, seq",
  [FOD_SQL_READ_PLACES] = "SELECT " PLACE " FROM scope_row ORDER BY id, kind, scope",
  [FOD_SQL_READ_AUDIT] = "SELECT " AUDIT " FROM audit ORDER BY seq",
};

typedef struct
{
  FodSql parent;
  FodDb *db;
  FodStmt *stmt;
} FodSqlSqlite;

static FodStmt *
get_stmt (FodSql *sql)
{
  return ((FodSqlSqlite *)sql)->stmt;
}

static void
bind_text (FodSql *sql, int index, const char *text)
{
  fod_stmt_bind_text (get_stmt (sql), index, text);
}

static void
bind_int (FodSql *sql, int index, gint64 value)
{
  fod_stmt_bind_int (get_stmt (sql), index, value);
}

static gboolean
step (FodSql *sql, gboolean *has_row, GError **error)
{
  return fod_stmt_step (get_stmt (sql), has_row, error);
}

static gboolean
run (FodSql *sql, GError **error)
{
  return fod_stmt_run (get_stmt (sql), error);
}

static int
get_changes (FodSql *sql)
{
  return fod_db_get_changes (((FodSqlSqlite *)sql)->db);
}

static const char *
get_text (FodSql *sql, int index)
{
  return fod_stmt_get_text (get_stmt (sql), index);
}

static gint64
get_int (FodSql *sql, int index)
{
  return fod_stmt_get_int (get_stmt (sql), index);
}

static void
sqlite_free (FodSql *sql)
{
  fod_stmt_free (get_stmt (sql));
  g_free (sql);
}

static const FodSqlDialect dialect = {
  bind_text, bind_int, step, run, get_changes, get_text, get_int, sqlite_free,
};

FodSql *
fod_sql_sqlite_new (FodDb *db, FodSqlId id, GError **error)
{
  FodStmt *stmt = fod_stmt_new (db, texts[id], error);
  FodSqlSqlite *self;

  if (stmt == NULL)
    return NULL;
  self = g_new0 (FodSqlSqlite, 1);
  self->parent.dialect = &dialect;
  self->db = db;
  self->stmt = stmt;
  return &self->parent;
}
