/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people wrote about rows that they had lost meanwhile. The audit has kept it; whoever has the
 * row now is to hear of it. */

#include "config.h"

#include "server/fod-server-admin-private.h"
#include "server/fod-server-quarantine.h"
#include "wire/fod-json-writer.h"
#include "wire/fod-wire.h"

#include <stdio.h>
#include <string.h>

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
  g_autoptr (GHashTable) ended = fod_server_quarantine_list_ended (store, error);
  gint64 end = 0;

  if (ended == NULL || !fod_server_store_get_audit_end (store, &end, error))
    return FALSE;
  for (gint64 seq = 1; seq <= end; seq++)
    {
      g_autoptr (FodServerAuditEntry) entry = NULL;

      if (!fod_server_store_get_audit (store, seq, &entry, error))
        return FALSE;
      if (entry != NULL && fod_server_quarantine_has (entry, ended))
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
