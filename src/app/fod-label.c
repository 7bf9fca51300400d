/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of kinds and fields, and values in words. */

#include "config.h"

#include "app/fod-label.h"

#include "app/fod-field-text.h"
#include "app/fod-format.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct
{
  const char *kind; /* NULL: in every kind */
  const char *field;
  const char *label;
} Label;

static const Label kinds[] = {
  { FOD_KIND_BENEFIT_SHEET, NULL, N_ ("Benefits counselling") },
  { FOD_KIND_CONFLICT, NULL, N_ ("Two answers") },
  { FOD_KIND_CONSENT, NULL, N_ ("Consent") },
  { FOD_KIND_CONTACT_PERSON, NULL, N_ ("Contact person") },
  { FOD_KIND_EARLIER_JOB, NULL, N_ ("Earlier job") },
  { FOD_KIND_EMPLOYER, NULL, N_ ("Employer") },
  { FOD_KIND_EMPLOYER_CONTACT, NULL, N_ ("Employer contact") },
  { FOD_KIND_FOLLOW_UP, NULL, N_ ("Follow-up") },
  { FOD_KIND_DISCLOSURE_PLAN, NULL, N_ ("What an employer may be told") },
  { FOD_KIND_JOB_CHANGE, NULL, N_ ("Change in the job") },
  { FOD_KIND_JOB_OPENING, NULL, N_ ("Job opening") },
  { FOD_KIND_NOTE, NULL, N_ ("Note") },
  { FOD_KIND_SEARCH_PLAN, NULL, N_ ("Job search plan") },
  { FOD_KIND_PARTICIPANT, NULL, N_ ("Participant") },
  { FOD_KIND_PLACEMENT, NULL, N_ ("Job or education") },
  { FOD_KIND_PROFILE_SECTION, NULL, N_ ("Section of the career profile") },
  { FOD_KIND_TREATMENT_CONTACT, NULL, N_ ("Treatment contact") },
  { FOD_KIND_USER, NULL, N_ ("Colleague") },
  { FOD_KIND_TEAM, NULL, N_ ("Team") },
};

