/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ids: their form, their time part, and names that give the same id everywhere. */

#include "config.h"

#include "base/fod-uuid.h"
#include "support/fod-fake-clock.h"

#include <string.h>

static void
test_version_7 (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  g_autofree char *id = NULL;
  g_autofree char *time = NULL;

  id = fod_uuid_new (FOD_CLOCK (clock));
  g_assert_true (fod_uuid_is_valid (id));
  g_assert_cmpint (id[14], ==, '7');
  time = g_strdup_printf ("%.8s%.4s", id, id + 9);
  g_assert_cmpint (g_ascii_strtoll (time, NULL, 16), ==, fod_clock_get_real_ms (FOD_CLOCK (clock)));
}

static void
test_same_millisecond (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 10000; i++)
    g_assert_true (g_hash_table_add (seen, fod_uuid_new (FOD_CLOCK (clock))));
}

/* Frozen: these ids are in databases. Made by Python's uuid.uuid5 in the same name space. */
static void
test_from_name (void)
{
  g_autofree char *benefit = fod_uuid_new_from_name ("code:benefit:kontanthjaelp");
  g_autofree char *danish = fod_uuid_new_from_name ("sygedagpenge æøå");

  g_assert_cmpstr (benefit, ==, "2c6e4251-663b-59ce-9ce9-f7e50003b9bb");
  g_assert_cmpstr (danish, ==, "77147d62-598f-54c5-b74f-88f50ac87546");
}

static const struct
{
  const char *text;
  gboolean valid;
} rows[] = {
  { "0190a0b0-1234-7abc-8def-0123456789ab", TRUE },
  { "0190a0b0-1234-4abc-bdef-0123456789ab", TRUE },
  { "0190A0B0-1234-7abc-8def-0123456789ab", FALSE },
  { "0190a0b0-1234-0abc-8def-0123456789ab", FALSE },
  { "0190a0b0-1234-9abc-8def-0123456789ab", FALSE },
  { "0190a0b0-1234-7abc-cdef-0123456789ab", FALSE },
  { "0190a0b0-1234-7abc-8def-0123456789a", FALSE },
  { "0190a0b0-1234-7abc-8def-0123456789abc", FALSE },
  { "0190a0b0 1234-7abc-8def-0123456789ab", FALSE },
  { "0190a0b0-1234-7abc-8def-0123456789ag", FALSE },
  { "00000000-0000-0000-0000-000000000000", FALSE },
  { "", FALSE },
  { NULL, FALSE },
};

static void
test_is_valid (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (fod_uuid_is_valid (rows[i].text), ==, rows[i].valid);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/uuid/version-7-carries-the-time", test_version_7);
  g_test_add_func ("/uuid/same-millisecond-gives-different-ids", test_same_millisecond);
  g_test_add_func ("/uuid/from-name-is-the-same-everywhere", test_from_name);
  g_test_add_func ("/uuid/is-valid", test_is_valid);
  return g_test_run ();
}
