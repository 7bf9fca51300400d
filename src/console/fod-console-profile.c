/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands about the profile itself: init, passphrase, repair, enrol, status. */

#include "config.h"

#include "console/fod-console-commands.h"
#include "console/fod-console-json.h"
#include "store/fod-journal.h"

#include <glib/gi18n.h>

gboolean
fod_console_init (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  if (!fod_console_make (self, call->key_cost, error))
    return FALSE;

  fod_console_print (
      self, fod_console_json_texts ("profile", fod_console_get_profile (self, NULL), NULL));
  return TRUE;
}

gboolean
fod_console_passphrase (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  if (!fod_console_change_passphrase (self, call->key_cost, error))
    return FALSE;

  fod_console_print (
      self, fod_console_json_texts ("profile", fod_console_get_profile (self, NULL), NULL));
  return TRUE;
}

gboolean
fod_console_repair (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  g_autoptr (FodRebuilt) rebuilt = fod_console_rebuild (self, error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (rebuilt == NULL)
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  fod_console_json_add_text (builder, "profile", fod_console_get_profile (self, NULL));
  fod_console_json_add_number (builder, "waiting", rebuilt->changes);
  fod_console_json_add_number (builder, "unreadable", rebuilt->gaps);
  fod_console_json_add_text (builder, "aside", rebuilt->aside);
  json_builder_end_object (builder);
  fod_console_print (self, json_builder_get_root (builder));
  return TRUE;
}

static FodEnrolment *
load_enrolment (FodStore *store, GError **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_journal_get_enrolment_async (store, NULL, fod_console_on_ready, &slot);
  result = fod_console_wait (&slot);
  return fod_journal_get_enrolment_finish (store, result, error);
}

gboolean
fod_console_enrol (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const char *const *args = fod_console_call_get_args (call);
  FodSyncEngine *engine = fod_console_get_engine (self, error);
  g_autoptr (FodSecret) password = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FodEnrolment) enrolment = NULL;

  if (engine != NULL)
    password = fod_console_read_password (self, error);
  if (password == NULL)
    return FALSE;

  fod_sync_engine_enrol_async (engine, args[0], args[1], password, NULL, fod_console_on_ready,
                               &slot);
  result = fod_console_wait (&slot);
  if (!fod_sync_engine_enrol_finish (engine, result, error))
    return FALSE;

  enrolment = load_enrolment (fod_console_get_store (self, NULL), error);
  if (enrolment == NULL)
    return FALSE;
  fod_console_print (self, fod_console_json_texts ("server", enrolment->server, "login",
                                                   enrolment->login, "user", enrolment->user,
                                                   "role", enrolment->role, "team", enrolment->team,
                                                   "device", enrolment->device, NULL));
  return TRUE;
}

static void
add_changes (JsonBuilder *builder, GPtrArray *changes)
{
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      const FodWaiting *change = g_ptr_array_index (changes, i);

      json_builder_begin_object (builder);
      fod_console_json_add_text (builder, "op", change->op);
      fod_console_json_add_text (builder, "kind", change->kind);
      fod_console_json_add_text (builder, "id", change->row);
      fod_console_json_add_text (builder, "verb", change->verb);
      fod_console_json_add_text (builder, "fields", change->fields);
      fod_console_json_add_text (builder, "refused", change->code);
      fod_console_json_add_number (builder, "at-ms", change->at_ms);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const char *
state_of (const FodEnrolment *enrolment, const FodJournalCounts *counts)
{
  if (counts->conflicts > 0 || counts->refused > 0 || counts->unread > 0)
    return "attention";
  if (enrolment->server == NULL)
    return "local";
  return counts->waiting > 0 ? "waiting" : "in-step";
}

static void
print_status (FodConsole *self,
              FodReadOnly read_only,
              const FodEnrolment *enrolment,
              const FodJournalCounts *counts,
              GPtrArray *changes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  fod_console_json_add_text (builder, "state", state_of (enrolment, counts));
  if (read_only != FOD_READ_ONLY_NO)
    fod_console_json_add_text (builder, "read-only",
                               read_only == FOD_READ_ONLY_DISK ? "disk" : "files");
  fod_console_json_add_number (builder, "waiting", counts->waiting);
  fod_console_json_add_number (builder, "refused", counts->refused);
  fod_console_json_add_number (builder, "conflicts", counts->conflicts);
  fod_console_json_add_number (builder, "unread", counts->unread);
  fod_console_json_add_number (builder, "handed-over", counts->handed);
  fod_console_json_add_text (builder, "server", enrolment->server);
  fod_console_json_add_text (builder, "login", enrolment->login);
  fod_console_json_add_text (builder, "user", enrolment->user);
  fod_console_json_add_text (builder, "role", enrolment->role);
  fod_console_json_add_text (builder, "team", enrolment->team);
  fod_console_json_add_text (builder, "device", enrolment->device);
  add_changes (builder, changes);
  json_builder_end_object (builder);
  fod_console_print (self, json_builder_get_root (builder));
}

gboolean
fod_console_status (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  FodStore *store = fod_console_get_store (self, error);
  g_autoptr (FodEnrolment) enrolment = store == NULL ? NULL : load_enrolment (store, error);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  FodJournalCounts counts = { 0 };

  if (enrolment == NULL)
    return FALSE;

  if (!fod_console_count (store, &counts, error))
    return FALSE;
  fod_journal_list_waiting_async (store, NULL, fod_console_on_ready, &slot);
  listed = fod_console_wait (&slot);
  changes = fod_journal_list_waiting_finish (store, listed, error);
  if (changes == NULL)
    return FALSE;

  print_status (self, fod_store_get_read_only (store), enrolment, &counts, changes);
  if (counts.conflicts > 0 || counts.refused > 0 || counts.unread > 0)
    fod_console_set_exit (self, FOD_EXIT_ATTENTION);
  return TRUE;
}
