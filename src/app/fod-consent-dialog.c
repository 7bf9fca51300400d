/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A consent. Who was chosen among the people around the participant stands in words too, for those
 * who read it when that person is not there any more. */

#include "config.h"

#include "app/fod-consent-dialog.h"
#include "app/fod-choice.h"

#include <glib/gi18n.h>

struct _FodConsentDialog
{
  FodRecordDialog parent_instance;

  FodConsentBook *book; /* owned */
  gboolean showing;     /* the choice follows the record */

  AdwComboRow *with; /* template */
};

G_DEFINE_FINAL_TYPE (FodConsentDialog, fod_consent_dialog, FOD_TYPE_RECORD_DIALOG)

static GtkWidget *
child_of (FodConsentDialog *self, const char *field)
{
  return fod_record_dialog_get_child (FOD_RECORD_DIALOG (self), field);
}

/* The first choice is somebody who is not among them. */
static FodEntity *
dup_chosen (FodConsentDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->with);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return g_list_model_get_item (fod_consent_book_get_contacts (self->book), selected - 1);
}

static void
show_words (FodConsentDialog *self)
{
  g_autoptr (FodEntity) chosen = dup_chosen (self);

  gtk_widget_set_visible (child_of (self, "counterpart"), chosen == NULL);
  gtk_widget_set_visible (child_of (self, "role"), chosen == NULL);
}

static void
on_chosen (FodConsentDialog *self)
{
  FodForm *form = fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));
  g_autoptr (FodEntity) chosen = dup_chosen (self);

  if (self->showing || form == NULL)
    return;
  if (chosen != NULL)
    gtk_editable_set_text (GTK_EDITABLE (child_of (self, "counterpart")),
                           fod_entity_get (chosen, "name"));
  fod_form_set_value (form, "contact", chosen != NULL ? fod_entity_get_id (chosen) : NULL);
  show_words (self);
}

static void
fill (FodConsentDialog *self, const char *contact)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *contacts = fod_consent_book_get_contacts (self->book);
  guint count = g_list_model_get_n_items (contacts);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Somebody else"));
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (contacts, i);

      gtk_string_list_append (names, fod_entity_get (entity, "name"));
      if (g_strcmp0 (contact, fod_entity_get_id (entity)) == 0)
        selected = i + 1;
    }
  self->showing = TRUE;
  adw_combo_row_set_model (self->with, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->with, selected);
  self->showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->with), count > 0);
  show_words (self);
}

/* A draft keeps the words, and not whom they are of. */
static void
on_restored (FodConsentDialog *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (child_of (self, "counterpart")));
  GListModel *contacts = fod_consent_book_get_contacts (self->book);

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (contacts, i);

      if (g_strcmp0 (words, fod_entity_get (entity, "name")) == 0)
        adw_combo_row_set_selected (self->with, i + 1);
    }
}

static void
fod_consent_dialog_dispose (GObject *object)
{
  g_clear_object (&FOD_CONSENT_DIALOG (object)->book);

  G_OBJECT_CLASS (fod_consent_dialog_parent_class)->dispose (object);
}

static void
fod_consent_dialog_class_init (FodConsentDialogClass *klass)
{
  static const char *const fields[] = { "counterpart",  "role",     "covers",    "withheld",
                                        "purpose",      "given-on", "given-how", "expires-on",
                                        "withdrawn-on", "remark",   NULL };

  G_OBJECT_CLASS (klass)->dispose = fod_consent_dialog_dispose;

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_CONSENT, fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-consent-dialog.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FodConsentDialog, with);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), on_chosen);
}

static void
fod_consent_dialog_init (FodConsentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_choice_show_whole (GTK_WIDGET (self->with));
  fod_choice_type_ahead (GTK_WIDGET (self->with));
}

static FodConsentDialog *
make (FodConsentBook *book, const char *contact)
{
  FodConsentDialog *self = g_object_new (FOD_TYPE_CONSENT_DIALOG, NULL);

  self->book = g_object_ref (book);
  fill (self, contact);
  return self;
}

void
fod_consent_dialog_open (GtkWidget *from, FodConsentBook *book, FodEntity *entity)
{
  FodConsentDialog *self;

  g_return_if_fail (FOD_IS_CONSENT_BOOK (book));

  self = make (book, fod_entity_get (entity, "contact"));
  fod_record_dialog_open (FOD_RECORD_DIALOG (self), from, fod_consent_book_get_context (book),
                          entity);
  if (gtk_widget_get_visible (GTK_WIDGET (self->with)))
    gtk_widget_grab_focus (GTK_WIDGET (self->with));
}

/* Most consents are written down while they are given. */
static GVariant *
add_today (FodConsentBook *book, GVariant *known)
{
  g_autofree char *today = fod_context_dup_today (fod_consent_book_get_context (book));
  GVariantBuilder all;
  GVariantIter iter;
  const char *field, *value;

  g_variant_builder_init (&all, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, known);
  while (g_variant_iter_next (&iter, "{&s&s}", &field, &value))
    g_variant_builder_add (&all, "{ss}", field, value);
  g_variant_builder_add (&all, "{ss}", "given-on", today);
  return g_variant_ref_sink (g_variant_builder_end (&all));
}

void
fod_consent_dialog_open_new (GtkWidget *from, FodConsentBook *book, GVariant *known)
{
  FodConsentDialog *self;
  g_autoptr (GVariant) all = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *contact = NULL;
  g_autofree char *place = NULL;

  g_return_if_fail (FOD_IS_CONSENT_BOOK (book));

  g_variant_lookup (known, "participant", "s", &parent);
  g_variant_lookup (known, "contact", "s", &contact);
  place = g_strconcat ("new-consent/", contact != NULL ? contact : parent, NULL);
  all = add_today (book, known);
  self = make (book, contact);
  fod_record_dialog_open_new (FOD_RECORD_DIALOG (self), from, fod_consent_book_get_context (book),
                              all, place);
  g_signal_connect_object (fod_record_dialog_get_form (FOD_RECORD_DIALOG (self)), "restored",
                           G_CALLBACK (on_restored), self, G_CONNECT_SWAPPED);
  if (contact != NULL)
    gtk_widget_grab_focus (child_of (self, "covers"));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->with)))
    gtk_widget_grab_focus (GTK_WIDGET (self->with));
}
