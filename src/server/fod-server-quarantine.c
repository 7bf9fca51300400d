/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the quarantine out of the audit. Whose an entry is, is asked of the row that it is about as
 * that is now: whoever leads its team now is to hear of it, and nobody else. */

#include "config.h"

#include "server/fod-server-quarantine.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-scopes.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* Entries that one request looks at: others wait behind it. */
#define LOOKED 1000
#define PAGE 100
#define BYTES (1024 * 1024)
/* A conflict about a note about a participant is the longest chain. */
#define MAX_DEPTH 4

/* What was refused for what it says waited on the laptop to be put right; when that has come to its
 * end, it is here alone. */
gboolean
fod_server_quarantine_has (const FodServerAuditEntry *entry, GHashTable *ended)
{
  static const char *const lost[] = { "forbidden", "ref_missing", "gone", NULL };
  static const char *const wrong[] = { "invalid", "field_unknown", "transition", "quota", NULL };

  g_return_val_if_fail (entry != NULL && ended != NULL, FALSE);

  return entry->op != NULL && (g_strv_contains (lost, entry->result) ||
                               (g_strv_contains (wrong, entry->result) && entry->device != NULL &&
                                g_hash_table_contains (ended, entry->device)));
}

GHashTable *
fod_server_quarantine_list_ended (FodServerStore *store, GError **error)
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

/* Who looks. */
typedef struct
{
  FodServerWork *work;
  char *lead;
  char *team;
  GHashTable *ended;
} Looker;

static void
looker_clear (Looker *self)
{
  g_free (self->lead);
  g_free (self->team);
  g_clear_pointer (&self->ended, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Looker, looker_clear)

static GHashTable *
parse_values (const FodServerAuditEntry *entry)
{
  return entry->new_values == NULL
             ? NULL
             : fod_wire_parse_texts (entry->new_values, strlen (entry->new_values), NULL);
}

static gboolean
holds (const Looker *self, const FodServerHolding *holding)
{
  for (guint i = 0; holding->state != FOD_ROW_ERASED && i < holding->scopes->len; i++)
    if (strcmp (holding->scopes->pdata[i], self->lead) == 0 ||
        strcmp (holding->scopes->pdata[i], self->team) == 0)
      return TRUE;
  return FALSE;
}

/* What nobody ever had but its author would have been the author's team's; own appointments, which
 * no leader sees, are nobody else's for that. */
static gboolean
is_of_own_people (
    const Looker *self, const FodSpec *spec, const char *author, gboolean *mine, GError **error)
{
  g_autoptr (FodServerUser) user = NULL;

  if (author == NULL || (spec->scope != FOD_SCOPE_PARTICIPANT && spec->scope != FOD_SCOPE_TEAM))
    return TRUE;
  if (!fod_server_store_get_user (self->work->store, author, &user, error))
    return FALSE;
  *mine = user != NULL && g_strcmp0 (user->team, self->work->user->team) == 0;
  return TRUE;
}

/* @mine: (out): whether the row that @entry is about is of the leader's team: the row itself, or
 * what it was to hang on, as somebody tried to make it. */
static gboolean
find_owner (const Looker *self,
            const FodServerAuditEntry *entry,
            guint depth,
            gboolean *mine,
            GError **error)
{
  const FodSpec *spec = fod_schema_get (entry->kind);
  const FodField *field =
      spec == NULL || spec->parent == NULL ? NULL : fod_spec_find (spec, spec->parent);
  g_autoptr (GHashTable) values = parse_values (entry);
  g_autoptr (FodServerAuditEntry) maker = NULL;
  const FodServerHolding *holding = NULL;
  const char *parent = NULL;
  const char *kind = entry->kind;
  const char *id = entry->id;

  *mine = FALSE;
  if (!fod_server_scopes_hold (self->work, kind, id, &holding, error))
    return FALSE;
  if (holding == NULL && field != NULL && values != NULL)
    parent = g_hash_table_lookup (values, field->name);
  if (parent != NULL)
    {
      kind = field->of;
      id = parent;
      if (!fod_server_scopes_hold (self->work, kind, id, &holding, error))
        return FALSE;
    }
  if (holding != NULL)
    {
      *mine = holds (self, holding);
      return TRUE;
    }
  if (spec == NULL || depth == MAX_DEPTH)
    return TRUE;
  if (parent == NULL && strcmp (entry->verb, "create") == 0)
    return field != NULL || values == NULL ||
           is_of_own_people (self, spec, entry->user, mine, error);
  return fod_server_store_find_create (self->work->store, kind, id, &maker, error) &&
         (maker == NULL || find_owner (self, maker, depth + 1, mine, error));
}

static gboolean
is_shown (const Looker *self, const FodServerAuditEntry *entry, gboolean *shown, GError **error)
{
  *shown = FALSE;
  if (!fod_server_quarantine_has (entry, self->ended))
    return TRUE;
  return find_owner (self, entry, 0, shown, error);
}

static char *
print_number (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static gboolean
parse_number (const char *text, gint64 *number, GError **error)
{
  guint64 value = 0;

  *number = 0;
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_FORM, "no entry");
      return FALSE;
    }
  *number = (gint64)value;
  return TRUE;
}

