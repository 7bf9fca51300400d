/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Faults that the product does not have, so that a test can tell whether the oracle would see them.
 * Some are done to what lies on a disk, the others to what goes over a line. */

#include "config.h"

#include "sim/fod-sim-world.h"

#include "store/fod-job.h"
#include "wire/fod-protocol.h"

#include <string.h>

typedef struct
{
  const char *name;
  gboolean at_server;
  const char *sql;
} FodSimWound;

static const FodSimWound wounds[] = {
  /* 1: the screen does not follow. */
  { "stale-view", FALSE, "UPDATE employer SET name = 'andet' WHERE name IS NOT NULL" },
  /* 2: a value that the server never had. */
  { "wrong-base", FALSE,
    "UPDATE base SET fields = replace (fields, 'tekst', 'takst') WHERE kind = 'employer'" },
  /* 3: a place in a feed is given out and not taken. */
  { "feed-behind", TRUE, "UPDATE scope_row SET rv = rv + 1 WHERE kind = 'employer'" },
  /* 4: a laptop believes an old cursor. */
  { "cursor-back", FALSE, "UPDATE scope SET cursor = '1' WHERE cursor NOT IN ('0', '1')" },
  /* 5: an op is forgotten, and done once more. */
  { "forgotten-op", TRUE, "DELETE FROM op_seen" },
  /* 6: a save that waits is dropped. */
  { "dropped-op", FALSE, "DELETE FROM op WHERE seq IN (SELECT min (seq) FROM op WHERE state = 0)" },
  /* 7: the base goes back. */
  { "base-back", FALSE, "UPDATE base SET rv = rv - 1 WHERE rv > 1 AND kind <> 'code'" },
  /* 8: when a value was written is forgotten, or lies in the future. */
  { "lost-date", TRUE, "UPDATE row SET marks = replace (marks, ':\"01', ':\"00')" },
  { "far-date", TRUE, "UPDATE row SET marks = replace (marks, ':\"01', ':\"71')" },
  /* 10: a server that counts what was not accepted. */
  { "wrong-version", TRUE,
    "UPDATE row SET versions = replace (versions, '\"1\"', '\"0\"') WHERE kind = 'employer'" },
  /* 16: a laptop keeps only what it knows. */
  { "lost-field", FALSE,
    "UPDATE base SET fields = replace (fields, '\"later-field\"', '\"lost-field\"') "
    "WHERE kind <> 'code'" },
  { "lost-kind", FALSE, "DELETE FROM base WHERE kind = 'later-kind'" },
  /* 11: the dead rise. */
  { "risen-row", TRUE,
    "UPDATE row SET state = 0 WHERE state = 1 AND kind IN ('follow-up', 'employer')" },
  /* 12: a laptop holds what is not its user's. */
  { "strange-row", FALSE,
    "INSERT OR IGNORE INTO base (kind, id, rv, state, fields, versions) "
    "VALUES ('secret', '019a6b2c-31f4-7000-8000-000000000001', 1, 0, '{}', '{}')" },
  /* 11: an erased row that keeps something, in itself and in the audit. */
  { "half-erased", TRUE, "UPDATE row SET fields = '{\"name\":\"x\"}' WHERE state = 3" },
  { "long-memory", TRUE, "DROP TRIGGER IF EXISTS audit_erases" },
  { "long-memory", TRUE,
    "UPDATE audit SET new_values = '{\"name\":\"tekst 1.\"}' WHERE verb = 'erase'" },
  /* 12, 18: a server that lets in whose access has ended. */
  { "open-door", TRUE, "UPDATE device SET revoked = 0" },
  /* 14: one of two values goes. */
  { "lost-offer", TRUE,
    "UPDATE row SET fields = replace (fields, '\"offered\":\"', '\"offered\":\"x') "
    "WHERE kind = 'conflict'" },
  /* 17: a row changes and the audit does not say so. */
  { "silent-change", TRUE,
    "UPDATE row SET fields = replace (fields, 'tekst', 'takst') WHERE kind = 'employer'" },
  /* 17: the audit loses its end, or is written anew. */
  { "cut-audit", TRUE, "DROP TRIGGER IF EXISTS audit_keeps" },
  { "cut-audit", TRUE, "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)" },
  { "changed-audit", TRUE, "DROP TRIGGER IF EXISTS audit_stands" },
  { "changed-audit", TRUE, "UPDATE audit SET rv = rv + 1 WHERE seq = 160" },
};

static gpointer
run_on_device (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_db_exec (fod_ledger_get_db (ledger), input, error) ? FOD_JOB_DONE : NULL;
}

void
fod_sim_world_break (FodSimWorld *self, guint device)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wounds); i++)
    {
      const FodCall call = { run_on_device, (gpointer)wounds[i].sql, NULL, NULL };

      if (strcmp (self->sabotage, wounds[i].name) != 0)
        continue;
      if (wounds[i].at_server)
        fod_sim_base_ask (fod_sim_server_get_base (self->server), wounds[i].sql, NULL, NULL);
      else
        fod_store_call (self->devices[device]->store, &call, &error);
      g_assert_no_error (error);
    }
}