static const Label fields[] = {
  { FOD_KIND_EARLIER_JOB, "title", N_ ("Job title") },
  { FOD_KIND_EARLIER_JOB, "worked-from", N_ ("From") },
  { FOD_KIND_EARLIER_JOB, "worked-until", N_ ("Until") },
  { FOD_KIND_EMPLOYER, "tasks", N_ ("Tasks") },
  { FOD_KIND_JOB_OPENING, "tasks", N_ ("Tasks") },
  { FOD_KIND_JOB_OPENING, "title", N_ ("Job title") },
  { FOD_KIND_EMPLOYER_CONTACT, "slot", N_ ("When") },
  { FOD_KIND_PLACEMENT, "title", N_ ("Job title") },
  { FOD_KIND_PLACEMENT, "stage", N_ ("State") },
  { FOD_KIND_PLACEMENT, "end-reason", N_ ("Why it ended") },
  { NULL, "accepted-on", N_ ("Accepted by the participant") },
  { NULL, "application-state", N_ ("Application") },
  { NULL, "cv-state", N_ ("CV") },
  { NULL, "goals", N_ ("Goal jobs") },
  { NULL, "next-review", N_ ("Next review") },
  { NULL, "search-manner", N_ ("Who contacts employers") },
  { NULL, "targets", N_ ("Employers and industries") },
  { NULL, "weekly-minutes-goal", N_ ("Hours a week as the goal") },
  { NULL, "address", N_ ("Address") },
  { NULL, "advised-by", N_ ("Who advised") },
  { NULL, "advised-on", N_ ("Day of the counselling") },
  { NULL, "agreed-on", N_ ("Agreed on") },
  { NULL, "approach-employers", N_ ("May I approach employers?") },
  { NULL, "attendance", N_ ("Attendance") },
  { NULL, "author", N_ ("Written by") },
  { NULL, "benefit", N_ ("Benefit") },
  { NULL, "body", N_ ("Text") },
  { NULL, "branch", N_ ("Branch") },
  { NULL, "called", N_ ("Called") },
  { NULL, "changed-on", N_ ("From") },
  { NULL, "clinic", N_ ("Clinic") },
  { NULL, "community", N_ ("Outside the office") },
  { NULL, "consent", N_ ("Consent") },
  { NULL, "consent-until", N_ ("Consent until") },
  { NULL, "contact", N_ ("With") },
  { NULL, "consultant", N_ ("Consultant") },
  { NULL, "contact-person", N_ ("Contact person") },
  { NULL, "counterpart", N_ ("With whom") },
  { NULL, "cover", N_ ("Cover") },
  { NULL, "cover-until", N_ ("Last day of the cover") },
  { NULL, "covers", N_ ("May be told") },
  { NULL, "cpr", N_ ("CPR number") },
  { NULL, "culture", N_ ("Culture") },
  { NULL, "cvr", N_ ("CVR number") },
  { NULL, "date", N_ ("Date") },
  { NULL, "deadline", N_ ("Deadline") },
  { NULL, "disclosure", N_ ("What employers may be told") },
  { NULL, "disliked", N_ ("What was hard there") },
  { NULL, "do-not-contact", N_ ("Do not contact") },
  { NULL, "do-not-contact-reason", N_ ("Why not to contact") },
  { NULL, "effect", N_ ("Effect on the benefit") },
  { NULL, "email", N_ ("E-mail") },
  { NULL, "employees", N_ ("Employees") },
  { NULL, "employer", N_ ("Employer") },
  { NULL, "end-date", N_ ("Last day") },
  { NULL, "end-reason", N_ ("Why the course ended") },
  { NULL, "ended-because", N_ ("Why it ended") },
  { NULL, "ended-on", N_ ("Course ended") },
  { NULL, "entry-date", N_ ("Entry date") },
  { NULL, "expires-on", N_ ("Stands until") },
  { NULL, "for-and-against", N_ ("For and against") },
  { NULL, "given-how", N_ ("Given how") },
  { NULL, "given-on", N_ ("Given on") },
  { NULL, "handed-at", N_ ("Handed over") },
  { NULL, "handed-by", N_ ("Handed over by") },
  { NULL, "hourly-pay-ore", N_ ("Hourly pay") },
  { NULL, "heard-on", N_ ("Heard on") },
  { NULL, "housing", N_ ("Housing support") },
  { NULL, "in-writing", N_ ("Handed out in writing") },
  { NULL, "income", N_ ("Other income") },
  { NULL, "language", N_ ("Language") },
  { NULL, "liked", N_ ("What was good there") },
  { NULL, "manner", N_ ("How") },
  { NULL, "minutes", N_ ("Minutes") },
  { NULL, "name", N_ ("Name") },
  { NULL, "needs", N_ ("What they need") },
  { NULL, "next-date", N_ ("Date of the next step") },
  { NULL, "next-step", N_ ("Next step") },
  { NULL, "openings", N_ ("Job openings") },
  { NULL, "organisation", N_ ("Workplace") },
  { NULL, "owner", N_ ("Responsible") },
  { NULL, "own-words", N_ ("In the participant’s own words") },
  { NULL, "p-number", N_ ("P-number") },
  { NULL, "participant", N_ ("Participant") },
  { NULL, "permanent", N_ ("Permanent") },
  { NULL, "phone", N_ ("Phone") },
  { NULL, "place", N_ ("Place") },
  { NULL, "postcode", N_ ("Postcode") },
  { NULL, "practical", N_ ("Practical needs") },
  { NULL, "protected-address", N_ ("Protected address") },
  { NULL, "purpose", N_ ("Purpose") },
  { NULL, "referral-source", N_ ("Referred by") },
  { NULL, "referred-on", N_ ("Referred on") },
  { NULL, "remark", N_ ("Remark") },
  { NULL, "reporting", N_ ("To be reported") },
  { NULL, "revoked-on", N_ ("Revoked on") },
  { NULL, "role", N_ ("Role") },
  { NULL, "section", N_ ("Section") },
  { NULL, "section-notes", N_ ("Notes") },
  { NULL, "settled-on", N_ ("Settled on") },
  { NULL, "clock", N_ ("Answers the suggestion") },
  { NULL, "slot", N_ ("When") },
  { NULL, "source", N_ ("Who told it") },
  { NULL, "stage", N_ ("Course") },
  { NULL, "start-date", N_ ("First day") },
  { NULL, "status", N_ ("Status") },
  { NULL, "tags", N_ ("Tags") },
  { NULL, "talked-on", N_ ("Last talked about") },
  { NULL, "target-group", N_ ("Target group") },
  { NULL, "tasks", N_ ("Tasks") },
  { NULL, "team", N_ ("Team") },
  { NULL, "title", N_ ("Title") },
  { NULL, "told-by", N_ ("Who tells") },
  { NULL, "told-on", N_ ("Last talked about") },
  { NULL, "told-whom", N_ ("Who is told, and when") },
  { NULL, "town", N_ ("Town") },
  { NULL, "treatment-ended", N_ ("Treatment ended") },
  { NULL, "type", N_ ("Type") },
  { NULL, "visit-in-pairs", N_ ("Visit in pairs") },
  { NULL, "website", N_ ("Website") },
  { NULL, "weekly-minutes", N_ ("Hours a week") },
  { NULL, "noise", N_ ("Noise") },
  { NULL, "people", N_ ("People around") },
  { NULL, "places", N_ ("Places") },
  { NULL, "state", N_ ("State") },
  { NULL, "tasks-unwanted", N_ ("Tasks not wanted") },
  { NULL, "tasks-wanted", N_ ("Tasks wanted") },
  { NULL, "times", N_ ("Times of day") },
  { NULL, "until", N_ ("Until") },
  { NULL, "weekly-minutes-from", N_ ("Hours a week, from") },
  { NULL, "weekly-minutes-to", N_ ("Hours a week, to") },
  { NULL, "wish", N_ ("Wish for work") },
  { NULL, "withdrawn-on", N_ ("Withdrawn on") },
  { NULL, "withheld", N_ ("Not about") },
  { NULL, "wording", N_ ("Agreed words") },
  { NULL, "workplace", N_ ("Workplace") },
};

