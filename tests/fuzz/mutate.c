/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small fuzzer for every machine and every run: it changes the files of a folder at random and
 * gives them to a target. The same seed gives the same changes; the seed is printed.
 *
 *   FOD_FUZZ_SEED   the seed, 1 when not set
 *   FOD_FUZZ_RUNS   how many inputs, 2000 when not set */

#include "config.h"

#include "fuzz/fod-fuzz.h"

#include <glib.h>
#include <string.h>

#define MAX_SIZE 20000

/* What readers stumble over more often than over random bytes. */
static const char *const words[] = {
  "\"",
  "\"\"",
  ";",
  ",",
  "\t",
  "\r",
  "\n",
  "\r\n",
  "'",
  "=",
  ":",
  "\\",
  "\\n",
  "\xef\xbb\xbf",
  "\xff\xfe",
  "\xc3",
  "\xa6",
  "æ",
  "å",
  "aa",
  "\xe2\x80\xae",
  "BEGIN:VCARD\r\n",
  "END:VCARD\r\n",
  "ENCODING=QUOTED-PRINTABLE",
  "CHARSET=UTF-8",
  "=C3=A6",
  "=\r\n",
  "\n ",
  "{",
  "}",
  "[",
  "]",
  "null",
  "-1",
  "1e9",
  "\\u0000",
  "\\ud800",
  "99999999999999999999",
  "2026-11-23",
  "T",
  "@",
  "/",
};

typedef struct
{
  guint64 state;
  GPtrArray *seeds; /* of GBytes */
  GByteArray *input;
} Mutator;

/* xorshift64*: the same everywhere, which the system's own are not. */
static guint
draw (Mutator *self, guint below)
{
  self->state ^= self->state >> 12;
  self->state ^= self->state << 25;
  self->state ^= self->state >> 27;
  return below == 0
             ? 0
             : (guint)((self->state * G_GUINT64_CONSTANT (2685821657736338717)) >> 33) % below;
}

/* MIN() would draw twice. */
static guint
draw_length (Mutator *self, guint most, guint room)
{
  guint length = 1 + draw (self, most);

  return MIN (length, room);
}

static void
insert (Mutator *self, guint at, const void *data, guint size)
{
  GByteArray *input = self->input;
  guint old = input->len;
  g_autofree void *copy = g_memdup2 (data, size);

  if (size == 0 || old + size > MAX_SIZE)
    return;
  g_byte_array_set_size (input, old + size);
  memmove (input->data + at + size, input->data + at, old - at);
  memcpy (input->data + at, copy, size);
}

static void
mutate_once (Mutator *self)
{
  GByteArray *input = self->input;
  guint at = draw (self, input->len);
  guint size = draw_length (self, 40, input->len - at);
  const char *word = words[draw (self, G_N_ELEMENTS (words))];
  GBytes *other = g_ptr_array_index (self->seeds, draw (self, self->seeds->len));
  guint other_size = (guint)MIN (g_bytes_get_size (other), MAX_SIZE);
  guint other_at = draw (self, other_size);

  switch (draw (self, 7))
    {
    case 0:
      if (input->len > 0)
        input->data[at] ^= (guint8)(1 << draw (self, 8));
      break;
    case 1:
      if (input->len > 0)
        input->data[at] = (guint8)draw (self, 256);
      break;
    case 2:
      if (size > 0)
        g_byte_array_remove_range (input, at, size);
      break;
    case 3:
      insert (self, at, input->data + at, size);
      break;
    case 4:
      g_byte_array_set_size (input, at);
      break;
    case 5:
      insert (self, at, (const guint8 *)g_bytes_get_data (other, NULL) + other_at,
              draw_length (self, 200, other_size - other_at));
      break;
    default:
      insert (self, at, word, (guint)strlen (word));
      break;
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
load_seeds (Mutator *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  /* A folder's own order is the file system's. */
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *contents = NULL;
      gsize size = 0;

      if (g_file_get_contents (g_ptr_array_index (names, i), &contents, &size, NULL))
        g_ptr_array_add (self->seeds, g_bytes_new_take (contents, size));
    }
}

static guint64
read_setting (const char *name, guint64 otherwise)
{
  const char *text = g_getenv (name);

  return text == NULL ? otherwise : g_ascii_strtoull (text, NULL, 10);
}

static void
give_seeds (const Mutator *self)
{
  for (guint i = 0; i < self->seeds->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (self->seeds, i), &size);

      LLVMFuzzerTestOneInput (data, size);
    }
}

static void
give_mutations (Mutator *self, guint64 runs)
{
  for (guint64 i = 0; i < runs; i++)
    {
      GBytes *seed = g_ptr_array_index (self->seeds, draw (self, self->seeds->len));
      gsize size;
      const guint8 *data = g_bytes_get_data (seed, &size);

      g_byte_array_set_size (self->input, 0);
      g_byte_array_append (self->input, data, (guint)MIN (size, MAX_SIZE));
      for (guint changes = 1 + draw (self, 8); changes > 0; changes--)
        mutate_once (self);
      LLVMFuzzerTestOneInput (self->input->data, self->input->len);
    }
}

static void
test_no_promise_is_broken (gconstpointer data)
{
  const char *folder = data;
  guint64 seed = read_setting ("FOD_FUZZ_SEED", 1);
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GByteArray) input = g_byte_array_new ();
  Mutator mutator = { seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) | 1, seeds, input };

  g_test_message ("FOD_FUZZ_SEED=%" G_GUINT64_FORMAT, seed);
  load_seeds (&mutator, folder);
  g_assert_cmpuint (seeds->len, >, 0);
  give_seeds (&mutator);
  LLVMFuzzerTestOneInput ((const guint8 *)"", 0);
  give_mutations (&mutator, read_setting ("FOD_FUZZ_RUNS", 2000));
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_test_build_filename (G_TEST_DIST, "data", argv[1], NULL);
  g_test_add_data_func ("/fuzz/no-promise-is-broken", folder, test_no_promise_is_broken);
  return g_test_run ();
}
