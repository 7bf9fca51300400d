/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells whoever was looking at a record why it is not on the screen any more. */

#include "config.h"

#include "app/fod-left.h"

#include "app/fod-go.h"
#include "app/fod-toast.h"

typedef struct
{
  GWeakRef window;
  char *said;
} Left;

static void
left_free (Left *self)
{
  g_weak_ref_clear (&self->window);
  g_free (self->said);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Left, left_free)

static void
on_got (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Left) left = user_data;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&left->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodRecord) record = fod_store_get_finish (FOD_STORE (source), result, &error);

  if (window != NULL && g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND))
    fod_toast (window, left->said);
}

void
fod_left_tell (GtkWidget *from, FodContext *context, FodEntity *entity, char *said)
{
  Left *left;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_ENTITY (entity));

  left = g_new0 (Left, 1);
  g_weak_ref_init (&left->window, fod_go_window (from));
  left->said = said;
  fod_store_get_async (fod_context_get_store (context),
                       fod_record_get_kind (fod_entity_get_record (entity)),
                       fod_entity_get_id (entity), NULL, on_got, left);
}
