/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the tables of both sides by SQL of its own, so that no rule of theirs stands between. */

#include "config.h"

#include "sim/fod-sim-dump.h"

#include "store/fod-job.h"
#include "wire/fod-wire.h"

#include <string.h>

static char *
dup_key (const FodSimAnswer *answer, int index)
{
  return g_strconcat (fod_sim_answer_get_text (answer, index), " ",
                      fod_sim_answer_get_text (answer, index + 1), NULL);
}

static char *
dup_text (const FodSimAnswer *answer, int index)
{
  return g_strdup (fod_sim_answer_get_text (answer, index));
}

static void
row_free (gpointer data)
{
  FodSimRow *row = data;

  g_free (row->kind);
  g_free (row->id);
  g_free (row->fields);
  g_free (row->versions);
  g_free (row);
}

static void
place_free (gpointer data)
{
  FodSimPlace *place = data;

  g_free (place->scope);
  g_free (place->key);
  g_free (place->origin);
  g_free (place);
}

void
fod_sim_entry_free (gpointer data)
{
  FodSimEntry *entry = data;
  char *const texts[] = { entry->user,       entry->device,     entry->op,   entry->kind,
                          entry->id,         entry->key,        entry->verb, entry->result,
                          entry->old_values, entry->new_values, entry->salt, entry->sum,
                          entry->hash };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (entry);
}

static void
queued_free (gpointer data)
{
  FodSimQueued *queued = data;

  g_free (queued->id);
  g_free (queued->key);
  g_free (queued->tx);
  g_free (queued->body);
  g_free (queued);
}

static void
take_row (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  FodSimRow *row = g_new0 (FodSimRow, 1);

  row->kind = dup_text (answer, 0);
  row->id = dup_text (answer, 1);
  row->rv = (guint64)fod_sim_answer_get_int (answer, 2);
  row->state = (guint)fod_sim_answer_get_int (answer, 3);
  row->fields = dup_text (answer, 4);
  row->versions = dup_text (answer, 5);
  g_hash_table_insert (dump->rows, dup_key (answer, 0), row);
}

static void
take_place (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  FodSimPlace *place = g_new0 (FodSimPlace, 1);

  place->scope = dup_text (answer, 0);
  place->key = dup_key (answer, 1);
  place->seq = (guint64)fod_sim_answer_get_int (answer, 3);
  place->rv = (guint64)fod_sim_answer_get_int (answer, 4);
  place->state = (guint)fod_sim_answer_get_int (answer, 5);
  place->origin = dup_text (answer, 6);
  place->other_seq = (guint64)fod_sim_answer_get_int (answer, 7);
  g_ptr_array_add (dump->places, place);
}

static void
take_head (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  g_hash_table_insert (dump->heads, dup_text (answer, 0), dup_text (answer, 1));
}

static void
take_account (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  g_hash_table_insert (dump->accounts, dup_text (answer, 0), dup_text (answer, 1));
}

static void
take_revoked (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  g_hash_table_add (dump->revoked, dup_text (answer, 0));
}

static void
take_setting (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  char **place = strcmp (fod_sim_answer_get_text (answer, 0), "epoch") == 0 ? &dump->epoch
                                                                            : &dump->organisation;

  g_free (*place);
  *place = dup_text (answer, 1);
}

static void
take_entry (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  FodSimEntry *entry = g_new0 (FodSimEntry, 1);

  entry->seq = fod_sim_answer_get_int (answer, 0);
  entry->at = fod_sim_answer_get_int (answer, 1);
  entry->user = dup_text (answer, 2);
  entry->device = dup_text (answer, 3);
  entry->op = dup_text (answer, 4);
  entry->kind = dup_text (answer, 5);
  entry->id = dup_text (answer, 6);
  entry->key = dup_key (answer, 5);
  entry->verb = dup_text (answer, 7);
  entry->result = dup_text (answer, 8);
  entry->hlc = (guint64)fod_sim_answer_get_int (answer, 9);
  entry->eff = (guint64)fod_sim_answer_get_int (answer, 10);
  entry->rv = (guint64)fod_sim_answer_get_int (answer, 11);
  entry->old_values = dup_text (answer, 12);
  entry->new_values = dup_text (answer, 13);
  entry->salt = dup_text (answer, 14);
  entry->sum = dup_text (answer, 15);
  entry->hash = dup_text (answer, 16);
  g_ptr_array_add (dump->audit, entry);
}

static void
take_queued (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  FodSimQueued *queued = g_new0 (FodSimQueued, 1);

  queued->id = dup_text (answer, 0);
  queued->key = dup_key (answer, 1);
  queued->tx = dup_text (answer, 3);
  queued->state = (guint)fod_sim_answer_get_int (answer, 4);
  queued->body = dup_text (answer, 5);
  g_hash_table_insert (dump->ops, queued->id, queued);
}

