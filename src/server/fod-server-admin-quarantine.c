/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people wrote about rows that they had lost meanwhile. The audit has kept it; whoever has the
 * row now is to hear of it. */

#include "config.h"

#include "server/fod-server-admin-private.h"
#include "wire/fod-json-writer.h"
#include "wire/fod-wire.h"

#include <stdio.h>
#include <string.h>

/* What was refused for what it says waited on the laptop to be put right; when that has come to its
 * end, it is here alone. @ended has the ids of such laptops. */
static gboolean
is_quarantined (const FodServerAuditEntry *entry, GHashTable *ended)
{
  static const char *const lost[] = { "forbidden", "ref_missing", "gone", NULL };
  static const char *const wrong[] = { "invalid", "field_unknown", "transition", "quota", NULL };

  return entry->op != NULL && (g_strv_contains (lost, entry->result) ||
                               (g_strv_contains (wrong, entry->result) && entry->device != NULL &&
                                g_hash_table_contains (ended, entry->device)));
}

/* Returns: (transfer full) (nullable): the ids of the laptops that have handed over and are wiped
 */
static GHashTable *
list_ended (FodServerStore *store, GError **error)
{
  g_autoptr (GHashTable) ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) devices = NULL;

  if (!fod_server_store_list_devices (store, &devices, error))
    return NULL;
  for (guint i = 0; i < devices->len; i++)
    {
      const FodServerDevice *device = devices->pdata[i];

      if (device->state == FOD_SERVER_DEVICE_ENDED)
        g_hash_table_add (ended, g_strdup (device->id));
    }
  return g_steal_pointer (&ended);
}

static char *
format_moment (gint64 at_ms)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (at_ms / 1000);

  return g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
}

static char *
dup_login (FodServerStore *store, const char *id)
{
  g_autoptr (FodServerUser) user = NULL;

  if (id == NULL || !fod_server_store_get_user (store, id, &user, NULL) || user == NULL)
    return NULL;
  return g_strdup (user->login);
}

static void
print_entry (FodServerStore *store, const FodServerAuditEntry *entry)
{
  g_autoptr (GHashTable) values = NULL;
  g_autofree char *at = format_moment (entry->at);
  g_autofree char *login = dup_login (store, entry->user);
  g_autofree char *line = NULL;
  FodJsonWriter writer;

  if (entry->new_values != NULL)
    values = fod_wire_parse_texts (entry->new_values, strlen (entry->new_values), NULL);
  fod_json_writer_init (&writer, 512);
  fod_json_writer_open (&writer, NULL, '{');
  fod_json_writer_text (&writer, "at", at);
  fod_json_writer_text (&writer, "login", login);
  fod_json_writer_text (&writer, "kind", entry->kind);
  fod_json_writer_text (&writer, "id", entry->id);
  fod_json_writer_text (&writer, "verb", entry->verb);
  fod_json_writer_text (&writer, "refused", entry->result);
  if (values != NULL)
    fod_json_writer_texts (&writer, "values", values);
  fod_json_writer_close (&writer, '}');
  line = fod_json_writer_end (&writer);
  puts (line);
}

static gboolean
print_all (FodServerStore *store, GError **error)
{
  g_autoptr (GHashTable) ended = list_ended (store, error);
  gint64 end = 0;

  if (ended == NULL || !fod_server_store_get_audit_end (store, &end, error))
    return FALSE;
  for (gint64 seq = 1; seq <= end; seq++)
    {
      g_autoptr (FodServerAuditEntry) entry = NULL;

      if (!fod_server_store_get_audit (store, seq, &entry, error))
        return FALSE;
      if (entry != NULL && is_quarantined (entry, ended))
        print_entry (store, entry);
    }
  return TRUE;
}

gboolean
fod_server_command_quarantine (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);

  return store != NULL && print_all (store, error);
}
