/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodCourseTrace:
 * @FOD_COURSE_CONTACT: the person was talked to (fod_no_contact_dup_date())
 * @FOD_COURSE_MET: face to face
 * @FOD_COURSE_PROFILE: a talk around the career profile, or a day on which a section of it was told
 * @FOD_COURSE_EMPLOYER: somebody was with an employer for the person
 * @FOD_COURSE_NO_SHOW: the person did not come
 * @FOD_COURSE_OUTREACH: somebody tried to reach the person
 * @FOD_COURSE_PLANNED: with the others: what is to come
 * @FOD_COURSE_BENEFITS: what work does to the benefit was explained
 * @FOD_COURSE_DISCLOSURE: what employers may be told was talked over, agreed or revoked
 *
 * What a day says about a course.
 */
typedef enum
{
  FOD_COURSE_CONTACT = 1 << 0,
  FOD_COURSE_MET = 1 << 1,
  FOD_COURSE_PROFILE = 1 << 2,
  FOD_COURSE_EMPLOYER = 1 << 3,
  FOD_COURSE_NO_SHOW = 1 << 4,
  FOD_COURSE_OUTREACH = 1 << 5,
  FOD_COURSE_PLANNED = 1 << 6,
  FOD_COURSE_BENEFITS = 1 << 7,
  FOD_COURSE_DISCLOSURE = 1 << 8
} FodCourseTrace;

/**
 * FodCourse:
 *
 * What the clocks of one participant need to know, taken from records of any kind in any order and
 * no more of them than that: days, not texts.
 */
typedef struct _FodCourse FodCourse;

/** fod_course_new: Returns: (transfer full): a course of which nothing is known */
FodCourse *fod_course_new (void);

void fod_course_free (FodCourse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodCourse, fod_course_free)

/** fod_course_get_owner: Returns: (transfer none) (nullable): the id of the participant that
 * @record is or hangs on */
const char *fod_course_get_owner (const FodRecord *record);

/** fod_course_take: @record: the participant, or a row that hangs on them; kinds that no clock asks
 * for are passed over */
void fod_course_take (FodCourse *self, FodRecord *record);

/** fod_course_get_participant: Returns: (transfer none) (nullable): the participant, once taken */
const FodRecord *fod_course_get_participant (const FodCourse *self);

/** fod_course_get_placements: Returns: (transfer none) (element-type FodRecord): jobs, educations
 */
GPtrArray *fod_course_get_placements (const FodCourse *self);

/** fod_course_get_changes: Returns: (transfer none) (element-type FodRecord): changes of jobs */
GPtrArray *fod_course_get_changes (const FodCourse *self);

/** fod_course_get_people: Returns: (transfer none) (element-type FodRecord): treatment contacts */
GPtrArray *fod_course_get_people (const FodCourse *self);

/** fod_course_get_consents: Returns: (transfer none) (element-type FodRecord): consents */
GPtrArray *fod_course_get_consents (const FodCourse *self);

/** fod_course_get_plans: Returns: (transfer none) (element-type FodRecord): job search plans */
GPtrArray *fod_course_get_plans (const FodCourse *self);

/** fod_course_count: Returns: on how many days from @from to @to (both counted; %NULL: any) all of
 * @trace was so; what is planned is counted only when @trace asks for it */
guint
fod_course_count (const FodCourse *self, FodCourseTrace trace, const char *from, const char *to);

/** fod_course_get_last: Returns: (transfer none) (nullable): the last day until @to on which all of
 * @trace was so */
const char *fod_course_get_last (const FodCourse *self, FodCourseTrace trace, const char *to);

/** fod_course_list_days: Returns: (transfer container) (element-type utf8): days with @trace */
GPtrArray *fod_course_list_days (const FodCourse *self, FodCourseTrace trace);

/** fod_course_is_answered: Returns: whether a follow-up that is planned or done answers the clock
 * of that key */
gboolean fod_course_is_answered (const FodCourse *self, const char *key);

G_END_DECLS
