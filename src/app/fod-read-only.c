/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a profile that can't be written means for the screens: which actions write is said here,
 * once for all widgets. The store refuses whatever is tried all the same. */

#include "config.h"

#include "app/fod-read-only.h"

#include <glib/gi18n.h>

#include <string.h>

/* Those that open something to read (calendar.open), copy or export are not among them. */
static const char *const writing[] = {
  "win.new-participant",
  "win.new-employer",
  "win.new-note",
  "win.new-visit",
  "win.new-follow-up",
  "win.new-appointment",
  "win.new-here",
  "win.undo",
  "win.undo-one",
  "win.redo",
  "win.sync",
  "calendar.new",
  "calendar.move",
  "calendar.resize",
  "calendar.place",
  "calendar.status",
  "calendar.delete",
  "composer.save",
  "conference.add",
  "conference.keep",
  "conference.refer",
  "conference.save",
  "conflict.keep",
  "conflict.take",
  "conflict.third",
  "contact.new-consent",
  "dialog.delete",
  "employer.new",
  "employer.delete",
  "employer.import-people",
  "follow-up.settle",
  "follow-up.delete",
  "handover.end",
  "handover.give",
  "list-page.new",
  "list-page.import",
  "participant.new",
  "participant.delete",
  "participant.hand-over",
  "participants.hand-over",
  "placement.new-change",
  "plan.new-follow-up",
  "row.book",
  "row.change",
  "row.delete",
  "row.pick",
  "row.plan",
  "row.postpone",
  "row.settle",
  "row.status",
  "sync.discard",
  "sync.drop",
  "sync.send-again",
};

gboolean
fod_read_only (FodContext *context)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (context), FALSE);

  return fod_store_get_read_only (fod_context_get_store (context)) != FOD_READ_ONLY_NO;
}

const char *
fod_read_only_text (FodContext *context)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);

  switch (fod_store_get_read_only (fod_context_get_store (context)))
    {
    case FOD_READ_ONLY_NO:
      return NULL;
    case FOD_READ_ONLY_DISK:
      return _ ("Read-only: nothing can be written to the disk. Have it looked at, then lock and "
                "unlock.");
    case FOD_READ_ONLY_FILES:
    default:
      return _ ("Read-only: the folder can’t be written. Ask for write access to it, then lock and "
                "unlock.");
    }
}

const char *
fod_read_only_sync_heading (void)
{
  return _ ("Read-only: nothing is synced");
}

const char *
fod_read_only_sync_text (void)
{
  return _ ("What the server sends could not be kept on this machine. What waits to be sent is "
            "kept where it is, and is sent when the disk can be written again.");
}

static gboolean
writes (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    if (strcmp (writing[i], action) == 0)
      return TRUE;
  return FALSE;
}

void
fod_read_only_apply (GtkWidget *widget, FodContext *context)
{
  GType owner;
  const char *name, *property;
  const GVariantType *type;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (!fod_read_only (context))
    return;
  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (widget), i, &owner, &name,
                                                   &type, &property);
       i++)
    if (writes (name))
      gtk_widget_action_set_enabled (widget, name, FALSE);
}
