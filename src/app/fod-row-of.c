/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What rows of each kind say, and what a press does. */

#include "config.h"

#include "app/fod-row-of.h"
#include "app/fod-apply.h"
#include "app/fod-consent-book.h"
#include "app/fod-consent-dialog.h"
#include "app/fod-contact-person-dialog.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-note-dialog.h"
#include "app/fod-paste.h"
#include "app/fod-planned.h"
#include "app/fod-reach.h"
#include "app/fod-read-only.h"
#include "app/fod-treatment-contact-dialog.h"
#include "app/fod-visit-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
code_name (FodContext *context, FodEntity *entity, const char *list, const char *field)
{
  return fod_directory_get_code_name (fod_context_get_directory (context), list,
                                      fod_entity_get (entity, field));
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* A row shows the beginning of a long text; to lay out all of it would be dear. */
#define SHOWN_CHARACTERS 240

static void
append_shortened (GString *text, const char *part, glong most)
{
  g_autofree char *start = NULL;
  g_autofree char *shortened = NULL;

  if (part == NULL || g_utf8_strlen (part, -1) <= most)
    {
      append (text, part);
      return;
    }
  start = g_utf8_substring (part, 0, most);
  shortened = g_strconcat (start, "…", NULL);
  append (text, shortened);
}

/* To whom it was promised, and by whom when that was a colleague, whose words help who covers. */
static void
append_promise (GString *text, FodContext *context, FodEntity *entity, FodNameBook *names)
{
  FodDirectory *directory = fod_context_get_directory (context);
  const char *owner = fod_entity_get (entity, "owner");

  append (text, fod_name_book_get (names, FOD_KIND_EMPLOYER, fod_entity_get (entity, "employer")));
  if (fod_directory_is_me (directory, owner))
    return;
  append (text, fod_directory_get_user_name (directory, owner));
  append_shortened (text, fod_entity_get (entity, "remark"), SHOWN_CHARACTERS);
}

static void
say_follow_up (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  g_autofree char *today = fod_context_dup_today (context);
  const char *slot = fod_entity_get (entity, "slot");
  g_autofree char *when = fod_format_slot (slot, today);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean planned = fod_planned_is (entity);
  gboolean overdue = planned && slot != NULL && strncmp (slot, today, 10) < 0;

  append (text, when);
  append (text, code_name (context, entity, "follow-up-type", "type"));
  append (text, fod_entity_get (entity, "place"));
  if (fod_entity_row_get_beside (row) != NULL)
    append_promise (text, context, entity, fod_entity_row_get_beside (row));
  fod_entity_row_set_words (row, fod_entity_get (entity, "title"), text->str);
  fod_entity_row_set_icon (row, planned ? "alarm-symbolic" : "object-select-symbolic");
  if (overdue)
    fod_entity_row_set_chip (row, _ ("overdue"), "overdue");
  else
    fod_entity_row_set_chip (
        row, planned ? NULL : code_name (context, entity, "follow-up-status", "status"), NULL);
}

static void
press_follow_up (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_go_show (GTK_WIDGET (row), FOD_KIND_FOLLOW_UP, fod_entity_get_id (entity));
}

static void
finish_follow_up (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *today = fod_context_dup_today (context);
  const char *id = fod_entity_get_id (entity);

  if (!fod_planned_is (entity))
    return;
  fod_edit_set (edit, FOD_KIND_FOLLOW_UP, id, "status", "done", fod_entity_get (entity, "status"));
  fod_edit_set (edit, FOD_KIND_FOLLOW_UP, id, "settled-on", today,
                fod_entity_get (entity, "settled-on"));
  fod_apply (GTK_WIDGET (row), context, edit, _ ("Follow-up finished"));
}

static GtkWidget *
add_finish (GtkWidget *row, FodContext *context, FodEntity *entity)
{
  if (fod_planned_is (entity) && !fod_read_only (context))
    {
      /* Translators: %s is the title of a follow-up */
      g_autofree char *name = g_strdup_printf (_ ("Finish “%s”"), fod_entity_get (entity, "title"));

      fod_entity_row_add_button (FOD_ENTITY_ROW (row), "object-select-symbolic", name,
                                 finish_follow_up);
    }
  return row;
}

GtkWidget *
fod_row_of_follow_up (gpointer entity, gpointer context)
{
  GtkWidget *row = fod_entity_row_new (context, entity, say_follow_up, press_follow_up);

  return add_finish (row, context, entity);
}

GtkWidget *
fod_row_of_promise (FodEntity *entity, FodContext *context, FodNameBook *names)
{
  GtkWidget *row =
      fod_entity_row_new_beside (context, entity, G_OBJECT (names), say_follow_up, press_follow_up);

  return add_finish (row, context, entity);
}

static void
call (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_reach_call (entity);
}

static void
mail (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_reach_write (entity);
}

static void
add_reach (GtkWidget *row, FodEntity *entity)
{
  const char *name = fod_entity_get (entity, "name");

  if (fod_entity_get (entity, "phone") != NULL)
    {
      /* Translators: %s is a person's name */
      g_autofree char *words = g_strdup_printf (_ ("Call %s"), name);

      fod_entity_row_add_button (FOD_ENTITY_ROW (row), "phone-symbolic", words, call);
    }
  if (fod_entity_get (entity, "email") != NULL)
    {
      /* Translators: %s is a person's name */
      g_autofree char *words = g_strdup_printf (_ ("Write to %s"), name);

      fod_entity_row_add_button (FOD_ENTITY_ROW (row), "mail-unread-symbolic", words, mail);
    }
}

/* What may be said, and until when: "Only attendance and appointments, until 01-04-2027". */
static char *
dup_consent (FodContext *context, const char *covers, const char *until, FodConsent state)
{
  const char *what =
      fod_directory_get_code_name (fod_context_get_directory (context), "consent", covers);
  g_autofree char *date = NULL;

  if (state == FOD_CONSENT_MISSING)
    return g_strdup (_ ("No consent noted"));
  if (until == NULL || state == FOD_CONSENT_NONE)
    return g_strdup (what);
  date = fod_format_date (until);
  /* Translators: what may be told, and a date */
  return g_strdup_printf (_ ("%1$s, until %2$s"), what, date);
}

/* A consent, or what was noted with the contact before there were any, says how it stands. */
static char *
dup_consent_of (FodConsentBook *book, FodEntity *contact, FodConsent *state)
{
  FodContext *context = fod_consent_book_get_context (book);
  const FodRecord *decides = NULL;

  *state = fod_consent_book_judge_contact (book, contact, &decides);
  if (decides == NULL)
    return dup_consent (context, fod_entity_get (contact, "consent"),
                        fod_entity_get (contact, "consent-until"), *state);
  if (*state == FOD_CONSENT_NONE && fod_record_get (decides, "withdrawn-on") != NULL)
    {
      g_autofree char *date = fod_format_date (fod_record_get (decides, "withdrawn-on"));

      /* Translators: %s is a date */
      return g_strdup_printf (_ ("Withdrawn on %s"), date);
    }
  return dup_consent (context, fod_record_get (decides, "covers"),
                      fod_record_get (decides, "expires-on"), *state);
}

static void
show_consent (FodEntityRow *row, FodConsent state)
{
  static const struct
  {
    const char *words;
    const char *css_class;
    const char *icon;
  } states[] = {
    [FOD_CONSENT_MISSING] = { NC_ ("consent", "missing"), "caution", "dialog-warning-symbolic" },
    [FOD_CONSENT_NONE] = { NC_ ("consent", "none"), NULL, "action-unavailable-symbolic" },
    [FOD_CONSENT_GIVEN] = { NC_ ("consent", "valid"), "granted", "object-select-symbolic" },
    [FOD_CONSENT_ENDING] = { NC_ ("consent", "ends soon"), "caution", "alarm-symbolic" },
    [FOD_CONSENT_RAN_OUT] = { NC_ ("consent", "has run out"), "overdue",
                              "dialog-warning-symbolic" },
    [FOD_CONSENT_TREATMENT_ENDED] = { NC_ ("consent", "treatment ended"), "overdue",
                                      "dialog-warning-symbolic" },
  };

  fod_entity_row_set_icon (row, states[state].icon);
  fod_entity_row_set_chip (row, g_dpgettext2 (NULL, "consent", states[state].words),
                           states[state].css_class);
}

static void
say_treatment_contact (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  FodConsent state;
  g_autofree char *consent = dup_consent_of (fod_entity_row_get_beside (row), entity, &state);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) who = g_string_new (NULL);

  if (fod_consent_permits (state))
    /* Translators: %s is what may be told, such as "Only attendance and appointments" */
    g_string_append_printf (text, _ ("May be told: %s"), consent);
  else
    g_string_append (text, consent);
  append (who, code_name (context, entity, "contact-role", "role"));
  append (who, fod_entity_get (entity, "organisation"));
  append (who, fod_entity_get (entity, "phone"));
  append (who, fod_entity_get (entity, "email"));
  if (who->len > 0)
    g_string_append_printf (text, "\n%s", who->str);
  fod_entity_row_set_words (row, fod_entity_get (entity, "name"), text->str);
  show_consent (row, state);
}

