/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-field.h"

G_BEGIN_DECLS

/**
 * FodSchemaVersions:
 * @now: the newest schema that this program knows; goes up with every field or kind that is added
 * @min_push: the oldest whose changes a server of it takes
 * @min_pull: the oldest that it gives anything to
 *
 * A schema is expanded before it is contracted: a field that takes another's place stands beside it
 * until @min_pull has passed the last schema that did not know it (fod-op-step.h). No name is used
 * again, and no type changes.
 */
typedef struct
{
  guint now;
  guint min_push;
  guint min_pull;
} FodSchemaVersions;

extern const FodSchemaVersions fod_schema_versions;

#define FOD_SCHEMA_VERSION (fod_schema_versions.now)

typedef struct _FodRecord FodRecord;
typedef struct _FodSpec FodSpec;

/**
 * FodScopeRule:
 *
 * Who holds the rows of a kind; the server computes scopes from this and from the row.
 */
typedef enum
{
  FOD_SCOPE_ORG,         /* everyone in the organisation */
  FOD_SCOPE_TEAM,        /* the team of the row's own or its parent's `team` */
  FOD_SCOPE_PARTICIPANT, /* the participant's consultant, cover and leader */
  FOD_SCOPE_OWNER,       /* as FOD_SCOPE_PARTICIPANT when it names a participant, else its owner */
  FOD_SCOPE_SUBJECT      /* as the row that it is about (a conflict) */
} FodScopeRule;

/**
 * FodSpec:
 * @kind: kebab-case; with _ for - the table
 * @parent: the REF field whose row this one hangs on, or %NULL
 * @title: the field that names the row in a list, or %NULL
 * @edit_wins: whether a concurrent edit restores a deleted row (else the delete stands)
 * @server_only: whether clients only read it
 * @shared: whether the fields that are written once make the row's id (fod_record_dup_shared_id()),
 *   so that two people who each make it make one row, whose fields then meet as two edits
 * @check: (nullable): rules over several fields; sets %FOD_FIELD_ERROR_ORDER and the like
 *
 * One kind of record. Everything generic is driven by this table: properties, columns, JSON,
 * checks, merging, search, export.
 */
struct _FodSpec
{
  const char *kind;
  const FodField *fields;
  guint n_fields;
  const char *parent;
  const char *title;
  FodScopeRule scope;
  gboolean edit_wins;
  gboolean server_only;
  gboolean shared;
  gboolean (*check) (const FodRecord *record, const FodField **field, GError **error);
  guint since;
};

/**
 * fod_schema_get:
 *
 * Returns: (transfer none) (nullable): the spec of that kind
 */
const FodSpec *fod_schema_get (const char *kind);

/**
 * fod_schema_list:
 * @n_specs: (out): how many
 *
 * Returns: (transfer none): all kinds, parents before children
 */
const FodSpec *const *fod_schema_list (guint *n_specs);

/** fod_spec_find: Returns: (transfer none) (nullable): the field of that name */
const FodField *fod_spec_find (const FodSpec *spec, const char *field);

/** fod_spec_index: Returns: the index of @field, or -1 */
int fod_spec_index (const FodSpec *spec, const char *field);

/** fod_spec_dup_table: Returns: (transfer full): the name of its table */
char *fod_spec_dup_table (const FodSpec *spec);

/* The kinds' names, so that a misspelt one does not compile. */
#define FOD_KIND_BENEFIT_SHEET "benefit-sheet"
#define FOD_KIND_CODE "code"
#define FOD_KIND_CONFLICT "conflict"
#define FOD_KIND_CONSENT "consent"
#define FOD_KIND_CONTACT_PERSON "contact-person"
#define FOD_KIND_DISCLOSURE_PLAN "disclosure-plan"
#define FOD_KIND_EARLIER_JOB "earlier-job"
#define FOD_KIND_EMPLOYER "employer"
#define FOD_KIND_EMPLOYER_CONTACT "employer-contact"
#define FOD_KIND_FOLLOW_UP "follow-up"
#define FOD_KIND_JOB_CHANGE "job-change"
#define FOD_KIND_JOB_OPENING "job-opening"
#define FOD_KIND_NOTE "note"
#define FOD_KIND_PARTICIPANT "participant"
#define FOD_KIND_PLACEMENT "placement"
#define FOD_KIND_PROFILE_SECTION "profile-section"
#define FOD_KIND_SEARCH_PLAN "search-plan"
#define FOD_KIND_TEAM "team"
#define FOD_KIND_TREATMENT_CONTACT "treatment-contact"
#define FOD_KIND_USER "user"

extern const FodSpec fod_benefit_sheet_spec;
extern const FodSpec fod_code_spec;
extern const FodSpec fod_conflict_spec;
extern const FodSpec fod_consent_spec;
extern const FodSpec fod_contact_person_spec;
extern const FodSpec fod_disclosure_plan_spec;
extern const FodSpec fod_employer_spec;
extern const FodSpec fod_earlier_job_spec;
extern const FodSpec fod_employer_contact_spec;
extern const FodSpec fod_follow_up_spec;
extern const FodSpec fod_job_change_spec;
extern const FodSpec fod_job_opening_spec;
extern const FodSpec fod_note_spec;
extern const FodSpec fod_participant_spec;
extern const FodSpec fod_placement_spec;
extern const FodSpec fod_profile_section_spec;
extern const FodSpec fod_search_plan_spec;
extern const FodSpec fod_team_spec;
extern const FodSpec fod_treatment_contact_spec;
extern const FodSpec fod_user_spec;

G_END_DECLS
