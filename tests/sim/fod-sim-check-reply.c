/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges what the server hands out, by what it holds: invariants 3, 12 and 15. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "sim/fod-sim-device.h"
#include "store/fod-giving.h"

#include <string.h>

static const FodRow *
find_row (GPtrArray *rows, const char *key)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const FodRow *row = rows->pdata[i];
      gsize kind = strlen (row->kind);

      if (strncmp (key, row->kind, kind) == 0 && key[kind] == ' ' &&
          strcmp (key + kind + 1, row->id) == 0)
        return row;
    }
  return NULL;
}

/* The run of the program that asks made every change since its pull began itself, and had them from
 * its pushes' answers. */
static gboolean
is_own (const FodSimPlace *place, const FodPullRequest *request, guint64 since, gboolean loading)
{
  g_autofree char *run = g_strconcat (request->device, "/", request->run, NULL);

  return !loading && place->other_seq <= since && g_strcmp0 (place->origin, run) == 0;
}

static const FodSimPlace *
find_place (FodSimOracle *self, const char *scope, const FodRow *row)
{
  for (guint i = 0; i < self->server->places->len; i++)
    {
      const FodSimPlace *place = self->server->places->pdata[i];
      gsize kind = strlen (row->kind);

      if (strcmp (place->scope, scope) == 0 && strncmp (place->key, row->kind, kind) == 0 &&
          place->key[kind] == ' ' && strcmp (place->key + kind + 1, row->id) == 0)
        return place;
    }
  return NULL;
}

/* A part that was made before must not bring what has moved since. */
static void
check_places (FodSimOracle *self, const FodPullScope *page, guint64 asked, guint64 next)
{
  for (guint i = 0; i < page->rows->len; i++)
    {
      const FodRow *row = page->rows->pdata[i];
      const FodSimPlace *place = find_place (self, page->id, row);

      if (strcmp (row->kind, FOD_KIND_CODE) != 0 &&
          (place == NULL || place->seq <= asked || place->seq > next))
        fod_sim_oracle_complain (self, 12, "%s: %s %s was handed out from where it is no more",
                                 page->id, row->kind, row->id);
    }
}

static void
check_page (FodSimOracle *self, const FodPullRequest *request, const FodPullScope *page)
{
  const char *cursor = g_hash_table_lookup (request->cursors, page->id);
  gboolean loading = cursor == NULL || cursor[0] == '\0' || strchr (cursor, '+') != NULL;
  guint64 asked = cursor == NULL ? 0 : g_ascii_strtoull (cursor, NULL, 10);
  const char *began = cursor == NULL ? NULL : strchr (cursor, '~');
  guint64 since = began == NULL ? asked : g_ascii_strtoull (began + 1, NULL, 10);
  guint64 next = g_ascii_strtoull (page->next, NULL, 10);

  if (page->more && !page->parts && next <= asked)
    fod_sim_oracle_complain (self, 18, "%s: more to come, and the cursor stands still", page->id);
  check_places (self, page, asked, next);
  for (guint i = 0; i < self->server->places->len; i++)
    {
      const FodSimPlace *place = self->server->places->pdata[i];
      const FodRow *row;

      if (strcmp (place->scope, page->id) != 0 || place->seq <= asked || place->seq > next)
        continue;
      row = find_row (page->rows, place->key);
      if (row == NULL && !is_own (place, request, since, loading))
        fod_sim_oracle_complain (self, 3, "%s: %s at %" G_GUINT64_FORMAT " was passed over",
                                 page->id, place->key, place->seq);
      else if (row != NULL && (row->state != place->state ||
                               (place->state != FOD_ROW_GONE && place->state != FOD_ROW_ERASED &&
                                row->rv != place->rv)))
        fod_sim_oracle_complain (self, 3, "%s: %s was handed out as it was before", page->id,
                                 place->key);
    }
}

static void
check_row (FodSimOracle *self, GPtrArray *held, const char *scope, const FodRow *row)
{
  const FodSimRow *stored = fod_sim_dump_get_row (self->server, row->kind, row->id);
  g_autoptr (GPtrArray) scopes = NULL;

  if (row->state == FOD_ROW_GONE || row->state == FOD_ROW_ERASED ||
      strcmp (row->kind, FOD_KIND_CODE) == 0)
    return;
  if (stored == NULL)
    {
      fod_sim_oracle_complain (self, 12, "%s %s is nowhere", row->kind, row->id);
      return;
    }
  scopes = fod_sim_scopes_of_row (self->server, stored);
  if (scope == NULL ? !fod_sim_scopes_meet (scopes, held) : !fod_sim_scopes_have (scopes, scope))
    fod_sim_oracle_complain (self, 12, "%s %s is not in %s", row->kind, row->id,
                             scope == NULL ? "the device's scopes" : scope);
}

void
fod_sim_oracle_see_pull (FodSimOracle *self,
                         guint device,
                         const FodPullRequest *request,
                         const FodPullReply *reply)
{
  g_autoptr (GPtrArray) held = fod_sim_scopes_of_user (self->server, self->users[device]);

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *page = reply->scopes->pdata[i];

      if (!fod_sim_scopes_have (held, page->id))
        fod_sim_oracle_complain (self, 12, "device %u was given %s", device, page->id);
      check_page (self, request, page);
      for (guint k = 0; k < page->rows->len; k++)
        check_row (self, held, page->id, page->rows->pdata[k]);
    }
}

static void
check_group (FodSimOracle *self, const FodOp *op, const FodOpResult *result, GHashTable *groups)
{
  gpointer other = NULL;
  gpointer mine = GINT_TO_POINTER (result->result == FOD_RESULT_REJECTED ? 2 : 1);

  /* What was about the dead left its transaction on the device, and may still come by an older
   * message. */
  if (op->tx == NULL || fod_sim_oracle_is_of_dead (self, op))
    return;
  other = g_hash_table_lookup (groups, op->tx);
  if (other != NULL && other != mine)
    fod_sim_oracle_complain (self, 15, "a part of transaction %s was taken", op->tx);
  g_hash_table_insert (groups, op->tx, mine);
}

static const FodOpResult *
find_result (const FodPushReply *reply, const char *op)
{
  for (guint i = 0; i < reply->results->len; i++)
    if (strcmp (((FodOpResult *)reply->results->pdata[i])->op, op) == 0)
      return reply->results->pdata[i];
  return NULL;
}

void
fod_sim_oracle_see_push (FodSimOracle *self,
                         guint device,
                         const FodPushRequest *request,
                         const FodPushReply *reply)
{
  g_autoptr (GPtrArray) held = fod_sim_scopes_of_user (self->server, self->users[device]);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean gives = FALSE;

  for (guint i = 0; i < request->ops->len; i++)
    gives = gives || fod_giving_is_in (request->ops->pdata[i]);
  if (reply->results->len != request->ops->len)
    {
      fod_sim_oracle_complain (self, 6, "%u ops got %u answers", request->ops->len,
                               reply->results->len);
      return;
    }
  for (guint i = 0; i < request->ops->len; i++)
    {
      const FodOp *op = request->ops->pdata[i];
      const FodOpResult *result = find_result (reply, op->id);

      if (result == NULL)
        {
          fod_sim_oracle_complain (self, 6, "op %s was not answered", op->id);
          return;
        }
      /* A twin may have sent a part of it before, in another form. */
      if (!self->twins[device])
        check_group (self, op, result, groups);
      /* Who gives a participant away is told, in the same answer, how they stood before. */
      if (result->row != NULL && !gives)
        check_row (self, held, NULL, result->row);
    }
}
