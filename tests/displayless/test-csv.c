/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CSV: files as other programs write them, files that are broken, and that our own come back. */

#include "config.h"

#include "exchange/fod-csv.h"

#include <string.h>

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "exchange", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize size = 0;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, size);
}

/* Writes the table as "a|b/c|d", so that a row of a test can hold it. */
static char *
flatten (const FodCsv *csv)
{
  GString *flat = g_string_new (NULL);

  for (guint row = 0; row < fod_csv_get_n_rows (csv); row++)
    {
      g_string_append (flat, row > 0 ? "/" : "");
      for (guint column = 0; column < fod_csv_get_n_columns (csv); column++)
        g_string_append_printf (flat, "%s%s", column > 0 ? "|" : "",
                                fod_csv_get_cell (csv, row, column));
    }
  return g_string_free (flat, FALSE);
}

static const struct
{
  const char *label;
  const char *text;
  char delimiter;
  const char *flat;
} good_rows[] = {
  { "semicolon", "a;b\nc;d\n", ';', "a|b/c|d" },
  { "comma", "a,b\nc,d\n", ',', "a|b/c|d" },
  { "tab", "a\tb\nc\td\n", '\t', "a|b/c|d" },
  { "bar", "a|b\nc|d\n", '|', "a|b/c|d" },
  { "decimal commas", "a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ';', "a|b|c/1,5|2,5|3,5/1,5|2,5|3,5" },
  { "commas in a quoted header", "\"a, or b\";c\nd;e\n", ';', "a, or b|c/d|e" },
  { "one column", "a\nb\n", ';', "a/b" },
  { "no last line's end", "a;b\nc;d", ';', "a|b/c|d" },
  { "CR LF", "a;b\r\nc;d\r\n", ';', "a|b/c|d" },
  { "CR", "a;b\rc;d\r", ';', "a|b/c|d" },
  { "empty lines", "\n\na;b\n\n\r\nc;d\n\n", ';', "a|b/c|d" },
  { "empty cells", ";\n;b\na;\n", ';', "|/|b/a|" },
  { "short and long rows", "a;b\nc\nd;e;f\n", ';', "a|b|/c||/d|e|f" },
  { "quotes", "\"a\";\"b\"\n", ';', "a|b" },
  { "doubled quotes", "\"\"\"a\"\"\";\"\"\n", ';', "\"a\"|" },
  { "a line's end in quotes", "\"a\nb\";c\n", ';', "a\nb|c" },
  { "a delimiter in quotes", "\"a;b\";c\n", ';', "a;b|c" },
  { "blanks behind a quote", "\"a\"  ;\"b\" \n", ';', "a|b" },
  { "a quote inside", "5\" pipe;b\n", ';', "5\" pipe|b" },
  { "sep=", "sep=,\na,b;c\n", ',', "a|b;c" },
  { "sep= in capitals", "SEP=\t\r\na\tb\r\n", '\t', "a|b" },
  { "sep= of no use", "sep=x\na;b\n", ';', "sep=x|/a|b" },
  { "formula guard", "'=1+1;'+45;'-;'@a;\n", ';', "=1+1|+45|-|@a|" },
  { "guarded guard", "''=1;'''=1\n", ';', "'=1|''=1" },
  { "other apostrophes", "'s;'99;';''\n", ';', "'s|'99|'|''" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (good_rows[i].text, strlen (good_rows[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (FodCsv) csv = fod_csv_parse (bytes, '\0', NULL, &error);
      g_autofree char *flat = NULL;

      g_test_message ("%s", good_rows[i].label);
      g_assert_no_error (error);
      flat = flatten (csv);
      g_assert_cmpstr (flat, ==, good_rows[i].flat);
      g_assert_cmpint (fod_csv_get_delimiter (csv), ==, good_rows[i].delimiter);
    }
}

static const struct
{
  const char *label;
  const char *text;
  FodExchangeError code;
  guint line;
} bad_rows[] = {
  { "nothing", "", FOD_EXCHANGE_ERROR_EMPTY, 0 },
  { "only lines' ends", "\n\r\n\n", FOD_EXCHANGE_ERROR_EMPTY, 0 },
  { "open quote", "a;b\nc;\"d\ne;f\n", FOD_EXCHANGE_ERROR_QUOTE, 2 },
  { "open quote, then another", "a;b\n\"c;d\ne;\"f\"\n", FOD_EXCHANGE_ERROR_QUOTE, 2 },
  { "text behind a quote", "a;b\n\n\"c\"d;e\n", FOD_EXCHANGE_ERROR_QUOTE, 3 },
  { "line counts quoted lines", "\"a\r\nb\rc\"\r\n\"d\n", FOD_EXCHANGE_ERROR_QUOTE, 4 },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bad_rows[i].text, strlen (bad_rows[i].text));
      g_autoptr (GError) error = NULL;
      guint line = 99;

      g_test_message ("%s", bad_rows[i].label);
      g_assert_null (fod_csv_parse (bytes, '\0', &line, &error));
      g_assert_error (error, FOD_EXCHANGE_ERROR, (int)bad_rows[i].code);
      g_assert_cmpuint (line, ==, bad_rows[i].line);
    }
}

static const struct
{
  const char *name;
  FodCharset charset;
  char delimiter;
  guint n_rows;
  guint n_columns;
  guint row;
  guint column;
  const char *cell;
  guint line;
} file_rows[] = {
  { "libreoffice-deltagere.csv", FOD_CHARSET_UTF8, ',', 4, 11, 3, 10, "Café,\ngerne i Aalborg", 4 },
  { "libreoffice-deltagere.csv", FOD_CHARSET_UTF8, ',', 4, 11, 1, 10,
    "Lager eller \"noget med hænderne\"", 2 },
  { "excel-da-virksomheder.csv", FOD_CHARSET_WINDOWS_1252, ';', 5, 11, 4, 0,
    "Murermester Ågård – “Søn”", 5 },
  { "excel-da-virksomheder.csv", FOD_CHARSET_WINDOWS_1252, ';', 5, 11, 3, 4, "Torvet 1; st.", 4 },
  { "excel-unicode-virksomheder.txt", FOD_CHARSET_UTF16_LE, '\t', 3, 3, 2, 0, "Ægtved Planteskole",
    3 },
  { "excel-sep.csv", FOD_CHARSET_UTF8, '|', 2, 2, 1, 0, "Skovgård", 3 },
  { "outlook-en-contacts.csv", FOD_CHARSET_WINDOWS_1252, ',', 3, 23, 1, 21,
    "Ring helst\r\nefter kl. 14", 2 },
  { "outlook-en-contacts.csv", FOD_CHARSET_WINDOWS_1252, ',', 3, 23, 2, 3, "Ågård", 4 },
  { "outlook-da-kontakter.csv", FOD_CHARSET_WINDOWS_1252, ';', 2, 13, 1, 4,
    "Støvring Tømmerhandel A/S", 2 },
  { "google-contacts.csv", FOD_CHARSET_UTF8, ',', 2, 11, 1, 5, "Værkfører", 2 },
};

static void
test_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_rows); i++)
    {
      g_autoptr (GBytes) bytes = load (file_rows[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (FodCsv) csv = fod_csv_parse (bytes, '\0', NULL, &error);

      g_test_message ("%s", file_rows[i].name);
      g_assert_no_error (error);
      g_assert_cmpint (fod_csv_get_charset (csv), ==, file_rows[i].charset);
      g_assert_cmpint (fod_csv_get_delimiter (csv), ==, file_rows[i].delimiter);
      g_assert_cmpuint (fod_csv_get_n_rows (csv), ==, file_rows[i].n_rows);
      g_assert_cmpuint (fod_csv_get_n_columns (csv), ==, file_rows[i].n_columns);
      g_assert_cmpstr (fod_csv_get_cell (csv, file_rows[i].row, file_rows[i].column), ==,
                       file_rows[i].cell);
      g_assert_cmpuint (fod_csv_get_line (csv, file_rows[i].row), ==, file_rows[i].line);
    }
}

static const struct
{
  const char *name;
  FodExchangeError code;
  guint line;
} bad_file_rows[] = {
  { "broken-quote.csv", FOD_EXCHANGE_ERROR_QUOTE, 3 },
  { "broken-utf8.csv", FOD_EXCHANGE_ERROR_UTF8, 3 },
  { "spreadsheet.xlsx.csv", FOD_EXCHANGE_ERROR_BINARY, 1 },
};

static void
test_bad_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_file_rows); i++)
    {
      g_autoptr (GBytes) bytes = load (bad_file_rows[i].name);
      g_autoptr (GError) error = NULL;
      guint line = 99;

      g_test_message ("%s", bad_file_rows[i].name);
      g_assert_null (fod_csv_parse (bytes, '\0', &line, &error));
      g_assert_error (error, FOD_EXCHANGE_ERROR, (int)bad_file_rows[i].code);
      g_assert_cmpuint (line, ==, bad_file_rows[i].line);
    }
}