static FodReply *
make_reply (FodReply *old, char *text)
{
  FodReply *reply = fod_reply_new (200);

  g_clear_pointer (&old, fod_reply_free);
  g_bytes_unref (reply->body);
  reply->body = g_bytes_new_take (text, strlen (text));
  return reply;
}

/* A pull that leaves out its first row, and whose cursor says that it did not. */
static FodReply *
make_hole (FodReply *reply)
{
  g_autoptr (FodPullReply) pull = fod_wire_parse_pull_reply (g_bytes_get_data (reply->body, NULL),
                                                             g_bytes_get_size (reply->body), NULL);

  for (guint i = 0; i < pull->scopes->len; i++)
    {
      FodPullScope *scope = pull->scopes->pdata[i];

      if (scope->rows->len > 0 && !scope->more)
        {
          FodRow *row = scope->rows->pdata[0];

          scope->count -= row->state == FOD_ROW_LIVE;
          scope->check ^=
              row->state == FOD_ROW_LIVE ? fod_row_check_word (row->kind, row->id, row->rv) : 0;
          g_ptr_array_remove_index (scope->rows, 0);
        }
    }
  return make_reply (reply, fod_wire_print_pull_reply (pull));
}

/* A pull that does not say what has left its scope. */
static FodReply *
make_silence (FodReply *reply)
{
  g_autoptr (FodPullReply) pull = fod_wire_parse_pull_reply (g_bytes_get_data (reply->body, NULL),
                                                             g_bytes_get_size (reply->body), NULL);

  for (guint i = 0; i < pull->scopes->len; i++)
    {
      GPtrArray *rows = ((FodPullScope *)pull->scopes->pdata[i])->rows;

      for (guint k = rows->len; k > 0; k--)
        if (((FodRow *)rows->pdata[k - 1])->state == FOD_ROW_GONE)
          g_ptr_array_remove_index (rows, k - 1);
    }
  return make_reply (reply, fod_wire_print_pull_reply (pull));
}

/* A pull that takes an erasure for one more thing that moved. */
static FodReply *
make_moved (FodReply *reply)
{
  g_autofree char *text =
      g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));
  g_auto (GStrv) parts = g_strsplit (text, "\"gone\":\"erased\"", -1);

  return make_reply (reply, g_strjoinv ("\"gone\":\"moved\"", parts));
}

/* A push whose ops are all taken, by nobody. */
static FodReply *
make_promise (const FodRequest *request, FodReply *reply)
{
  g_autoptr (FodPushRequest) push = fod_wire_parse_push_request (
      g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body), NULL);
  g_autoptr (FodPushReply) answer = g_new0 (FodPushReply, 1);

  answer->epoch = g_strdup (push->epoch);
  answer->now = push->sent_at;
  answer->results = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_result_free);
  for (guint i = 0; i < push->ops->len; i++)
    {
      FodOpResult *result = g_new0 (FodOpResult, 1);

      result->op = g_strdup (((FodOp *)push->ops->pdata[i])->id);
      result->rv = 1;
      result->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_ptr_array_add (answer->results, result);
    }
  return make_reply (reply, fod_wire_print_push_reply (answer));
}

FodReply *
fod_sim_world_touch (const FodRequest *request, FodReply *reply, gpointer data)
{
  const FodSimPort *port = data;
  const char *sabotage = port->world->sabotage;

  gboolean pulled =
      strcmp (request->path, FOD_PATH_PULL) == 0 && reply != NULL && reply->status == 200;

  if (strcmp (sabotage, "hole") == 0 && pulled)
    return make_hole (reply);
  if (strcmp (sabotage, "not-obeyed") == 0 && pulled)
    return make_moved (reply);
  if (strcmp (sabotage, "silence") == 0 && pulled)
    return make_silence (reply);
  if (strcmp (sabotage, "promise") == 0 && strcmp (request->path, FOD_PATH_PUSH) == 0 &&
      reply == NULL)
    return make_promise (request, reply);
  /* A server that takes nothing of a push because of one op. */
  if (strcmp (sabotage, "choosy") == 0 && strcmp (request->path, FOD_PATH_PUSH) == 0 &&
      reply != NULL &&
      g_strstr_len (g_bytes_get_data (request->body, NULL),
                    (gssize)g_bytes_get_size (request->body), "no-such") != NULL)
    {
      fod_reply_free (reply);
      return fod_reply_new (400);
    }
  /* A server that never takes anything: nothing comes to rest. */
  if (strcmp (sabotage, "mute") == 0 && strcmp (request->path, FOD_PATH_PUSH) == 0)
    g_clear_pointer (&reply, fod_reply_free);
  return reply;
}
