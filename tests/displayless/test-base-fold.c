/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding for search and for sorting. */

#include "config.h"

#include "base/fod-fold.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *folded;
} search_rows[] = {
  { "Åse", "ase" },
  { "aase", "ase" },
  { "ASE", "ase" },
  { "A\u030ase", "ase" },
  { "Møller", "moller" },
  { "moeller", "moller" },
  { "Möller", "moller" },
  { "Kjær", "kjar" },
  { "kjaer", "kjar" },
  { "Kjär", "kjar" },
  { "Rafaël", "rafal" },
  { "rafael", "rafal" },
  { "René", "rene" },
  { "Łukasz Wałęsa", "lukasz walesa" },
  { "Anne-Mette  O'Brien", "anne mette o brien" },
  { "  (Bo), ", "bo" },
  { "+45 12 34", "45 12 34" },
  { "Straße", "strasse" },
  { "Жанна", "жанна" },
  { "Aaå", "aa" },
  { "", "" },
  { " - ", "" },
  { NULL, "" },
};

static void
test_search (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (search_rows); i++)
    {
      g_autofree char *folded = fod_fold_search (search_rows[i].text);

      g_assert_cmpstr (folded, ==, search_rows[i].folded);
    }
}

static void
test_search_of_bad_utf8 (void)
{
  g_autofree char *folded = fod_fold_search ("M\xf8ller");

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpstr (folded, ==, "m ller");
}

/* Text of plain letters is folded on a way of its own; one other letter behind it and it takes the
 * long one. */
static void
test_both_ways_agree (void)
{
  static const char *const letters[] = { "a", "A", "e", "o", "O", "b", "7", " ",
                                         "-", "å", "Å", "æ", "Æ", "ø", "Ø" };

  for (guint i = 0; i < 15 * 15 * 15 * 15; i++)
    {
      g_autofree char *plain = g_strconcat (letters[i % 15], letters[i / 15 % 15],
                                            letters[i / 225 % 15], letters[i / 3375], NULL);
      g_autofree char *marked = g_strconcat (plain, " Ж", NULL);
      g_autofree char *folded = fod_fold_search (plain);
      g_autofree char *other = fod_fold_search (marked);
      g_autofree char *expected = g_strconcat (folded, *folded != '\0' ? " ж" : "ж", NULL);

      g_assert_cmpstr (other, ==, expected);
    }
}

static void
test_prefix_stays_prefix (void)
{
  const char *words[] = { "Aabenraa",  "Møenbåd",   "Kjærgaard", "Ærøskøbing", "Aaen",  "Joël",
                          "oeaeaaø é", "Rafaél-Bo", "aaaaa",     "Straße",     "Þóra x" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *whole = fod_fold_search (words[i]);

      for (const char *p = words[i]; *p != '\0'; p = g_utf8_next_char (p))
        {
          g_autofree char *start = g_strndup (words[i], (gsize)(p - words[i]));
          g_autofree char *folded = fod_fold_search (start);

          g_assert_true (g_str_has_prefix (whole, folded));
        }
    }
}

/* Each stands before the next. The order of names in a Danish directory. */
static const char *const sorted[] = {
  "",     "3 Ege", "Abel",     "Abel Bo", "Abelsen", "Adam",  "Bo",     "Bø",    "Bøgh", "Carl",
  "Ebbe", "Emil",  "Émil",     "Emilie",  "Müller",  "Myrup", "Møller", "Zacho", "Ærø",  "Æster",
  "Økær", "Øster", "Aabenraa", "Aagaard", "Aase",    "Åse",   "Åsleif", "Жанна",
};

static void
test_collate (void)
{
  for (gsize i = 1; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autofree char *before = fod_fold_collate_key (sorted[i - 1]);
      g_autofree char *after = fod_fold_collate_key (sorted[i]);

      g_test_message ("%s < %s", sorted[i - 1], sorted[i]);
      g_assert_cmpint (strcmp (before, after), <, 0);
    }
}

static void
test_collate_tells_apart (void)
{
  g_autofree char *lower = fod_fold_collate_key ("bo");
  g_autofree char *upper = fod_fold_collate_key ("Bo");
  g_autofree char *none = fod_fold_collate_key (NULL);
  g_autofree char *empty = fod_fold_collate_key ("");

  g_assert_cmpstr (lower, !=, upper);
  g_assert_cmpstr (none, ==, empty);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/fold/search-meets-usual-spellings", test_search);
  g_test_add_func ("/fold/search-survives-bad-utf8", test_search_of_bad_utf8);
  g_test_add_func ("/fold/both-ways-agree", test_both_ways_agree);
  g_test_add_func ("/fold/prefix-stays-prefix", test_prefix_stays_prefix);
  g_test_add_func ("/fold/collate-is-the-danish-alphabet", test_collate);
  g_test_add_func ("/fold/collate-tells-apart-what-differs", test_collate_tells_apart);
  return g_test_run ();
}