static void
press_treatment_contact (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_treatment_contact_dialog_open (GTK_WIDGET (row), fod_entity_row_get_beside (row), entity);
}

GtkWidget *
fod_row_of_treatment_contact (gpointer entity, gpointer book)
{
  GtkWidget *row = fod_entity_row_new_beside (fod_consent_book_get_context (book), entity, book,
                                              say_treatment_contact, press_treatment_contact);

  add_reach (row, entity);
  return row;
}

static void
say_consent (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  FodConsentBook *book = fod_entity_row_get_beside (row);
  FodConsent state = fod_consent_book_judge_consent (book, entity);
  FodEntity *contact = fod_consent_book_find_contact (book, entity);
  g_autofree char *consent = dup_consent (context, fod_entity_get (entity, "covers"),
                                          fod_entity_get (entity, "expires-on"), state);
  g_autofree char *given = fod_format_date (fod_entity_get (entity, "given-on"));
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (consent);

  append (title, fod_entity_get (contact != NULL ? contact : entity,
                                 contact != NULL ? "name" : "counterpart"));
  append (title, code_name (context, contact != NULL ? contact : entity, "contact-role", "role"));
  append (text, code_name (context, entity, "consent-form", "given-how"));
  append (text, given);
  if (fod_entity_get (entity, "withdrawn-on") != NULL)
    {
      g_autofree char *date = fod_format_date (fod_entity_get (entity, "withdrawn-on"));
      g_autofree char *withdrawn = g_strdup_printf (_ ("Withdrawn on %s"), date);

      append (text, withdrawn);
    }
  if (fod_entity_get (entity, "withheld") != NULL)
    {
      g_auto (GStrv) topics = g_strsplit (fod_entity_get (entity, "withheld"), "\n", -1);
      g_autofree char *list = g_strjoinv (", ", topics);

      /* Translators: %s are topics that nobody may talk about */
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Not about: %s"), list);
    }
  fod_entity_row_set_words (row, title->str, text->str);
  show_consent (row, state);
}

