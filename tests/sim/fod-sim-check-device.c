/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges what a device holds by what the server has held: invariants 2, 4, 6, 7, 12 and 13. */

#include "config.h"

#include "sim/fod-sim-oracle.h"

#include "store/fod-queue.h"
#include "wire/fod-row.h"

#include <string.h>

static gboolean
holds (const FodSimDump *dump, const char *scope, const char *key)
{
  for (guint i = 0; i < dump->places->len; i++)
    {
      const FodSimPlace *place = dump->places->pdata[i];

      if (place->state == 0 && strcmp (place->scope, scope) == 0 && strcmp (place->key, key) == 0)
        return TRUE;
    }
  return FALSE;
}

/* For a complaint: where the device holds the row. */
static char *
dup_scopes (const FodSimDump *dump, const char *key)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < dump->places->len; i++)
    {
      const FodSimPlace *place = dump->places->pdata[i];

      if (strcmp (place->key, key) == 0)
        g_string_append_printf (text, " \"%s\"%s", place->scope, place->state == 0 ? "" : " stale");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether the device made the row itself. */
static gboolean
is_of_own_making (const FodSimDump *dump, const FodSimRow *row)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, dump->ops);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (g_str_has_suffix (((FodSimQueued *)data)->key, row->id) &&
        strstr (((FodSimQueued *)data)->body, "\"k\":\"create\"") != NULL)
      return TRUE;
  return FALSE;
}

/* Whose a new row is, a device only guesses until the first pull says; and again when it was
 * deleted by then, and comes back. A conflict that it has settled is closed for it until the pull
 * that says so. What a dead row held, nobody tells. */
static gboolean
is_guess (const FodSimDump *dump, const char *key, const FodSimRow *row, const char *field)
{
  const FodSpec *spec = fod_schema_get (row->kind);
  const FodField *known = spec == NULL ? NULL : fod_spec_find (spec, field);

  if (row->state != FOD_ROW_LIVE)
    return TRUE;
  if (strcmp (row->kind, FOD_KIND_CONFLICT) == 0)
    return strcmp (field, "resolved") == 0;
  return known != NULL && known->merge == FOD_MERGE_SERVER &&
         (holds (dump, "", key) || is_of_own_making (dump, row));
}

/* What this version does not know, it keeps as it came. */
static guint
get_number (const char *kind, const char *field)
{
  const FodSpec *spec = fod_schema_get (kind);

  return spec == NULL || (field != NULL && fod_spec_find (spec, field) == NULL) ? 16 : 2;
}

/* Every value that the device holds was the server's at the version that it says. */
static void
check_values (FodSimOracle *self, guint device, const char *key, const FodSimRow *row)
{
  const FodSimDump *dump = self->devices[device];
  g_autoptr (GHashTable) fields = fod_sim_row_parse (row->fields);
  g_autoptr (GHashTable) versions = fod_sim_row_parse (row->versions);
  GHashTableIter iter;
  gpointer field, version;

  g_hash_table_iter_init (&iter, versions);
  while (g_hash_table_iter_next (&iter, &field, &version))
    {
      g_autofree char *name = g_strjoin (" ", dump->epoch, key, field, version, NULL);
      g_autofree char *scopes = dup_scopes (dump, key);
      gpointer value = NULL;

      if (is_guess (dump, key, row, field))
        continue;
      if (g_hash_table_lookup_extended (self->values, name, NULL, &value) &&
          g_strcmp0 (value, g_hash_table_lookup (fields, field)) == 0)
        continue;
      fod_sim_oracle_complain (self, get_number (row->kind, field),
                               "device %u: %s of %s is \"%s\" at %s, and was \"%s\":%s", device,
                               (char *)field, key, (char *)g_hash_table_lookup (fields, field),
                               (char *)version, (char *)value, scopes);
    }
}

