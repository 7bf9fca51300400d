/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of jobs that people remember by years and seasons. */

#include "config.h"

#include "ips/fod-earlier-job.h"

#include <string.h>

static int
find_year (const char *text)
{
  int year = 0;

  while (text != NULL && *text != '\0')
    {
      gsize digits = strspn (text, "0123456789");
      int number = digits == 4 ? (int)g_ascii_strtoll (text, NULL, 10) : 0;

      if (number >= 1900 && number <= 2099)
        year = number;
      text += MAX (digits, 1);
    }
  return year;
}

int
fod_earlier_job_get_year (const FodRecord *job)
{
  int year;

  g_return_val_if_fail (job != NULL, 0);

  year = find_year (fod_record_get (job, "worked-until"));
  return year != 0 ? year : find_year (fod_record_get (job, "worked-from"));
}

int
fod_earlier_job_compare (const FodRecord *job, const FodRecord *other)
{
  int difference = fod_earlier_job_get_year (other) - fod_earlier_job_get_year (job);

  /* Ids begin with the time at which they were made. */
  return difference != 0 ? difference : strcmp (fod_record_get_id (job), fod_record_get_id (other));
}
