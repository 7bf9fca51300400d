/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Courses written as a line of text, for tables of rules. */

#pragma once

#include "ips/fod-course.h"

G_BEGIN_DECLS

#define FOD_TEST_PERSON "00000000-0000-7000-8000-000000000001"
#define FOD_TEST_JOB "00000000-0000-7000-8000-000000000002"
#define FOD_TEST_OTHER_JOB "00000000-0000-7000-8000-000000000003"
#define FOD_TEST_CLINICIAN "00000000-0000-7000-8000-000000000004"
#define FOD_TEST_ROW "00000000-0000-7000-8000-000000000009"

/** fod_test_course_make: "N date=2026-11-02 type=talk; J start-date=…": one record each, _ for a
 * blank in a value; Returns: (transfer full): the course */
FodCourse *fod_test_course_make (const char *text);

/** fod_test_course_describe: Returns: (transfer full): "first-meeting 1 2026-11-01 <2026-11-08>"
 * for each suggestion of that course on @today, without the ids */
char *fod_test_course_describe (const char *text, const char *today);

G_END_DECLS
