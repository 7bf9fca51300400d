/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a button does to the store: write, then a toast that undoes it, or words about what failed.
 * The dialog that asked may be gone when the answer comes; the main window is told instead. */

#include "config.h"

#include "app/fod-apply.h"
#include "app/fod-go.h"
#include "app/fod-toast.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GWeakRef window;
  char *said;
} Pending;

static void
pending_free (Pending *self)
{
  g_weak_ref_clear (&self->window);
  g_free (self->said);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pending) pending = user_data;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&pending->window);
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = fod_store_apply_finish (FOD_STORE (source), result, &error);

  if (window == NULL)
    return;
  if (tx == NULL)
    fod_toast_error (window, error);
  else if (pending->said != NULL)
    fod_undo_toast (window, tx, pending->said);
  else
    fod_undo_push (window, tx);
}

void
fod_apply (GtkWidget *from, FodContext *context, FodEdit *edit, const char *said)
{
  Pending *pending;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  if (fod_edit_is_empty (edit))
    return;
  pending = g_new0 (Pending, 1);
  g_weak_ref_init (&pending->window, fod_go_window (from));
  pending->said = g_strdup (said);
  fod_store_apply_async (fod_context_get_store (context), edit, NULL, on_applied, pending);
}

static const char *
deleted_text (const char *kind)
{
  if (strcmp (kind, FOD_KIND_PARTICIPANT) == 0)
    return _ ("Participant moved to the bin");
  if (strcmp (kind, FOD_KIND_EMPLOYER) == 0)
    return _ ("Employer moved to the bin");
  if (strcmp (kind, FOD_KIND_NOTE) == 0)
    return _ ("Note moved to the bin");
  if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    return _ ("Follow-up moved to the bin");
  if (strcmp (kind, FOD_KIND_PLACEMENT) == 0)
    return _ ("Job or education moved to the bin");
  if (strcmp (kind, FOD_KIND_PROFILE_SECTION) == 0)
    return _ ("Section moved to the bin");
  if (strcmp (kind, FOD_KIND_EARLIER_JOB) == 0)
    return _ ("Earlier job moved to the bin");
  if (strcmp (kind, FOD_KIND_BENEFIT_SHEET) == 0)
    return _ ("Benefits counselling moved to the bin");
  if (strcmp (kind, FOD_KIND_SEARCH_PLAN) == 0)
    return _ ("Job search plan moved to the bin");
  if (strcmp (kind, FOD_KIND_JOB_CHANGE) == 0)
    return _ ("Change moved to the bin");
  if (strcmp (kind, FOD_KIND_CONSENT) == 0)
    return _ ("Consent moved to the bin");
  if (strcmp (kind, FOD_KIND_DISCLOSURE_PLAN) == 0)
    return _ ("Decision moved to the bin");
  if (strcmp (kind, FOD_KIND_JOB_OPENING) == 0)
    return _ ("Opening moved to the bin");
  if (strcmp (kind, FOD_KIND_EMPLOYER_CONTACT) == 0)
    return _ ("Employer contact moved to the bin");
  return _ ("Contact person moved to the bin");
}

void
fod_apply_delete (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  const char *kind;

  g_return_if_fail (FOD_IS_ENTITY (entity));

  kind = fod_record_get_kind (fod_entity_get_record (entity));
  fod_edit_delete (edit, kind, fod_entity_get_id (entity));
  fod_apply (from, context, edit, deleted_text (kind));
}

void
fod_apply_value (
    GtkWidget *from, FodContext *context, FodEntity *entity, const char *field, const char *value)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  const char *seen;

  g_return_if_fail (FOD_IS_ENTITY (entity));

  seen = fod_entity_get (entity, field);
  if (g_strcmp0 (seen, value) == 0)
    return;
  fod_edit_set (edit, fod_record_get_kind (fod_entity_get_record (entity)),
                fod_entity_get_id (entity), field, value, seen);
  fod_apply (from, context, edit, NULL);
}
