/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The statements in PostgreSQL's words. */

#include "config.h"

#include "server/fod-server-sql-postgres.h"

#define META "key, value"
#define ROW "kind, id, parent, rv, state, fields, versions, marks"
#define OP "id, device, result"
#define HEAD "scope, seq, count, check_word, floor"
#define PLACE "scope, kind, id, seq, rv, state, origin, other_seq"
/* Deleted, or gone elsewhere. That something was erased is told for ever. */
#define DEAD "state IN (1, 2)"
#define USER "id, login, hash, role, team, active"
#define DEVICE "id, account, name, token_hash, last_seen, revoked"
/* As the index says it, so that it is used. */
#define REFUSED                                                                                    \
  "result IN ('forbidden', 'ref_missing', 'gone', 'invalid', 'field_unknown', 'transition',"       \
  " 'quota')"
#define AUDIT                                                                                      \
  "seq, at, account, device, op, kind, id, verb, result, hlc, eff, rv, old_values, new_values,"    \
  " salt, sum, hash"
#define MAX_VALUES 17

#define CHILDREN                                                                                   \
  "SELECT " ROW " FROM record WHERE parent = $1 AND ($2::text IS NULL OR kind = $2)"               \
  " ORDER BY kind, id"

/* An update inserts what is missing, so that its outcome need not be waited for. A row that is made
 * twice at the same time is refused by its key. */
#define PUT_ROW                                                                                    \
  "WITH changed AS (UPDATE record SET parent = $3, rv = $4, state = $5,"                           \
  " fields = $6, versions = $7, marks = $8"                                                        \
  " WHERE kind = $1 AND id = $2 RETURNING 1)"                                                      \
  " INSERT INTO record (" ROW ") SELECT $1, $2, $3, $4, $5, $6, $7, $8"                            \
  " WHERE NOT EXISTS (SELECT FROM changed)"

#define PUT_PLACE                                                                                  \
  "INSERT INTO scope_row (" PLACE ")"                                                              \
  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"                                                       \
  " ON CONFLICT (id, kind, scope) DO UPDATE SET seq = excluded.seq,"                               \
  " rv = excluded.rv, state = excluded.state, origin = excluded.origin,"                           \
  " other_seq = excluded.other_seq"

