/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSecret: the bytes, where they come from, and that they are gone afterwards. */

#include "config.h"

#include "base/fod-secret.h"

#include <glib-unix.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static int
pipe_with (const char *text)
{
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_cmpint (write (ends[1], text, strlen (text)), ==, (ssize_t)strlen (text));
  close (ends[1]);
  return ends[0];
}

static void
test_holds_bytes (void)
{
  g_autoptr (FodSecret) secret = fod_secret_new ("a\0b", 3);
  g_autoptr (FodSecret) empty = fod_secret_new_text ("");

  g_assert_cmpmem (fod_secret_get_data (secret), fod_secret_get_size (secret), "a\0b", 3);
  g_assert_cmpuint (fod_secret_get_size (empty), ==, 0);
  g_assert_cmpstr (fod_secret_get_data (empty), ==, "");
}

static void
test_nul_behind_whole_page (void)
{
  gsize page = (gsize)sysconf (_SC_PAGESIZE);
  g_autofree char *data = g_malloc (page);
  g_autoptr (FodSecret) secret = NULL;

  memset (data, 'x', page);
  secret = fod_secret_new (data, page);
  g_assert_cmpint (((const char *)fod_secret_get_data (secret))[page], ==, '\0');
}

static void
test_equal (void)
{
  g_autoptr (FodSecret) a = fod_secret_new_text ("hest");
  g_autoptr (FodSecret) b = fod_secret_new_text ("hest");
  g_autoptr (FodSecret) other = fod_secret_new_text ("hesT");
  g_autoptr (FodSecret) longer = fod_secret_new_text ("heste");

  g_assert_true (fod_secret_equal (a, b));
  g_assert_false (fod_secret_equal (a, other));
  g_assert_false (fod_secret_equal (a, longer));
}

static void
test_random_differs (void)
{
  g_autoptr (FodSecret) a = fod_secret_new_random (1000);
  g_autoptr (FodSecret) b = fod_secret_new_random (1000);
  const guint8 *data = fod_secret_get_data (a);
  guint8 tail = 0;

  for (int i = 768; i < 1000; i++)
    tail |= data[i];
  g_assert_false (fod_secret_equal (a, b));
  g_assert_cmpuint (tail, !=, 0);
}

static void
test_read_fd_leaves_the_rest (void)
{
  int fd = pipe_with ("one word\r\n\nlast");
  g_autoptr (FodSecret) first = fod_secret_read_fd (fd, NULL);
  g_autoptr (FodSecret) second = fod_secret_read_fd (fd, NULL);
  g_autoptr (FodSecret) third = fod_secret_read_fd (fd, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (fod_secret_get_data (first), ==, "one word");
  g_assert_cmpstr (fod_secret_get_data (second), ==, "");
  g_assert_cmpstr (fod_secret_get_data (third), ==, "last");
  g_assert_null (fod_secret_read_fd (fd, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  close (fd);
}

static void
test_read_fd_refuses_long_lines (void)
{
  g_autofree char *most = g_strnfill (4096, 'x');
  g_autofree char *more = g_strnfill (4097, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (FodSecret) secret = NULL;
  int fd = pipe_with (most);

  secret = fod_secret_read_fd (fd, NULL);
  g_assert_cmpuint (fod_secret_get_size (secret), ==, 4096);
  close (fd);
  fd = pipe_with (more);
  g_assert_null (fod_secret_read_fd (fd, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  close (fd);
}

static void
test_read_fd_that_is_closed (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fod_secret_read_fd (-1, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR);
}

static gboolean
holds_inverted (const guint8 *data, gsize data_size, const guint8 *inverted, gsize size)
{
  for (gsize i = 0; i + size <= data_size; i++)
    {
      gsize same = 0;

      while (same < size && (data[i + same] ^ inverted[same]) == 0xff)
        same++;
      if (same == size)
        return TRUE;
    }
  return FALSE;
}

/* Returns whether the bytes whose inverse is @inverted stand in this process' writable memory. The
 * needle is held inverted, so that only the secret itself can be found. */
static gboolean
is_in_memory (const guint8 *inverted, gsize size)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int fd = g_open ("/proc/self/mem", O_RDONLY | O_CLOEXEC, 0);
  gboolean found = FALSE;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *end = NULL;
      guint64 from = g_ascii_strtoull (*line, &end, 16);
      guint64 to = *end == '-' ? g_ascii_strtoull (end + 1, &end, 16) : from;
      g_autofree guint8 *copy = NULL;
      ssize_t got;

      if (to <= from || !g_str_has_prefix (end, " rw") || to - from > 64 * 1024 * 1024)
        continue;
      copy = g_malloc (to - from);
      got = pread (fd, copy, to - from, (off_t)from);
      found = found || (got > 0 && holds_inverted (copy, (gsize)got, inverted, size));
      explicit_bzero (copy, to - from);
    }
  close (fd);
  return found;
}

static void
test_bytes_are_gone (void)
{
  FodSecret *secret = fod_secret_new_random (32);
  FodSecret *second = fod_secret_ref (secret);
  const guint8 *data = fod_secret_get_data (secret);
  guint8 inverted[32];

  for (gsize i = 0; i < sizeof inverted; i++)
    inverted[i] = data[i] ^ 0xff;

  fod_secret_unref (secret);
  g_assert_true (is_in_memory (inverted, sizeof inverted));
  fod_secret_unref (second);
  g_assert_false (is_in_memory (inverted, sizeof inverted));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/secret/holds-bytes", test_holds_bytes);
  g_test_add_func ("/secret/nul-behind-a-whole-page", test_nul_behind_whole_page);
  g_test_add_func ("/secret/equal", test_equal);
  g_test_add_func ("/secret/random-differs", test_random_differs);
  g_test_add_func ("/secret/read-fd-leaves-the-rest", test_read_fd_leaves_the_rest);
  g_test_add_func ("/secret/read-fd-refuses-long-lines", test_read_fd_refuses_long_lines);
  g_test_add_func ("/secret/read-fd-that-is-closed", test_read_fd_that_is_closed);
  g_test_add_func ("/secret/bytes-are-gone", test_bytes_are_gone);
  return g_test_run ();
}
