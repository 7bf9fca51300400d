/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a CPR number tells of its bearer. Does not judge whether it was issued. */

#include "config.h"

#include "base/fod-cpr.h"

#include <string.h>

/* The seventh digit, and the years for which it means the later of its two centuries. */
static int
century_of (int seventh, int year)
{
  if (seventh <= 3)
    return 1900;
  if (seventh == 4 || seventh == 9)
    return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}

int
fod_cpr_get_birth_year (const char *cpr)
{
  int day, year;

  if (cpr == NULL || strlen (cpr) != 10 || strspn (cpr, "0123456789") != 10)
    return 0;

  day = (cpr[0] - '0') * 10 + cpr[1] - '0';
  if (day < 1 || day > 31)
    return 0;
  year = (cpr[4] - '0') * 10 + cpr[5] - '0';
  return century_of (cpr[6] - '0', year) + year;
}
