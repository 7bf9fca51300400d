/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/fod-demo.h"

G_BEGIN_DECLS

/* What the parts of the generator share while it runs. */

#define FOD_DEMO_ZONE "Europe/Copenhagen"

/**
 * FodDemoUser: a member of the made-up team
 */
typedef struct
{
  char *id;
  char *name;
} FodDemoUser;

/**
 * FodDemo:
 * @random: advances with every choice, so the order of choices is the text of the demo
 * @users: (element-type FodDemoUser): the leader first
 * @employers: (element-type utf8): ids
 * @employer_names: (element-type utf8): in the same order
 */
typedef struct
{
  const FodDemoPlan *plan;
  FodDemoFunc func;
  gpointer user_data;
  guint64 random;
  char *team;
  GPtrArray *users;
  GPtrArray *employers;
  GPtrArray *employer_names;
} FodDemo;

/** fod_demo_number: Returns: a number from 0 to @end - 1 */
guint fod_demo_number (FodDemo *self, guint end);

/** fod_demo_chance: Returns: %TRUE in @percent of a hundred cases */
gboolean fod_demo_chance (FodDemo *self, guint percent);

/** fod_demo_pick: Returns: (transfer none): one of the @count @words */
const char *fod_demo_pick (FodDemo *self, const char *const *words, guint count);

#define FOD_DEMO_PICK(self, words) fod_demo_pick (self, words, G_N_ELEMENTS (words))

/** fod_demo_dup_id: Returns: (transfer full): the id of the row of that kind and number */
char *fod_demo_dup_id (FodDemo *self, const char *kind, guint number);

/** fod_demo_dup_workday: Returns: (transfer full): the day @days from today (negative: before), or
 * the Monday after when it is on a week-end */
char *fod_demo_dup_workday (FodDemo *self, int days);

/** fod_demo_dup_phone: Returns: (transfer full): a telephone number that nobody has */
char *fod_demo_dup_phone (FodDemo *self);

/** fod_demo_dup_mail: Returns: (transfer full): an address made of @name, which nobody has */
char *fod_demo_dup_mail (const char *name, const char *domain);

/** fod_demo_dup_person: Returns: (transfer full): a first and a last name; @woman says which */
char *fod_demo_dup_person (FodDemo *self, gboolean woman);

/** fod_demo_dup_slot: Returns: (transfer full): an appointment of that workday, on a quarter */
char *fod_demo_dup_slot (const char *date, int start, int minutes);

/** fod_demo_place: sets the fields "postcode", "town" and "address" of @record */
void fod_demo_place (FodDemo *self, FodRecord *record);

/** fod_demo_dup_street: Returns: (transfer full): a street and number */
char *fod_demo_dup_street (FodDemo *self);

/** fod_demo_dup_town: Returns: (transfer full): postcode and town in one line */
char *fod_demo_dup_town (FodDemo *self);

/** fod_demo_yield: gives @record to the caller as written by @user on @date (%NULL: today) */
void fod_demo_yield (FodDemo *self, const FodRecord *record, const char *user, const char *date);

/** fod_demo_employers: makes the employers, their people and the visits */
void fod_demo_employers (FodDemo *self);

/** fod_demo_participants: makes the participants with all that hangs on them */
void fod_demo_participants (FodDemo *self);

/**
 * FodDemoCourse:
 * @entry: days from today to the entry date (negative: past)
 * @end: days to the end of the course, or 0 while it runs
 *
 * One participant's course while it is being made up.
 */
typedef struct
{
  char *id;
  const char *user;
  const char *called;
  const char *stage;
  const char *wish;
  int entry;
  int end;
  guint number;
} FodDemoCourse;

/** fod_demo_profile: makes what the career profile of a course has */
void fod_demo_profile (FodDemo *self, const FodDemoCourse *course);

/** fod_demo_course: makes contacts, jobs, notes and follow-ups of a course */
void fod_demo_course (FodDemo *self, const FodDemoCourse *course);

G_END_DECLS