/* As an op has them: what a set gains and loses apart. */
static void
share_out (FodQuarantined *entry, GHashTable *values)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const char *text = name;

      if (*text == '+')
        g_hash_table_insert (entry->added, g_strdup (text + 1), g_strdup (value));
      else if (*text == '-')
        g_hash_table_insert (entry->removed, g_strdup (text + 1), g_strdup (value));
      else if (*text != '=')
        g_hash_table_insert (entry->fields, g_strdup (text), g_strdup (value));
    }
}

static FodQuarantined *
make_entry (const FodServerAuditEntry *audit)
{
  FodQuarantined *entry = fod_quarantined_new ();
  g_autoptr (GHashTable) values = parse_values (audit);

  entry->n = print_number (audit->seq);
  entry->at = audit->at;
  entry->by = g_strdup (audit->user);
  entry->kind = g_strdup (audit->kind);
  entry->row = g_strdup (audit->id);
  entry->verb = g_strdup (audit->verb);
  entry->code = g_strdup (audit->result);
  if (values != NULL)
    share_out (entry, values);
  return entry;
}

static gboolean
settle (const Looker *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  const FodServerAuditEntry *entry;
  FodServerAuditEntry *note;
  gboolean shown = FALSE;
  gint64 seq = 0;

  if (!parse_number (name, &seq, error))
    return FALSE;
  if (seq == 0)
    return TRUE;
  if (!fod_server_store_list_refused (self->work->store, seq - 1, 1, &found, error))
    return FALSE;
  entry = found->len == 0 ? NULL : found->pdata[0];
  /* Settled already, or nothing of this leader's: nobody hears which. */
  if (entry == NULL || entry->seq != seq)
    return TRUE;
  if (!is_shown (self, entry, &shown, error))
    return FALSE;
  if (!shown)
    return TRUE;
  note = fod_server_audit_new (entry->kind, entry->id, "settle", "ok");
  note->op = g_strdup (entry->op);
  fod_server_audit_add (self->work, note);
  return TRUE;
}

/* What is settled in this very transaction is not in the audit yet. */
static gboolean
is_settled_now (const FodQuarantineRequest *request, gint64 seq)
{
  g_autofree char *name = print_number (seq);

  return g_ptr_array_find_with_equal_func (request->settled, name, g_str_equal, NULL);
}

static gboolean
take_page (const Looker *self,
           const FodQuarantineRequest *request,
           GPtrArray *page,
           FodQuarantineReply *reply,
           gint64 *seq,
           GError **error)
{
  gsize bytes = 0;

  for (guint i = 0; i < page->len; i++)
    {
      const FodServerAuditEntry *entry = page->pdata[i];
      gboolean shown = FALSE;

      if (!is_shown (self, entry, &shown, error))
        return FALSE;
      shown = shown && !is_settled_now (request, entry->seq);
      bytes += shown && entry->new_values != NULL ? strlen (entry->new_values) : 0;
      if (reply->entries->len == FOD_LIMIT_QUARANTINE ||
          (bytes > BYTES && reply->entries->len > 0 && shown))
        {
          reply->more = TRUE;
          return TRUE;
        }
      if (shown)
        g_ptr_array_add (reply->entries, make_entry (entry));
      *seq = entry->seq;
    }
  return TRUE;
}

static gboolean
list (const Looker *self,
      const FodQuarantineRequest *request,
      FodQuarantineReply *reply,
      GError **error)
{
  gint64 seq = 0;

  if (!parse_number (request->after, &seq, error))
    return FALSE;
  for (guint looked = 0; !reply->more; looked += PAGE)
    {
      g_autoptr (GPtrArray) page = NULL;

      if (!fod_server_store_list_refused (self->work->store, seq, PAGE, &page, error) ||
          !take_page (self, request, page, reply, &seq, error))
        return FALSE;
      if (page->len < PAGE)
        break;
      reply->more = reply->more || looked + PAGE >= LOOKED;
    }
  reply->next = print_number (seq);
  return TRUE;
}

static gboolean
admit (FodServerWork *work, const FodQuarantineRequest *request, GError **error)
{
  if (!fod_server_work_admit_schema (request->schema, fod_schema_versions.min_pull, 0, error) ||
      !fod_server_work_admit (work, request->device, request->epoch, request->run, error))
    return FALSE;
  if (strcmp (work->user->role, "leader") == 0 && work->user->team != NULL)
    return TRUE;
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_ROLE, "no leader");
  return FALSE;
}

FodQuarantineReply *
fod_server_quarantine (FodServerWork *work, const FodQuarantineRequest *request, GError **error)
{
  g_autoptr (FodQuarantineReply) reply = NULL;
  g_auto (Looker) self = { .work = work };

  g_return_val_if_fail (work != NULL && work->user != NULL && request != NULL, NULL);

  if (!admit (work, request, error))
    return NULL;
  self.lead = g_strconcat ("lead:", work->user->team, NULL);
  self.team = g_strconcat ("team:", work->user->team, NULL);
  self.ended = fod_server_quarantine_list_ended (work->store, error);
  if (self.ended == NULL)
    return NULL;
  for (guint i = 0; i < request->settled->len; i++)
    if (!settle (&self, request->settled->pdata[i], error))
      return NULL;
  reply = g_new0 (FodQuarantineReply, 1);
  reply->epoch = g_strdup (work->epoch);
  reply->now = work->now;
  reply->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_quarantined_free);
  if (!list (&self, request, reply, error))
    return NULL;
  if (reply->entries->len > 0)
    fod_server_audit_add (work, fod_server_audit_new (self.lead, "quarantine", "read", "ok"));
  return g_steal_pointer (&reply);
}
