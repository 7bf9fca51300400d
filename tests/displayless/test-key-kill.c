/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A process that changes the passphrase and is killed over it: one of the two always opens. */

#include "config.h"

#include "support/fod-temp.h"
#include "vault/fod-key-file.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 60

/* As cheap as Argon2id gets: most of the time is then spent writing. */
static const FodKeyCost cheap = { 1, 8 };

/* One after the other, each told by a byte. */
static void
change_until_killed (const char *path, FodSecret *first, FodSecret *second, int told)
{
  FodSecret *now = first;
  FodSecret *next = second;

  while (fod_key_file_change_passphrase (path, now, next, &cheap, NULL) && write (told, "", 1) == 1)
    {
      FodSecret *former = now;

      now = next;
      next = former;
    }
  _exit (1);
}

static void
kill_in_between (const char *path, FodSecret *first, FodSecret *second)
{
  gint32 changes = g_test_rand_int_range (1, 4);
  int told[2];
  int status;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (told), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    change_until_killed (path, first, second, told[1]);

  for (gint32 i = 0; i < changes; i++)
    g_assert_cmpint (read (told[0], &byte, 1), ==, 1);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  close (told[0]);
  close (told[1]);
}

static void
test_one_of_the_two_opens (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autofree char *path = g_build_filename (folder, "db.key", NULL);
  g_autoptr (FodSecret) first = fod_secret_new_text ("fem danske ord på række");
  g_autoptr (FodSecret) second = fod_secret_new_text ("hest kaffe torvet sne");
  g_autoptr (GError) error = NULL;
  g_autoptr (FodSecret) key = fod_key_file_create (path, first, &cheap, &error);

  g_assert_no_error (error);
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (FodSecret) by_first = NULL;
      g_autoptr (FodSecret) by_second = NULL;

      kill_in_between (path, first, second);
      by_first = fod_key_file_unlock (path, first, NULL);
      by_second = fod_key_file_unlock (path, second, NULL);
      g_assert_true ((by_first == NULL) != (by_second == NULL));
      g_assert_true (fod_secret_equal (by_first != NULL ? by_first : by_second, key));
      if (by_second != NULL)
        fod_key_file_change_passphrase (path, second, first, &cheap, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/key-kill/one-of-the-two-opens", test_one_of_the_two_opens);

  return g_test_run ();
}