static void
press_consent (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_consent_dialog_open (GTK_WIDGET (row), fod_entity_row_get_beside (row), entity);
}

GtkWidget *
fod_row_of_consent (gpointer entity, gpointer book)
{
  return fod_entity_row_new_beside (fod_consent_book_get_context (book), entity, book, say_consent,
                                    press_consent);
}

static void
say_counterpart (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  FodConsent state;
  g_autofree char *consent = dup_consent_of (fod_entity_row_get_beside (row), entity, &state);
  g_autoptr (GString) title = g_string_new (fod_entity_get (entity, "name"));

  append (title, code_name (context, entity, "contact-role", "role"));
  fod_entity_row_set_words (row, title->str, consent);
  show_consent (row, state);
}

GtkWidget *
fod_row_of_counterpart (gpointer entity, gpointer book)
{
  if (g_str_equal (fod_record_get_kind (fod_entity_get_record (entity)), FOD_KIND_CONSENT))
    return fod_row_of_consent (entity, book);
  return fod_entity_row_new_beside (fod_consent_book_get_context (book), entity, book,
                                    say_counterpart, press_treatment_contact);
}

static gboolean
is_note (FodEntity *entity)
{
  return strcmp (fod_record_get_kind (fod_entity_get_record (entity)), FOD_KIND_NOTE) == 0;
}

