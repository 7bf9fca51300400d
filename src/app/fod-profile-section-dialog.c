/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A section of a profile. What two people wrote without knowing of each other is decided here. */

#include "config.h"

#include "app/fod-profile-section-dialog.h"
#include "app/fod-conflict-bar.h"

struct _FodProfileSectionDialog
{
  FodRecordDialog parent_instance;

  FodConflictBar *conflicts; /* template */
};

G_DEFINE_FINAL_TYPE (FodProfileSectionDialog, fod_profile_section_dialog, FOD_TYPE_RECORD_DIALOG)

static void
fod_profile_section_dialog_class_init (FodProfileSectionDialogClass *klass)
{
  static const char *const fields[] = { "own-words", "section-notes", "told-on", "source", NULL };

  g_type_ensure (FOD_TYPE_CONFLICT_BAR);
  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_PROFILE_SECTION,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-profile-section-dialog.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FodProfileSectionDialog,
                                        conflicts);
}

static void
fod_profile_section_dialog_init (FodProfileSectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_profile_section_dialog_open (GtkWidget *from, FodCareerBook *book, const char *code)
{
  FodProfileSectionDialog *self = g_object_new (FOD_TYPE_PROFILE_SECTION_DIALOG, NULL);
  FodContext *context = fod_career_book_get_context (book);
  const char *participant = fod_career_book_get_participant (book);
  FodEntity *section = fod_career_book_find (book, code);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *place = g_strjoin ("/", "new-profile-section", participant, code, NULL);
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  gtk_window_set_title (
      GTK_WINDOW (self),
      fod_directory_get_code_name (fod_context_get_directory (context), "profile-section", code));
  if (section != NULL)
    {
      fod_conflict_bar_show (self->conflicts, context, fod_entity_get_id (section));
      fod_record_dialog_open (FOD_RECORD_DIALOG (self), from, context, section);
      return;
    }
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant", participant);
  g_variant_builder_add (&builder, "{ss}", "section", code);
  g_variant_builder_add (&builder, "{ss}", "told-on", today);
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_record_dialog_open_new (FOD_RECORD_DIALOG (self), from, context, known, place);
}