/* Parses @count times @part with @head before and @tail behind. */
static FodCsv *
parse_repeated (
    const char *head, const char *part, guint count, const char *tail, guint *line, GError **error)
{
  GString *text = g_string_new (head);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < count; i++)
    g_string_append (text, part);
  g_string_append (text, tail);
  bytes = g_string_free_to_bytes (text);
  return fod_csv_parse (bytes, '\0', line, error);
}

static const struct
{
  const char *label;
  const char *head;
  const char *part;
  guint count;
  const char *tail;
  int code; /* -1: is read */
  guint line;
} limit_rows[] = {
  { "100,000 rows", "", "a;b\n", 100000, "", -1, 0 },
  { "100,001 rows", "", "a;b\n", 100001, "", FOD_EXCHANGE_ERROR_TOO_MANY_ROWS, 100001 },
  { "500 columns", "", "a;", 499, "b\n", -1, 0 },
  { "501 columns", "", "a;", 500, "b\n", FOD_EXCHANGE_ERROR_TOO_MANY_COLUMNS, 1 },
  { "64 KiB of a row", "", "a", 65533, ";b\n", -1, 0 },
  { "one byte more", "", "a", 65534, ";b\n", FOD_EXCHANGE_ERROR_LINE_TOO_LONG, 1 },
  { "a long line in quotes", "a;b\n\"", "a", 65534, "\";b\n", FOD_EXCHANGE_ERROR_LINE_TOO_LONG, 2 },
  { "a file in an open quote", "a;b\n\"", "a;b\n", 100000, "", FOD_EXCHANGE_ERROR_QUOTE, 2 },
  { "16 MiB and a byte", "a", "aaaaaaa\n", 2 * 1024 * 1024, "", FOD_EXCHANGE_ERROR_TOO_LARGE, 0 },
};

