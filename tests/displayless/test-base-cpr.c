/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Years of birth, by the table of CPR-kontoret. No number here can be anybody's. */

#include "config.h"

#include "base/fod-cpr.h"

static const struct
{
  const char *label;
  const char *cpr;
  int year;
} rows[] = {
  { "0 is the 1900s", "3113940000", 1994 },
  { "3 is the 1900s, early too", "3113053000", 1905 },
  { "4 up to 36 is the 2000s", "3113364000", 2036 },
  { "4 from 37 is the 1900s", "3113374000", 1937 },
  { "5 up to 57 is the 2000s", "3113065000", 2006 },
  { "8 from 58 is the 1800s", "3113588000", 1858 },
  { "9 up to 36 is the 2000s", "3113019000", 2001 },
  { "9 from 37 is the 1900s", "3113949000", 1994 },
  { "a replacement number says nothing", "9113940000", 0 },
  { "no day", "0013940000", 0 },
  { "nine digits", "311394000", 0 },
  { "a letter", "31139400A0", 0 },
  { "none", NULL, 0 },
};

static void
test_birth_year (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].label);
      g_assert_cmpint (fod_cpr_get_birth_year (rows[i].cpr), ==, rows[i].year);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cpr/birth-year/follows-from-digits-five-to-seven", test_birth_year);
  return g_test_run ();
}
