/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values of a row in words, and the way to the clipboard. */

#include "config.h"

#include "app/fod-paste.h"

#include "app/fod-clip.h"
#include "app/fod-field-text.h"
#include "app/fod-format.h"
#include "app/fod-paste-template.h"
#include "app/fod-toast.h"

#include "base/fod-when.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct
{
  FodDirectory *directory;
  const FodRecord *record;
  const char *whom;
  const char *today;
} Source;

gboolean
fod_paste_knows (const char *kind)
{
  static const char *const kinds[] = { FOD_KIND_NOTE, FOD_KIND_FOLLOW_UP, FOD_KIND_EMPLOYER_CONTACT,
                                       NULL };

  g_return_val_if_fail (kind != NULL, FALSE);

  return g_strv_contains (kinds, kind);
}

/* By the date and not "today": it is read on other days. */
static char *
dup_slot (const char *slot)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  FodWhen when;

  if (!fod_when_parse_here (slot, &when))
    return NULL;
  day = fod_format_date (when.date);
  time = fod_format_slot_time (slot);
  return *time != '\0' ? g_strdup_printf ("%s %s", day, time) : g_steal_pointer (&day);
}

static char *
dup_plain (const FodField *field, const char *value, const char *today)
{
  FodFormText show, read;

  if (strcmp (field->name, "minutes") == 0)
    return fod_format_minutes (atoi (value));
  fod_field_text_find (field, &show, &read);
  return show != NULL ? show (value, today) : g_strdup (value);
}

static char *
dup_value (const char *name, gpointer user_data)
{
  const Source *source = user_data;
  const FodField *field = fod_spec_find (fod_record_get_spec (source->record), name);
  const char *value = field != NULL ? fod_record_get (source->record, name) : NULL;

  if (strcmp (name, "whom") == 0)
    return g_strdup (source->whom);
  if (value == NULL)
    return NULL;
  if (field->type == FOD_FIELD_CODE)
    return g_strdup (fod_directory_get_code_name (source->directory, field->of, value));
  if (field->type == FOD_FIELD_WHEN)
    return dup_slot (value);
  if (field->type == FOD_FIELD_REF)
    return g_strdup (fod_directory_get_user_name (source->directory, value));
  /* The only one of its type that these kinds have. */
  if (strcmp (field->name, "community") == 0)
    return g_strdup (fod_record_get_bool (source->record, name) ? _ ("out of the office") : NULL);
  return dup_plain (field, value, source->today);
}

char *
fod_paste_dup_text (FodDirectory *directory,
                    const FodRecord *record,
                    const char *whom,
                    const char *today)
{
  Source source = { directory, record, whom, today };
  const char *template;

  g_return_val_if_fail (FOD_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (record != NULL && today != NULL, NULL);

  template =
      fod_directory_get_setting (directory, FOD_PASTE_LIST, fod_record_get_kind (record), today);
  return template != NULL ? fod_paste_template_fill (template, dup_value, &source) : g_strdup ("");
}

void
fod_paste_copy_text (GtkWidget *from, FodContext *context, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  if (*text == '\0')
    {
      fod_toast (from, _ ("There is nothing to copy"));
      return;
    }
  fod_clip_put (gtk_widget_get_clipboard (from), context, text, FOD_CLIP_MS);
  fod_toast (from, _ ("Copied. Paste it within a minute"));
}

typedef struct
{
  GWeakRef from;
  FodContext *context; /* owned */
  FodRecord *record;   /* owned */
} Copy;

static void
copy_free (Copy *self)
{
  g_weak_ref_clear (&self->from);
  g_object_unref (self->context);
  fod_record_unref (self->record);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static void
finish (const Copy *self, const char *whom)
{
  g_autoptr (GtkWidget) from = g_weak_ref_get ((GWeakRef *)&self->from);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *text = NULL;

  if (from == NULL)
    return;
  text = fod_paste_dup_text (fod_context_get_directory (self->context), self->record, whom, today);
  fod_paste_copy_text (from, self->context, text);
}

/* Whom it is about may have left; then it goes without the name. */
static void
on_whom (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Copy) self = user_data;
  g_autoptr (FodRecord) whom = fod_store_get_finish (FOD_STORE (source), result, NULL);

  finish (self, whom != NULL ? fod_record_get (whom, "name") : NULL);
}

static const char *
about (const FodRecord *record, const char *field)
{
  return fod_spec_find (fod_record_get_spec (record), field) != NULL
             ? fod_record_get (record, field)
             : NULL;
}

void
fod_paste_copy (GtkWidget *from, FodContext *context, FodRecord *record)
{
  g_autoptr (Copy) self = NULL;
  const char *participant, *employer;

  g_return_if_fail (GTK_IS_WIDGET (from) && FOD_IS_CONTEXT (context));
  g_return_if_fail (record != NULL && fod_paste_knows (fod_record_get_kind (record)));

  self = g_new0 (Copy, 1);
  g_weak_ref_init (&self->from, from);
  self->context = g_object_ref (context);
  self->record = fod_record_ref (record);
  participant = about (record, FOD_KIND_PARTICIPANT);
  employer = about (record, FOD_KIND_EMPLOYER);
  if (participant == NULL && employer == NULL)
    {
      finish (self, NULL);
      return;
    }
  fod_store_get_async (fod_context_get_store (context),
                       participant != NULL ? FOD_KIND_PARTICIPANT : FOD_KIND_EMPLOYER,
                       participant != NULL ? participant : employer, NULL, on_whom,
                       g_steal_pointer (&self));
}