static const char *const texts[FOD_SQL_N] = {
  [FOD_SQL_GET_META] = "SELECT value FROM meta WHERE key = $1",
  [FOD_SQL_PUT_META] = "INSERT INTO meta (" META ") VALUES ($1, $2)"
                       " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  [FOD_SQL_GET_ROW] = "SELECT " ROW " FROM record WHERE kind = $1 AND id = $2",
  [FOD_SQL_ADD_ROW] = PUT_ROW,
  [FOD_SQL_UPDATE_ROW] = PUT_ROW,
  [FOD_SQL_INSERT_ROW] = "INSERT INTO record (" ROW ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
  [FOD_SQL_LIST_CHILDREN] = CHILDREN,
  [FOD_SQL_GET_OP] = "SELECT result FROM op_seen WHERE id = $1",
  [FOD_SQL_PUT_OP] = "INSERT INTO op_seen (" OP ") VALUES ($1, $2, $3)",
  [FOD_SQL_GET_HEAD] = "SELECT seq, count, check_word, floor FROM scope_head WHERE scope = $1",
  [FOD_SQL_PUT_HEAD] = "INSERT INTO scope_head (" HEAD ") VALUES ($1, $2, $3, $4, $5)"
                       " ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq,"
                       " count = excluded.count, check_word = excluded.check_word,"
                       " floor = excluded.floor",
  [FOD_SQL_NOTE_AGES] = "INSERT INTO scope_age (scope, seq, at) SELECT h.scope, h.seq, $1::bigint"
                        " FROM scope_head h WHERE NOT EXISTS (SELECT FROM scope_age a"
                        " WHERE a.scope = h.scope AND a.seq >= h.seq)",
  [FOD_SQL_INSERT_AGE] = "INSERT INTO scope_age (scope, seq, at) VALUES ($1, $2, $3)",
  [FOD_SQL_LIST_AGES] = "SELECT scope, max(seq) FROM scope_age WHERE at <= $1 GROUP BY scope",
  [FOD_SQL_RAISE_FLOOR] = "UPDATE scope_head SET floor = coalesce((SELECT max(r.seq)"
                          " FROM scope_row r WHERE r.scope = $1 AND r.seq > scope_head.floor"
                          " AND r.seq <= $2 AND r." DEAD "), floor) WHERE scope = $1",
  [FOD_SQL_DROP_DEAD] = "DELETE FROM scope_row WHERE scope = $1 AND seq <= $2 AND " DEAD,
  [FOD_SQL_DROP_AGES] = "DELETE FROM scope_age WHERE scope = $1 AND seq < $2",
  [FOD_SQL_LIST_PLACES] = "SELECT " PLACE " FROM scope_row WHERE id = $1 AND kind = $2",
  [FOD_SQL_ADD_PLACE] = PUT_PLACE,
  [FOD_SQL_UPDATE_PLACE] = PUT_PLACE,
  [FOD_SQL_INSERT_PLACE] = "INSERT INTO scope_row (" PLACE ")"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
  [FOD_SQL_LIST_FEED] = "SELECT " PLACE " FROM scope_row WHERE scope = $1 AND seq > $2"
                        " ORDER BY seq LIMIT $3",
  [FOD_SQL_FIND_USER] = "SELECT " USER " FROM account WHERE login = $1",
  [FOD_SQL_GET_USER] = "SELECT " USER " FROM account WHERE id = $1",
  [FOD_SQL_LIST_USERS] = "SELECT " USER " FROM account ORDER BY login",
  [FOD_SQL_UPDATE_USER] = "INSERT INTO account (" USER ") VALUES ($1, $2, $3, $4, $5, $6)"
                          " ON CONFLICT (id) DO UPDATE SET login = excluded.login,"
                          " hash = excluded.hash, role = excluded.role, team = excluded.team,"
                          " active = excluded.active",
  [FOD_SQL_INSERT_USER] = "INSERT INTO account (" USER ") VALUES ($1, $2, $3, $4, $5, $6)",
  [FOD_SQL_FIND_DEVICE] = "SELECT " DEVICE " FROM device WHERE token_hash = $1",
  [FOD_SQL_GET_DEVICE] = "SELECT " DEVICE " FROM device WHERE id = $1",
  [FOD_SQL_LIST_DEVICES] = "SELECT " DEVICE " FROM device ORDER BY account, last_seen DESC",
  [FOD_SQL_PUT_DEVICE] = "INSERT INTO device (" DEVICE ") VALUES ($1, $2, $3, $4, $5, $6)"
                         " ON CONFLICT (id) DO UPDATE SET account = excluded.account,"
                         " name = excluded.name, token_hash = excluded.token_hash,"
                         " last_seen = excluded.last_seen, revoked = excluded.revoked",
  [FOD_SQL_TOUCH_DEVICE] = "UPDATE device SET last_seen = $2 WHERE id = $1",
  [FOD_SQL_LOCK_AUDIT] = "SELECT 1",
  [FOD_SQL_GET_AUDIT_END] = "SELECT max(seq) FROM audit",
  [FOD_SQL_GET_AUDIT] = "SELECT " AUDIT " FROM audit WHERE seq = $1",
  [FOD_SQL_LIST_CHANGES] = "SELECT " AUDIT " FROM audit WHERE id = $1 AND kind = $2"
                           " AND seq < $3 AND " FOD_SQL_IS_CHANGE " ORDER BY seq DESC LIMIT $4",
  [FOD_SQL_APPEND_AUDIT] = "INSERT INTO audit (" AUDIT ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
                           " $9, $10, $11, $12, $13, $14, $15, $16, $17)",
  [FOD_SQL_FIND_CREATE] = "SELECT " AUDIT " FROM audit WHERE kind = $1 AND id = $2"
                          " AND verb = 'create' AND op IS NOT NULL ORDER BY seq LIMIT 1",
  [FOD_SQL_LIST_REFUSED] = "SELECT " AUDIT " FROM audit WHERE seq > $1 AND op IS NOT NULL"
                           " AND " REFUSED " AND NOT EXISTS (SELECT 1 FROM audit AS settled"
                           " WHERE settled.verb = 'settle' AND settled.op = audit.op)"
                           " ORDER BY seq LIMIT $2",
  [FOD_SQL_ERASE_AUDIT] = "UPDATE audit SET old_values = NULL, new_values = NULL, salt = NULL"
                          " WHERE id = $1",
  [FOD_SQL_ERASE_MENTIONS] =
      "UPDATE audit SET old_values = NULL, new_values = NULL, salt = NULL"
      " WHERE strpos (new_values, $1) > 0 OR strpos (old_values, $1) > 0"
      " OR (" REFUSED " AND NOT EXISTS (SELECT 1 FROM record AS made"
      " WHERE made.kind = audit.kind AND made.id = audit.id) AND id IN (SELECT id FROM audit"
      " WHERE verb = 'create' AND " REFUSED " AND strpos (new_values, $1) > 0))",
  [FOD_SQL_GET_EFF] = "SELECT max(eff) FROM audit WHERE id = $1 AND rv <= $2 AND kind = $3",
  [FOD_SQL_COUNT] = "SELECT (SELECT count(*) FROM record WHERE state = 0),"
                    " (SELECT count(*) FROM account WHERE active = 1),"
                    " (SELECT count(*) FROM device WHERE revoked = 0),"
                    " (SELECT count(*) FROM audit)",
  [FOD_SQL_READ_META] = "SELECT " META " FROM meta ORDER BY key",
  [FOD_SQL_READ_USERS] = "SELECT " USER " FROM account ORDER BY id",
  [FOD_SQL_READ_DEVICES] = "SELECT " DEVICE " FROM device ORDER BY id",
  [FOD_SQL_READ_ROWS] = "SELECT " ROW " FROM record ORDER BY kind, id",
  [FOD_SQL_READ_OPS] = "SELECT " OP " FROM op_seen ORDER BY id",
  [FOD_SQL_READ_HEADS] = "SELECT " HEAD " FROM scope_head ORDER BY scope",
  [FOD_SQL_READ_AGES] = "SELECT scope, seq, at FROM scope_age ORDER BY scope, seq",
  [FOD_SQL_READ_PLACES] = "SELECT " PLACE " FROM scope_row ORDER BY id, kind, scope",
  [FOD_SQL_READ_AUDIT] = "SELECT " AUDIT " FROM audit ORDER BY seq",
};