static void
test_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limit_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      guint line = 99;
      g_autoptr (FodCsv) csv =
          parse_repeated (limit_rows[i].head, limit_rows[i].part, limit_rows[i].count,
                          limit_rows[i].tail, &line, &error);

      g_test_message ("%s", limit_rows[i].label);
      if (limit_rows[i].code < 0)
        g_assert_no_error (error);
      else
        {
          g_assert_null (csv);
          g_assert_error (error, FOD_EXCHANGE_ERROR, limit_rows[i].code);
          g_assert_cmpuint (line, ==, limit_rows[i].line);
        }
    }
}

static void
test_given_delimiter (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a,b;c\n", 6);
  g_autoptr (FodCsv) csv = fod_csv_parse (bytes, ',', NULL, NULL);

  g_assert_cmpstr (fod_csv_get_cell (csv, 0, 1), ==, "b;c");
}

static void
test_written (void)
{
  const char *const cells[] = { "a", NULL, "5\" rør", "=1+1", "'=1", "æ;ø" };
  g_autoptr (GString) out = g_string_new (NULL);

  fod_csv_append_row (out, cells, G_N_ELEMENTS (cells), ';');
  g_assert_cmpstr (out->str, ==, "\"a\";\"\";\"5\"\" rør\";\"'=1+1\";\"''=1\";\"æ;ø\"\r\n");
}

static void
test_written_comes_back (void)
{
  const char *const cells[] = { "a",   "=1+1", "+45 12", "-1",     "@x",      "\tx",     "\rx",
                                "'=1", "''@",  "'",      "''",     "'s",      "x=",      "\"",
                                ";",   "\n",   "æøå",    "a\r\nb", "\"a\";b", " blank ", "x" };
  const char delimiters[] = { ';', ',', '\t', '|' };

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      GString *out = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (FodCsv) csv = NULL;

      fod_csv_append_row (out, cells, G_N_ELEMENTS (cells), delimiters[i]);
      bytes = g_string_free_to_bytes (out);
      csv = fod_csv_parse (bytes, '\0', NULL, NULL);
      g_assert_nonnull (csv);
      g_assert_cmpuint (fod_csv_get_n_rows (csv), ==, 1);
      g_assert_cmpuint (fod_csv_get_n_columns (csv), ==, G_N_ELEMENTS (cells));
      for (guint column = 0; column < G_N_ELEMENTS (cells); column++)
        g_assert_cmpstr (fod_csv_get_cell (csv, 0, column), ==, cells[column]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/csv/reads", test_good);
  g_test_add_func ("/csv/refuses-with-code-and-line", test_bad);
  g_test_add_func ("/csv/reads-files-of-other-programs", test_files);
  g_test_add_func ("/csv/refuses-broken-files", test_bad_files);
  g_test_add_func ("/csv/keeps-its-limits", test_limits);
  g_test_add_func ("/csv/takes-a-given-delimiter", test_given_delimiter);
  g_test_add_func ("/csv/writes-quoted-and-guarded", test_written);
  g_test_add_func ("/csv/what-is-written-comes-back", test_written_comes_back);
  return g_test_run ();
}