const char *
fod_label_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].kind, kind) == 0)
        return _ (kinds[i].label);
    }
  return kind;
}

const char *
fod_label_field (const char *kind, const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_strcmp0 (fields[i].field, field) == 0 &&
          (fields[i].kind == NULL || g_strcmp0 (fields[i].kind, kind) == 0))
        return _ (fields[i].label);
    }
  return field;
}

static char *
label_ref (FodDirectory *directory, const FodField *field, const char *value)
{
  const char *name = NULL;

  if (g_strcmp0 (field->of, FOD_KIND_USER) == 0)
    name = fod_directory_get_user_name (directory, value);
  return g_strdup (name != NULL ? name : _ ("(another)"));
}

/* A set of codes by their names. */
static char *
label_codes (FodDirectory *directory, const FodField *field, const char *value)
{
  g_auto (GStrv) codes = g_strsplit (value, "\n", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (char **code = codes; *code != NULL; code++)
    g_ptr_array_add (names, (gpointer)fod_directory_get_code_name (directory, field->of, *code));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

char *
fod_label_value (FodDirectory *directory, const FodField *field, const char *value)
{
  FodFormText show;
  FodFormText read;

  g_return_val_if_fail (FOD_IS_DIRECTORY (directory), NULL);

  if (value == NULL)
    return g_strdup (_ ("(empty)"));
  if (field == NULL)
    return g_strdup (value);

  if (field->type == FOD_FIELD_WHEN)
    return fod_format_slot (value, "");
  if (field->type == FOD_FIELD_TIME)
    return fod_format_moment (g_ascii_strtoll (value, NULL, 10), "");
  if (field->type == FOD_FIELD_BOOL)
    return g_strdup (_ ("Yes"));
  if (field->type == FOD_FIELD_CODE)
    return g_strdup (fod_directory_get_code_name (directory, field->of, value));
  if (field->type == FOD_FIELD_SET && field->of != NULL)
    return label_codes (directory, field, value);
  if (field->type == FOD_FIELD_REF)
    return label_ref (directory, field, value);
  if (field->type == FOD_FIELD_CPR && strlen (value) == 10)
    return g_strdup_printf ("%.6s-••••", value);
  fod_field_text_find (field, &show, &read);
  return show != NULL ? show (value, "") : g_strdup (value);
}