static void
say_contact (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  FodDirectory *directory = fod_context_get_directory (context);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *when = NULL;
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (is_note (entity))
    {
      const char *type = code_name (context, entity, "note-type", "type");

      when = fod_format_day (fod_entity_get (entity, "date"), today);
      append (title, when);
      append (title, type != NULL ? type : _ ("Note"));
      append (text, fod_directory_get_user_name (directory, fod_entity_get (entity, "author")));
      append_shortened (text, fod_entity_get (entity, "body"), 100);
    }
  else
    {
      when = fod_format_slot (fod_entity_get (entity, "slot"), today);
      append (title, when);
      append (title, fod_entity_get (entity, "title"));
      append (text, fod_directory_get_user_name (directory, fod_entity_get (entity, "owner")));
      append (text, fod_entity_get (entity, "place"));
    }
  fod_entity_row_set_words (row, title->str, text->str);
  fod_entity_row_set_icon (row,
                           is_note (entity) ? "document-edit-symbolic" : "object-select-symbolic");
}

static void
press_contact (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  if (is_note (entity))
    fod_note_dialog_open (GTK_WIDGET (row), context, entity);
  else
    press_follow_up (row, context, entity);
}

GtkWidget *
fod_row_of_contact (gpointer entity, gpointer context)
{
  return fod_entity_row_new (context, entity, say_contact, press_contact);
}

static void
say_contact_person (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, fod_entity_get (entity, "role"));
  append (text, fod_entity_get (entity, "phone"));
  append (text, fod_entity_get (entity, "email"));
  append_shortened (text, fod_entity_get (entity, "remark"), SHOWN_CHARACTERS);
  fod_entity_row_set_words (row, fod_entity_get (entity, "name"), text->str);
}

static void
press_contact_person (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_contact_person_dialog_open (GTK_WIDGET (row), context, entity);
}

GtkWidget *
fod_row_of_contact_person (gpointer entity, gpointer context)
{
  GtkWidget *row = fod_entity_row_new (context, entity, say_contact_person, press_contact_person);

  add_reach (row, entity);
  return row;
}

static void
say_visit (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *when = fod_format_slot (fod_entity_get (entity, "slot"), today);
  FodDirectory *directory = fod_context_get_directory (context);
  const char *author = fod_entity_get (entity, "author");
  const char *purpose = code_name (context, entity, "contact-purpose", "purpose");
  g_autoptr (GString) title = g_string_new (when);
  g_autoptr (GString) text = g_string_new (NULL);

  append (title, purpose);
  append (title, code_name (context, entity, "contact-manner", "manner"));
  append (title, fod_directory_is_me (directory, author)
                     ? NULL
                     : fod_directory_get_user_name (directory, author));
  append_shortened (text, fod_entity_get (entity, "needs"), SHOWN_CHARACTERS);
  append_shortened (text, fod_entity_get (entity, "openings"), SHOWN_CHARACTERS);
  if (fod_entity_get (entity, "next-step") != NULL)
    {
      g_autofree char *date = fod_format_date (fod_entity_get (entity, "next-date"));
      /* Translators: what was agreed with an employer, and the date (may be empty) */
      g_autofree char *next =
          g_strdup_printf (_ ("Next: %1$s %2$s"), fod_entity_get (entity, "next-step"), date);

      append (text, g_strchomp (next));
    }
  fod_entity_row_set_words (row, title->str, text->str);
}

static void
press_visit (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_visit_dialog_open (GTK_WIDGET (row), context, entity);
}

static void
copy_visit (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_paste_copy (GTK_WIDGET (row), context, fod_entity_get_record (entity));
}

GtkWidget *
fod_row_of_visit (gpointer entity, gpointer context)
{
  GtkWidget *row = fod_entity_row_new (context, entity, say_visit, press_visit);

  fod_entity_row_add_button (FOD_ENTITY_ROW (row), "edit-copy-symbolic",
                             _ ("Copy as text for another system"), copy_visit);
  return row;
}
