/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges when an op counts as written (8): not later than the server's clock allows, and later than
 * each value that its author had seen. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "base/fod-hlc.h"

#include <string.h>

#define AHEAD_MS (2 * 60 * 1000)
#define REFUSED_MAX 100

static const FodSimEntry *
find_outcome (FodSimOracle *self, const char *op, const char *kind)
{
  for (guint i = self->audit->len; i > 0; i--)
    {
      const FodSimEntry *entry = self->audit->pdata[i - 1];

      if (g_strcmp0 (entry->op, op) == 0 && strcmp (entry->kind, kind) == 0 &&
          strcmp (entry->verb, "conflict") != 0 && strcmp (entry->verb, "restore") != 0)
        return entry;
    }
  return NULL;
}

/* At which version of its row the author had seen @field; what was built on a refused op had seen
 * what that one's author had. */
static guint64
find_base (FodSimOracle *self, const FodOp *op, const char *field)
{
  for (guint i = 0; i < REFUSED_MAX; i++)
    {
      const char *base = g_hash_table_lookup (op->base, field);
      const FodSimEntry *outcome;
      const FodSimSent *earlier;

      if (base == NULL)
        return 0;
      if (base[0] != '@')
        return g_ascii_strtoull (base, NULL, 10);
      outcome = find_outcome (self, base + 1, op->kind);
      if (outcome == NULL)
        return 0;
      if (strcmp (outcome->result, "ok") == 0 || strcmp (outcome->result, "merged") == 0 ||
          strcmp (outcome->result, "conflict") == 0)
        return outcome->rv;
      earlier = g_hash_table_lookup (self->ops, base + 1);
      if (earlier == NULL)
        return 0;
      op = earlier->op;
    }
  return 0;
}

static void
check_after (FodSimOracle *self, const FodSimEntry *entry, const FodOp *op, GHashTable *fields)
{
  GHashTableIter iter;
  gpointer field;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      guint64 base = find_base (self, op, field);
      guint64 seen = base == 0 ? 0 : fod_sim_model_find_eff (self, entry->key, field, base);

      if (seen != 0 && entry->eff <= seen)
        fod_sim_oracle_complain (self, 8, "op %s is dated before %s of %s, which it had seen at %u",
                                 op->id, (char *)field, entry->key, (guint)base);
    }
}

/* Whether op @op has opened the conflict @key by itself: it decided on what was settled. */
static gboolean
has_opened (FodSimOracle *self, const FodSimEntry *entry, const char *key)
{
  for (guint i = self->audit->len; i > 0; i--)
    {
      const FodSimEntry *earlier = self->audit->pdata[i - 1];

      if (earlier->seq < entry->seq && strcmp (earlier->key, key) == 0)
        return strcmp (earlier->op, entry->op) == 0;
    }
  return FALSE;
}

/* A decision comes after what it decides about. */
static void
check_decision (FodSimOracle *self, const FodSimEntry *entry, const FodOp *op)
{
  g_autofree char *key = g_strconcat (op->kind, " ", op->row, NULL);
  GHashTable *conflict = fod_sim_model_get (self, key)->fields;
  const char *field = g_hash_table_lookup (conflict, "field");
  guint64 seen = field == NULL ? 0 : fod_sim_model_find_eff (self, entry->key, field, entry->rv);

  if (g_hash_table_lookup (conflict, "resolved") == NULL && entry->eff <= seen &&
      !has_opened (self, entry, key))
    fod_sim_oracle_complain (self, 8, "op %s is dated before what it decides about", op->id);
}

void
fod_sim_check_date (FodSimOracle *self, const FodSimEntry *entry)
{
  static const char *const taken[] = { "ok", "merged", "conflict", NULL };
  const FodSimSent *sent = entry->op == NULL ? NULL : g_hash_table_lookup (self->ops, entry->op);

  if (fod_hlc_get_ms (entry->eff) > entry->at + AHEAD_MS)
    fod_sim_oracle_complain (self, 8, "op %s is of the future", entry->op);
  if (sent == NULL || !g_strv_contains (taken, entry->result))
    return;
  if (strcmp (entry->verb, "decide") == 0)
    check_decision (self, entry, sent->op);
  if (strcmp (entry->verb, "set") != 0)
    return;
  check_after (self, entry, sent->op, sent->op->fields);
  check_after (self, entry, sent->op, sent->op->added);
  check_after (self, entry, sent->op, sent->op->removed);
}
