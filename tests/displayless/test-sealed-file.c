/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file of sealed records gives back what was written, and of a damaged one what is whole. */

#include "config.h"

#include "db/fod-sealed-file.h"
#include "support/fod-temp.h"

#include <string.h>

#define RECORDS 20
#define HEADER 64

typedef struct
{
  FodTemp *folder;
  char *path;
  FodSecret *key;
  FodSealedFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  fixture->folder = fod_temp_new ();
  fixture->path = g_build_filename (fixture->folder, "sealed", NULL);
  fixture->key = fod_secret_new_random (32);
  fixture->file = fod_sealed_file_new (fixture->path, fixture->key);
  g_assert_false (fod_sealed_file_open (fixture->file));
  g_assert_true (fod_sealed_file_replace (fixture->file, 7, none, &error));
  for (guint i = 0; i < RECORDS; i++)
    {
      g_autofree char *text = g_strdup_printf ("record %u, a secret", i);

      g_assert_true (fod_sealed_file_append (fixture->file, (guint8 *)text, strlen (text), &error));
      g_assert_true (fod_sealed_file_flush (fixture->file));
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fod_sealed_file_free (fixture->file);
  fod_secret_unref (fixture->key);
  g_free (fixture->path);
  fod_temp_free (fixture->folder);
}

static void
on_record (const guint8 *data, gsize size, gpointer numbers)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  guint number = (guint)g_ascii_strtoull (text + strlen ("record "), NULL, 10);

  g_assert_true (g_str_has_suffix (text, ", a secret"));
  g_array_append_val ((GArray *)numbers, number);
}

/* The numbers of the records that a fresh opening gives; NULL where it is no such file. */
static GArray *
read_numbers (Fixture *fixture, guint *gaps)
{
  g_autoptr (FodSealedFile) file = fod_sealed_file_new (fixture->path, fixture->key);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  if (fod_sealed_file_open (file))
    *gaps = fod_sealed_file_read (file, on_record, numbers);
  else
    g_clear_pointer (&numbers, g_array_unref);
  return numbers;
}

static void
assert_ascending (GArray *numbers)
{
  for (guint i = 1; i < numbers->len; i++)
    g_assert_cmpuint (g_array_index (numbers, guint, i - 1), <, g_array_index (numbers, guint, i));
}

static void
test_gives_back (Fixture *fixture, gconstpointer data)
{
  guint gaps = 0;
  g_autoptr (GArray) numbers = read_numbers (fixture, &gaps);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_cmpuint (numbers->len, ==, RECORDS);
  g_assert_cmpuint (gaps, ==, 0);
  assert_ascending (numbers);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (gsize at = 0; at + 6 <= size; at++)
    g_assert_true (memcmp (bytes + at, "secret", 6) != 0);
}

/* What nobody has sealed says nothing, its number neither. */
static void
test_spoiled_header_has_no_number (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  memset (bytes + 8, 0xff, HEADER - 8);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size, NULL));
  g_assert_false (fod_sealed_file_open (fixture->file));
  g_assert_cmpuint (fod_sealed_file_get_generation (fixture->file), ==, 0);
}

static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  guint64 end = fod_sealed_file_get_length (fixture->file);
  g_autoptr (GArray) numbers = NULL;
  guint gaps = 0;

  g_assert_true (fod_sealed_file_open (fixture->file));
  g_assert_cmpuint (fod_sealed_file_get_generation (fixture->file), ==, 7);
  g_assert_true (fod_sealed_file_find_end (fixture->file));
  g_assert_cmpuint (fod_sealed_file_get_length (fixture->file), ==, end);
  g_assert_true (
      fod_sealed_file_append (fixture->file, (const guint8 *)"record 20, a secret", 19, NULL));
  g_assert_cmpuint (fod_sealed_file_get_unflushed (fixture->file), >, 19);
  g_assert_true (fod_sealed_file_flush (fixture->file));
  numbers = read_numbers (fixture, &gaps);
  g_assert_cmpuint (numbers->len, ==, RECORDS + 1);
  g_assert_cmpuint (gaps, ==, 0);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  guint64 before = fod_sealed_file_get_length (fixture->file);
  g_autoptr (GArray) numbers = NULL;
  guint gaps = 0;

  g_assert_true (
      fod_sealed_file_append (fixture->file, (const guint8 *)"record 99, a secret", 19, NULL));
  g_assert_true (fod_sealed_file_cut (fixture->file, before));
  numbers = read_numbers (fixture, &gaps);
  g_assert_cmpuint (numbers->len, ==, RECORDS);
  g_assert_cmpuint (gaps, ==, 0);
}

static void
test_other_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodSecret) key = fod_secret_new_random (32);
  g_autoptr (FodSealedFile) file = fod_sealed_file_new (fixture->path, key);

  g_assert_false (fod_sealed_file_open (file));
}

/* Every byte in turn: at most its own record is lost, and none is ever read wrong. */
static void
test_each_byte (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;
  guint64 end = fod_sealed_file_get_length (fixture->file);

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (gsize at = 0; at < end; at++)
    {
      g_autoptr (GArray) numbers = NULL;
      guint gaps = 0;

      bytes[at] ^= 0x41;
      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)end, NULL));
      bytes[at] ^= 0x41;
      numbers = read_numbers (fixture, &gaps);
      g_assert_nonnull (numbers);
      assert_ascending (numbers);
      g_assert_cmpuint (numbers->len, ==, at < HEADER ? RECORDS : RECORDS - 1);
      g_assert_cmpuint (gaps, ==, at < HEADER ? 0 : 1);
    }
}

/* Every length: what is in front of the cut is there. */
static void
test_each_length (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;
  guint64 end = fod_sealed_file_get_length (fixture->file);
  guint last = 0;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (gsize length = HEADER; length <= end; length++)
    {
      g_autoptr (GArray) numbers = NULL;
      guint gaps = 0;

      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)length, NULL));
      numbers = read_numbers (fixture, &gaps);
      g_assert_nonnull (numbers);
      g_assert_cmpuint (numbers->len, >=, last);
      last = numbers->len;
    }
  g_assert_cmpuint (last, ==, RECORDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/sealed-file/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("gives-back-what-was-written-and-shows-nothing", test_gives_back);
  ADD ("spoiled-header-has-no-number", test_spoiled_header_has_no_number);
  ADD ("goes-on-behind-the-last-record", test_goes_on);
  ADD ("what-is-taken-back-is-gone", test_cut);
  ADD ("another-key-opens-nothing", test_other_key);
  ADD ("a-changed-byte-costs-one-record", test_each_byte);
  ADD ("a-cut-costs-what-is-behind-it", test_each_length);
#undef ADD
  return g_test_run ();
}