/* What is another statement where others write at the same time. */
static const char *const writing_texts[FOD_SQL_N] = {
  [FOD_SQL_LIST_CHILDREN] = CHILDREN " FOR UPDATE",
  /* Also the head of a scope that is not there yet can be locked. */
  [FOD_SQL_GET_HEAD] = "INSERT INTO scope_head (" HEAD ") VALUES ($1, 0, 0, 0, 0)"
                       " ON CONFLICT (scope) DO UPDATE SET seq = scope_head.seq"
                       " RETURNING seq, count, check_word, floor",
  [FOD_SQL_LOCK_AUDIT] = "SELECT pg_advisory_xact_lock(1718579300, 2)",
};

typedef struct
{
  FodSql parent;
  FodPg *pg;
  FodPgPool *pool; /* borrowed; NULL while a transaction has the connection */
  const char *text;
  char *values[MAX_VALUES];
  int n_values;
  PGresult *result;
  int row;
} FodSqlPostgres;

static FodSqlPostgres *
get_self (FodSql *sql)
{
  return (FodSqlPostgres *)sql;
}

static void
put_value (FodSql *sql, int index, char *value)
{
  FodSqlPostgres *self = get_self (sql);

  g_assert (index >= 1 && index <= MAX_VALUES);
  g_free (self->values[index - 1]);
  self->values[index - 1] = value;
  self->n_values = MAX (self->n_values, index);
}

static void
bind_text (FodSql *sql, int index, const char *text)
{
  put_value (sql, index, g_strdup (text));
}

static void
bind_int (FodSql *sql, int index, gint64 value)
{
  put_value (sql, index, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

static gboolean
step (FodSql *sql, gboolean *has_row, GError **error)
{
  FodSqlPostgres *self = get_self (sql);

  if (self->result == NULL)
    self->result = fod_pg_query (self->pg, self->text, self->n_values,
                                 (const char *const *)self->values, error);
  else
    self->row++;
  if (has_row != NULL)
    *has_row = self->result != NULL && self->row < PQntuples (self->result);
  return self->result != NULL;
}

static gboolean
run (FodSql *sql, GError **error)
{
  FodSqlPostgres *self = get_self (sql);

  return fod_pg_send (self->pg, self->text, self->n_values, (const char *const *)self->values,
                      error);
}

static int
get_changes (FodSql *sql)
{
  return 1;
}

static const char *
get_text (FodSql *sql, int index)
{
  FodSqlPostgres *self = get_self (sql);

  return PQgetisnull (self->result, self->row, index) ? NULL
                                                      : PQgetvalue (self->result, self->row, index);
}

static gint64
get_int (FodSql *sql, int index)
{
  const char *text = get_text (sql, index);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

static void
postgres_free (FodSql *sql)
{
  FodSqlPostgres *self = get_self (sql);

  for (int i = 0; i < self->n_values; i++)
    g_free (self->values[i]);
  PQclear (self->result);
  if (self->pool != NULL)
    fod_pg_pool_give (self->pool, self->pg);
  g_free (self);
}

static const FodSqlDialect dialect = {
  bind_text, bind_int, step, run, get_changes, get_text, get_int, postgres_free,
};

FodSql *
fod_sql_postgres_new (FodPg *pg, FodPgPool *pool, FodSqlId id, gboolean writing)
{
  FodSqlPostgres *self = g_new0 (FodSqlPostgres, 1);

  self->parent.dialect = &dialect;
  self->pg = pg;
  self->pool = pool;
  self->text = writing && writing_texts[id] != NULL ? writing_texts[id] : texts[id];
  return &self->parent;
}
