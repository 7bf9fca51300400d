/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom the profile belongs to and where its server is. */

#include "config.h"

#include "store/fod-enrolment.h"

#include "store/fod-belonging.h"
#include "store/fod-comeback.h"
#include "store/fod-overlay.h"
#include "store/fod-queue.h"
#include "store/fod-refusal.h"
#include "store/fod-resets.h"

#include <string.h>

/* The texts of an enrolment and the settings that keep them. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "server", G_STRUCT_OFFSET (FodEnrolment, server) },
  { "device", G_STRUCT_OFFSET (FodEnrolment, device) },
  { "token", G_STRUCT_OFFSET (FodEnrolment, token) },
  { "user", G_STRUCT_OFFSET (FodEnrolment, user) },
  { "login", G_STRUCT_OFFSET (FodEnrolment, login) },
  { "team", G_STRUCT_OFFSET (FodEnrolment, team) },
  { "role", G_STRUCT_OFFSET (FodEnrolment, role) },
  { "epoch", G_STRUCT_OFFSET (FodEnrolment, epoch) },
};

#define LAST_CONTACT "last-contact"

static char **
text_at (const FodEnrolment *self, guint index)
{
  return &G_STRUCT_MEMBER (char *, self, texts[index].offset);
}

void
fod_enrolment_free (FodEnrolment *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*text_at (self, i));
  g_free (self->seen);
  g_free (self);
}

/* Which enrolment it is; what a round learns of the server does not make it another. */
static char *
dup_name (const FodEnrolment *self)
{
  return g_strdup_printf ("%s %s", self->server == NULL ? "" : self->server,
                          self->token == NULL ? "" : self->token);
}

FodEnrolment *
fod_enrolment_copy (const FodEnrolment *self)
{
  FodEnrolment *copy = g_new0 (FodEnrolment, 1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *text_at (copy, i) = g_strdup (*text_at (self, i));
  copy->last_contact = self->last_contact;
  copy->seen = g_strdup (self->seen);
  return copy;
}

FodEnrolment *
fod_enrolment_read (FodLedger *ledger, GError **error)
{
  g_autoptr (FodEnrolment) self = g_new0 (FodEnrolment, 1);
  g_autofree char *contact = NULL;

  if (!fod_ledger_get_setting (ledger, LAST_CONTACT, &contact, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!fod_ledger_get_setting (ledger, texts[i].name, text_at (self, i), error))
      return NULL;
  self->last_contact = contact == NULL ? 0 : g_ascii_strtoll (contact, NULL, 10);
  self->seen = dup_name (self);
  return g_steal_pointer (&self);
}

/* Rows with changes that wait show these, decided fields included, and the user as the owner of new
 * ones. */
static gboolean
show_queue (FodLedger *ledger, GError **error)
{
  return fod_overlay_rebuild_each (ledger, "SELECT DISTINCT kind, \"row\" FROM op WHERE state <> 2",
                                   error) &&
         fod_overlay_rebuild_each (ledger,
                                   "SELECT DISTINCT about_kind, op.about FROM op "
                                   "JOIN \"conflict\" ON \"conflict\".id = \"row\" "
                                   "WHERE kind = 'conflict' AND state < 2",
                                   error);
}

static gboolean
write_settings (FodLedger *ledger, const FodEnrolment *enrolment, GError **error)
{
  g_autofree char *contact = g_strdup_printf ("%" G_GINT64_FORMAT, enrolment->last_contact);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = *text_at (enrolment, i);

      /* The device is the profile's own and outlives an enrolment. */
      if (text == NULL && texts[i].offset == G_STRUCT_OFFSET (FodEnrolment, device))
        continue;
      if (!fod_ledger_set_setting (ledger, texts[i].name, text, error))
        return FALSE;
    }
  return fod_ledger_set_setting (ledger, LAST_CONTACT, contact, error);
}

/* The server was restored. What no scope has named yet exists only as the ops that made it. */
static gboolean
send_again (FodLedger *ledger, GError **error)
{
  return fod_queue_revive_archive (ledger, error) && fod_refusal_ask_anew (ledger, error) &&
         fod_comeback_mark (ledger, error) &&
         fod_belonging_revoke (ledger, FOD_SCOPE_PENDING, error) && show_queue (ledger, error);
}

static gboolean
is_same_user (const FodEnrolment *one, const FodEnrolment *other)
{
  return g_strcmp0 (one->user, other->user) == 0 && g_strcmp0 (one->team, other->team) == 0 &&
         g_strcmp0 (one->role, other->role) == 0;
}

gboolean
fod_enrolment_meet_epoch (FodLedger *ledger,
                          const FodEnrolment *before,
                          const FodEnrolment *after,
                          GError **error)
{
  if (before->epoch == NULL || g_strcmp0 (before->epoch, after->epoch) == 0)
    return TRUE;
  /* Who was moved to another team meanwhile has written all the same. */
  return (g_strcmp0 (before->user, after->user) != 0 || send_again (ledger, error)) &&
         fod_belonging_reload (ledger, NULL, error);
}

static gboolean
write_all (FodLedger *ledger,
           const FodEnrolment *before,
           const FodEnrolment *enrolment,
           GError **error)
{
  if (!write_settings (ledger, enrolment, error) ||
      !fod_enrolment_meet_epoch (ledger, before, enrolment, error) ||
      (g_strcmp0 (before->token, enrolment->token) != 0 && !fod_resets_forget (ledger, error)))
    return FALSE;
  if (is_same_user (before, enrolment))
    return TRUE;
  fod_ledger_set_identity (ledger, enrolment->user, enrolment->team, enrolment->role);
  return show_queue (ledger, error);
}

gboolean
fod_enrolment_keep (FodLedger *ledger, const FodEnrolment *enrolment, GError **error)
{
  g_autoptr (FodEnrolment) before = fod_enrolment_read (ledger, error);

  if (before == NULL)
    return FALSE;
  /* A round that began with another one has nothing to say of this. */
  if (enrolment->seen != NULL && strcmp (enrolment->seen, before->seen) != 0)
    return TRUE;
  if (!fod_ledger_begin (ledger, error))
    return FALSE;
  fod_ledger_touch_journal (ledger);
  if (fod_ledger_end (ledger, write_all (ledger, before, enrolment, error), error))
    return TRUE;
  fod_ledger_set_identity (ledger, before->user, before->team, before->role);
  return FALSE;
}