/* Of what kind the row is only the op itself says. */
static void
take_archived (const FodSimAnswer *answer, gpointer data)
{
  FodSimDump *dump = data;
  const char *body = fod_sim_answer_get_text (answer, 5);
  g_autoptr (FodOp) op = fod_wire_parse_op (body, strlen (body), NULL);
  FodSimQueued *queued;

  take_queued (answer, dump);
  queued = g_hash_table_lookup (dump->ops, op->id);
  g_free (queued->key);
  queued->key = g_strconcat (op->kind, " ", op->row, NULL);
}

static FodSimDump *
dump_new (void)
{
  FodSimDump *self = g_new0 (FodSimDump, 1);

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free);
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ops = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, queued_free);
  self->audit = g_ptr_array_new_with_free_func (fod_sim_entry_free);
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->revoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
fod_sim_dump_free (FodSimDump *self)
{
  g_free (self->epoch);
  g_free (self->organisation);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->places);
  g_hash_table_unref (self->heads);
  g_hash_table_unref (self->ops);
  g_ptr_array_unref (self->audit);
  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->revoked);
  g_free (self);
}

FodSimDump *
fod_sim_dump_server (FodSimBase *base, gint64 seq)
{
  FodSimDump *self = dump_new ();
  g_autofree char *audit = g_strdup_printf (
      "SELECT seq, at, \"user\", device, op, kind, id, verb, result, hlc, eff, rv, old_values, "
      "new_values, salt, sum, hash FROM audit WHERE seq >= %" G_GINT64_FORMAT " ORDER BY seq",
      seq);

  fod_sim_base_ask (base, "SELECT key, value FROM meta WHERE key IN ('epoch', 'organisation')",
                    take_setting, self);
  fod_sim_base_ask (base,
                    "SELECT kind, id, rv, state, fields, versions FROM \"row\" WHERE kind < 'code' "
                    "UNION ALL "
                    "SELECT kind, id, rv, state, fields, versions FROM \"row\" WHERE kind > 'code'",
                    take_row, self);
  fod_sim_base_ask (base,
                    "SELECT scope, kind, id, seq, rv, state, origin, other_seq FROM scope_row "
                    "WHERE kind <> 'code' ORDER BY scope, seq",
                    take_place, self);
  fod_sim_base_ask (base, "SELECT scope, seq || ' ' || count || ' ' || \"check\" FROM scope_head",
                    take_head, self);
  fod_sim_base_ask (base, "SELECT id, role || ' ' || team FROM \"user\"", take_account, self);
  fod_sim_base_ask (base, "SELECT id FROM device WHERE revoked <> 0", take_revoked, self);
  fod_sim_base_ask (base, audit, take_entry, self);
  return self;
}

static gpointer
read_device (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (FodSimBase) base = fod_sim_base_new_of (fod_ledger_get_db (ledger));
  FodSimDump *self = dump_new ();

  fod_sim_base_ask (base, "SELECT name, value FROM setting WHERE name = 'epoch'", take_setting,
                    self);
  fod_sim_base_ask (base,
                    "SELECT kind, id, rv, state, fields, versions FROM base WHERE kind < 'code' "
                    "UNION ALL "
                    "SELECT kind, id, rv, state, fields, versions FROM base WHERE kind > 'code'",
                    take_row, self);
  fod_sim_base_ask (base,
                    "SELECT scope, kind, id, 0, 0, stale, NULL, 0 FROM base_scope "
                    "WHERE kind <> 'code'",
                    take_place, self);
  fod_sim_base_ask (base,
                    "SELECT id, coalesce (cursor, '-') || ' ' || count || ' ' || \"check\" "
                    "FROM scope",
                    take_head, self);
  fod_sim_base_ask (base, "SELECT id, kind, \"row\", tx, state, body FROM op", take_queued, self);
  fod_sim_base_ask (base, "SELECT id, '', \"row\", '', 100, body FROM archive", take_archived,
                    self);
  return self;
}

FodSimDump *
fod_sim_dump_device (FodStore *store)
{
  const FodCall call = { read_device, NULL, NULL, (GDestroyNotify)fod_sim_dump_free };

  return fod_store_call (store, &call, NULL);
}

const FodSimRow *
fod_sim_dump_get_row (const FodSimDump *self, const char *kind, const char *id)
{
  g_autofree char *key = g_strconcat (kind, " ", id, NULL);

  return g_hash_table_lookup (self->rows, key);
}

GHashTable *
fod_sim_row_parse (const char *texts)
{
  g_autoptr (GError) error = NULL;
  GHashTable *parsed = fod_wire_parse_texts (texts, strlen (texts), &error);

  g_assert_no_error (error);
  return parsed;
}

char *
fod_sim_row_dup (const FodSimRow *self, const char *field)
{
  g_autoptr (GHashTable) fields = fod_sim_row_parse (self->fields);

  return g_strdup (g_hash_table_lookup (fields, field));
}