static gboolean
is_held (const FodSimDump *dump, const char *key)
{
  for (guint i = 0; i < dump->places->len; i++)
    {
      const FodSimPlace *place = dump->places->pdata[i];

      if (place->state == 0 && strcmp (place->key, key) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The server counts on an answer that was lost; it will be given again. */
static gboolean
is_flying (const FodSimDump *dump, const FodSimRow *row)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, dump->ops);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (((FodSimQueued *)data)->state == FOD_OP_IN_FLIGHT &&
        g_str_has_suffix (((FodSimQueued *)data)->key, row->id))
      return TRUE;
  return FALSE;
}

/* A place of the server's feed that the device's cursor is behind. */
static void
check_place (FodSimOracle *self, guint device, const FodSimPlace *place)
{
  const FodSimDump *dump = self->devices[device];
  const FodSimRow *row = g_hash_table_lookup (dump->rows, place->key);
  const FodSimRow *stored = g_hash_table_lookup (self->server->rows, place->key);
  gboolean held = holds (dump, place->scope, place->key);

  /* What can't be read was put aside. */
  if (is_flying (dump, stored) || fod_sim_oracle_is_spoilt (self, device, place->key))
    return;
  if (place->state == FOD_ROW_GONE || place->state == FOD_ROW_ERASED)
    {
      if (held)
        fod_sim_oracle_complain (self, 13, "device %u: %s has left %s", device, place->key,
                                 place->scope);
      return;
    }
  /* Its own new rows wait for the page that names what they hang on. */
  held = held || holds (dump, "", place->key);
  if (row == NULL || (place->state == FOD_ROW_LIVE && !held))
    {
      if (place->state == FOD_ROW_LIVE)
        fod_sim_oracle_complain (self, get_number (stored->kind, NULL),
                                 "device %u: %s of %s is not there", device, place->key,
                                 place->scope);
      return;
    }
  if (row->state != stored->state || row->rv != stored->rv)
    fod_sim_oracle_complain (self, 2, "device %u: %s is not as the server has it", device,
                             place->key);
  else if (row->state == FOD_ROW_LIVE && (strcmp (row->fields, stored->fields) != 0 ||
                                          strcmp (row->versions, stored->versions) != 0))
    fod_sim_oracle_complain (self, 2, "device %u: %s has other fields than the server's: %s / %s",
                             device, place->key, row->fields, stored->fields);
}

static gboolean
parse_cursor (const FodSimDump *dump, const char *scope, guint64 *seq)
{
  const char *head = g_hash_table_lookup (dump->heads, scope);
  char *end = NULL;

  if (head == NULL || head[0] == '-')
    return FALSE;
  *seq = g_ascii_strtoull (head, &end, 10);
  return *end != '+';
}

static void
check_cursors (FodSimOracle *self, guint device)
{
  const FodSimDump *dump = self->devices[device];
  GHashTableIter iter;
  gpointer scope;

  g_hash_table_iter_init (&iter, dump->heads);
  while (g_hash_table_iter_next (&iter, &scope, NULL))
    {
      char *name = g_strdup_printf ("%u %s %s", device, dump->epoch, (char *)scope);
      const char *last = g_hash_table_lookup (self->cursors, name);
      guint64 seq = 0;
      gboolean whole = parse_cursor (dump, scope, &seq);

      if (whole && last != NULL && seq < g_ascii_strtoull (last, NULL, 10))
        fod_sim_oracle_complain (self, 4, "device %u: the cursor of %s went back", device,
                                 (char *)scope);
      if (whole)
        g_hash_table_insert (self->cursors, name, g_strdup_printf ("%" G_GUINT64_FORMAT, seq));
      else
        {
          g_hash_table_remove (self->cursors, name);
          g_free (name);
        }
    }
}

/* What it holds never gets older, as long as it holds it. */
static void
check_forward (FodSimOracle *self, guint device, const FodSimDump *before)
{
  const FodSimDump *dump = self->devices[device];
  GHashTableIter iter;
  gpointer key, data;

  if (before == NULL || g_strcmp0 (before->epoch, dump->epoch) != 0)
    return;
  g_hash_table_iter_init (&iter, dump->rows);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      const FodSimRow *row = data;
      const FodSimRow *old = g_hash_table_lookup (before->rows, key);

      if (old != NULL && is_held (before, key) && is_held (dump, key) && row->rv < old->rv)
        fod_sim_oracle_complain (
            self, 7, "device %u: %s went back from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
            device, (char *)key, old->rv, row->rv);
    }
}

/* What was sent leaves the queue only when the server has spoken. */
static void
check_flying (FodSimOracle *self, guint device, const FodSimDump *before)
{
  const FodSimDump *dump = self->devices[device];
  GHashTableIter iter;
  gpointer id, data;

  if (before == NULL)
    return;
  g_hash_table_iter_init (&iter, before->ops);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      const FodSimQueued *queued = data;
      gboolean known = queued->state != FOD_OP_IN_FLIGHT || g_hash_table_contains (dump->ops, id) ||
                       g_hash_table_contains (self->answered, id) ||
                       fod_sim_oracle_is_buried (self, queued);

      if (!known)
        fod_sim_oracle_complain (self, 6, "device %u: op %s was sent and is nowhere", device,
                                 (char *)id);
    }
}

static void
check_scopes (FodSimOracle *self, guint device)
{
  const FodSimDump *dump = self->devices[device];
  g_autoptr (GPtrArray) held = fod_sim_scopes_of_user (self->server, self->users[device]);
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, dump->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      const FodSimRow *stored = g_hash_table_lookup (self->server->rows, key);
      g_autoptr (GPtrArray) scopes =
          stored == NULL ? NULL : fod_sim_scopes_of_row (self->server, stored);

      if (scopes == NULL || !fod_sim_scopes_meet (scopes, held))
        fod_sim_oracle_complain (self, 12, "device %u holds %s (%u), which is not its user's",
                                 device, (char *)key, ((FodSimRow *)row)->state);
    }
}

void
fod_sim_check_feeds (FodSimOracle *self, guint device)
{
  const FodSimDump *dump = self->devices[device];

  for (guint i = 0; i < self->server->places->len; i++)
    {
      const FodSimPlace *place = self->server->places->pdata[i];
      guint64 cursor = 0;

      if (parse_cursor (dump, place->scope, &cursor) && place->seq <= cursor)
        check_place (self, device, place);
    }
}

void
fod_sim_check_device (FodSimOracle *self, guint device, const FodSimDump *before, gboolean in_step)
{
  const FodSimDump *dump = self->devices[device];
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, dump->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (is_held (dump, key) && !fod_sim_oracle_is_spoilt (self, device, key))
      check_values (self, device, key, row);
  check_forward (self, device, before);
  check_flying (self, device, before);
  /* Two devices with one id are each taken for the other until their checks are compared. */
  if (g_strcmp0 (dump->epoch, self->server->epoch) == 0 && !self->twins[device])
    fod_sim_check_feeds (self, device);
  if (before == NULL)
    {
      g_autofree char *prefix = g_strdup_printf ("%u ", device);
      GHashTableIter marks;

      g_hash_table_iter_init (&marks, self->cursors);
      while (g_hash_table_iter_next (&marks, &key, NULL))
        if (g_str_has_prefix (key, prefix))
          g_hash_table_iter_remove (&marks);
    }
  check_cursors (self, device);
  if (!in_step)
    return;
  check_scopes (self, device);
  fod_sim_check_obeyed (self, device);
}
