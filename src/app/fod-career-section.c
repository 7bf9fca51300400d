/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in a section of a profile, and what may be asked where nothing does. */

#include "config.h"

#include "app/fod-career-section.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "app/fod-profile-section-dialog.h"

#include <glib/gi18n.h>

struct _FodCareerSection
{
  GtkListBoxRow parent_instance;

  FodCareerBook *book; /* owned */
  char *code;

  GtkLabel *title; /* template */
  GtkLabel *own;   /* template */
  GtkLabel *notes; /* template */
  GtkLabel *told;  /* template */
};

G_DEFINE_FINAL_TYPE (FodCareerSection, fod_career_section, GTK_TYPE_LIST_BOX_ROW)

/* What a consultant may ask; nobody is asked to be ready. */
static const struct
{
  const char *code;
  const char *prompt;
} prompts[] = {
  { "dream", N_ ("What would you like to work with, and why?") },
  { "education", N_ ("Which schools, courses and licences?") },
  { "strengths", N_ ("What are you good at, and what do you like to do?") },
  { "wishes", N_ ("Which tasks, hours and times of day? How far, and with how many people?") },
  { "life", N_ ("How do you live, and who is around you?") },
  { "health", N_ ("What helps on a bad day, and what do others notice first?") },
  { "substances", N_ ("Only what matters at work.") },
  { "record", N_ ("Only what an employer will ask about.") },
  { "languages", N_ ("Which languages? What do you do on a phone or a computer?") },
  { "network", N_ ("Whom do you know who knows somebody?") },
  { "disclosure", N_ ("What may an employer know, and what not?") },
  { "lessons", N_ ("What worked before, and what did not?") },
};

static const char *
get_prompt (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    if (g_strcmp0 (prompts[i].code, code) == 0)
      return _ (prompts[i].prompt);
  return _ ("Nothing was told yet.");
}

static char *
dup_told (FodEntity *section)
{
  g_autofree char *date = fod_format_date (fod_entity_get (section, "told-on"));
  const char *source = fod_entity_get (section, "source");

  if (fod_entity_get (section, "told-on") == NULL)
    return g_strdup (source);
  return source == NULL ? g_strdup (date) : g_strdup_printf ("%s · %s", date, source);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
speak (FodCareerSection *self)
{
  GtkLabel *const labels[] = { self->own, self->notes, self->told };
  GString *spoken = g_string_new (gtk_label_get_text (self->title));

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (*gtk_label_get_text (labels[i]) != '\0')
      g_string_append_printf (spoken, ", %s", gtk_label_get_text (labels[i]));
  fod_name (GTK_WIDGET (self), spoken->str);
  g_string_free (spoken, TRUE);
}

static void
say (FodCareerSection *self)
{
  FodEntity *section = fod_career_book_find (self->book, self->code);
  const char *own = section != NULL ? fod_entity_get (section, "own-words") : NULL;
  const char *notes = section != NULL ? fod_entity_get (section, "section-notes") : NULL;
  g_autofree char *told = section != NULL ? dup_told (section) : NULL;
  /* Translators: %s are words of a participant */
  g_autofree char *quoted = own != NULL ? g_strdup_printf (C_ ("own words", "“%s”"), own) : NULL;

  set_text (self->own, quoted);
  set_text (self->notes, own == NULL && notes == NULL ? get_prompt (self->code) : notes);
  set_text (self->told, told);
  speak (self);
}

static void
on_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodCareerSection *self = FOD_CAREER_SECTION (widget);

  fod_profile_section_dialog_open (widget, self->book, self->code);
}

static void
fod_career_section_dispose (GObject *object)
{
  g_clear_object (&FOD_CAREER_SECTION (object)->book);
  G_OBJECT_CLASS (fod_career_section_parent_class)->dispose (object);
}

static void
fod_career_section_finalize (GObject *object)
{
  g_free (FOD_CAREER_SECTION (object)->code);
  G_OBJECT_CLASS (fod_career_section_parent_class)->finalize (object);
}

static void
fod_career_section_class_init (FodCareerSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_career_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_career_section_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-career-section.ui");
  gtk_widget_class_bind_template_child (widget_class, FodCareerSection, title);
  gtk_widget_class_bind_template_child (widget_class, FodCareerSection, own);
  gtk_widget_class_bind_template_child (widget_class, FodCareerSection, notes);
  gtk_widget_class_bind_template_child (widget_class, FodCareerSection, told);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, on_open);
}

static void
fod_career_section_init (FodCareerSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_career_section_new (FodCareerBook *book, const char *code)
{
  FodCareerSection *self;
  FodDirectory *directory;

  g_return_val_if_fail (FOD_IS_CAREER_BOOK (book), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  self = g_object_new (FOD_TYPE_CAREER_SECTION, NULL);
  directory = fod_context_get_directory (fod_career_book_get_context (book));
  self->book = g_object_ref (book);
  self->code = g_strdup (code);
  gtk_label_set_text (self->title,
                      fod_directory_get_code_name (directory, "profile-section", code));
  g_signal_connect_object (book, "changed", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  say (self);
  return GTK_WIDGET (self);
}
