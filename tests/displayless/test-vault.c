/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rest of the vault: what a passphrase must be, what a try costs, the keys of each use, what
 * the kernel is asked. */

#include "config.h"

#include "vault/fod-harden.h"
#include "vault/fod-key-cost.h"
#include "vault/fod-key-derive.h"
#include "vault/fod-passphrase.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const struct
{
  const char *text;
  FodPassphraseResult result;
} passphrase_rows[] = {
  { "lun havre tog spand", FOD_PASSPHRASE_GOOD },
  { "æøå-ÆØÅ-1234", FOD_PASSPHRASE_GOOD },
  { "Tr0ub4dor&3x", FOD_PASSPHRASE_GOOD },
  { "sommerhus ved havet", FOD_PASSPHRASE_GOOD },
  { "90417356281945037721", FOD_PASSPHRASE_GOOD },
  { "", FOD_PASSPHRASE_TOO_SHORT },
  { "elleve tegn", FOD_PASSPHRASE_TOO_SHORT },
  { "æøåæøåæøåæø", FOD_PASSPHRASE_TOO_SHORT },
  { "aaaaaaaaaaaaaaaa", FOD_PASSPHRASE_COMMON },
  { "ababababababab", FOD_PASSPHRASE_COMMON },
  { "abcdefghijklmnop", FOD_PASSPHRASE_COMMON },
  { "0987654321098", FOD_PASSPHRASE_COMMON },
  { "123456789012", FOD_PASSPHRASE_COMMON },
  { "904173562819", FOD_PASSPHRASE_COMMON },
  { "Password1234!", FOD_PASSPHRASE_COMMON },
  { "p a s s w o r d 1", FOD_PASSPHRASE_COMMON },
  { "kodeordkodeord", FOD_PASSPHRASE_COMMON },
  { "Kodeord-Kodeord-1", FOD_PASSPHRASE_COMMON },
  { "Sommer202620262", FOD_PASSPHRASE_COMMON },
  { "EFTERÅR2026!!", FOD_PASSPHRASE_COMMON },
  { "qwertyuiopå1", FOD_PASSPHRASE_COMMON },
  { "Velkommen2026", FOD_PASSPHRASE_COMMON },
  { "m\xf8ller og sønner", FOD_PASSPHRASE_NOT_TEXT },
};

static void
test_passphrases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (passphrase_rows); i++)
    {
      g_autoptr (FodSecret) passphrase = fod_secret_new_text (passphrase_rows[i].text);

      g_test_message ("row %u", (guint)i);
      g_assert_cmpint (fod_passphrase_check (passphrase), ==, passphrase_rows[i].result);
    }
}

static void
test_passphrase_with_nul (void)
{
  g_autoptr (FodSecret) passphrase = fod_secret_new ("lun havre\0tog spand", 19);

  g_assert_cmpint (fod_passphrase_check (passphrase), ==, FOD_PASSPHRASE_NOT_TEXT);
}

static void
test_passphrase_too_long (void)
{
  g_autofree char *text = g_strnfill (1025, 'x');
  g_autoptr (FodSecret) passphrase = fod_secret_new_text (text);

  g_assert_cmpint (fod_passphrase_check (passphrase), ==, FOD_PASSPHRASE_NOT_TEXT);
}

#define GIB (1024 * 1024)

static const struct
{
  const char *label;
  gint64 floor_us;
  guint64 total_kib;
  guint32 mem_kib;
} cost_rows[] = {
  { "a laptop of 2020", 103 * 1000, 8 * GIB, 256 * 1024 },
  { "half as fast", 200 * 1000, 8 * GIB, 128 * 1024 },
  { "slow", 400 * 1000, 8 * GIB, 64 * 1024 },
  { "very slow", 4000 * 1000, 8 * GIB, 64 * 1024 },
  { "fast", 20 * 1000, 32 * GIB, 1024 * 1024 },
  { "fast, with little memory", 20 * 1000, 2 * GIB, 256 * 1024 },
  { "faster than the ceiling", 1, 1024 * GIB, 1024 * 1024 },
  { "hardly any memory", 20 * 1000, GIB / 4, 64 * 1024 },
};

static void
test_cost_choice (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cost_rows); i++)
    {
      FodKeyCost cost;

      g_test_message ("%s", cost_rows[i].label);
      fod_key_cost_choose (&cost, cost_rows[i].floor_us, cost_rows[i].total_kib);
      g_assert_cmpuint (cost.ops, ==, 3);
      g_assert_cmpuint (cost.mem_kib, ==, cost_rows[i].mem_kib);
      g_assert_true (fod_key_cost_is_valid (&cost));
    }
}

static void
test_cost_measured_is_no_less_than_the_floor (void)
{
  FodKeyCost cost;
  FodKeyCost floor;

  fod_key_cost_init_floor (&floor);
  fod_key_cost_init_calibrated (&cost);
  g_assert_cmpuint (cost.ops, >=, floor.ops);
  g_assert_cmpuint (cost.mem_kib, >=, floor.mem_kib);
}

static void
test_key_of_each_use (void)
{
  guint8 zeros[32] = { 0 };
  g_autoptr (FodSecret) master = fod_secret_new (zeros, sizeof zeros);
  g_autoptr (FodSecret) database = fod_key_derive (master, FOD_KEY_DATABASE);
  g_autoptr (FodSecret) again = fod_key_derive (master, FOD_KEY_DATABASE);
  g_autoptr (FodSecret) backup = fod_key_derive (master, FOD_KEY_BACKUP);
  g_autoptr (FodSecret) journal = fod_key_derive (master, FOD_KEY_JOURNAL);
  /* BLAKE2b-256 of nothing, key zeros, salt 1 as u64, personal "fodvault": by Python's hashlib. */
  const guint8 expected[32] = { 0xea, 0x61, 0x08, 0x25, 0x02, 0xda, 0xd8, 0x21, 0xc5, 0xdf, 0xce,
                                0x18, 0x50, 0x48, 0xb5, 0x54, 0x56, 0x5c, 0x09, 0x68, 0x5f, 0xbf,
                                0x55, 0xa9, 0x95, 0x7e, 0x88, 0x04, 0xc9, 0xe1, 0x7d, 0xd2 };

  g_assert_true (fod_secret_equal (database, again));
  g_assert_false (fod_secret_equal (database, backup));
  g_assert_false (fod_secret_equal (database, journal));
  g_assert_cmpmem (fod_secret_get_data (database), 32, expected, sizeof expected);
}

static void
test_harden (void)
{
  struct rlimit limit;

  g_assert_true (fod_process_harden ());
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (umask (0077), ==, 0077);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/passphrase/long-and-not-common", test_passphrases);
  g_test_add_func ("/passphrase/nul-is-no-text", test_passphrase_with_nul);
  g_test_add_func ("/passphrase/too-long-is-no-text", test_passphrase_too_long);
  g_test_add_func ("/key-cost/choice", test_cost_choice);
  g_test_add_func ("/key-cost/measured-is-no-less-than-the-floor",
                   test_cost_measured_is_no_less_than_the_floor);
  g_test_add_func ("/key-derive/each-use-has-its-key", test_key_of_each_use);
  g_test_add_func ("/harden/kernel-grants-it", test_harden);
  return g_test_run ();
}
