/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vCards: as other programs write them, broken ones, and that our own come back. */

#include "config.h"

#include "exchange/fod-vcard.h"

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

/* "name|organisation|department|title|street|postcode|town|website|note|phones|emails" */
static char *
flatten (const FodVcard *card)
{
  const char *const texts[] = { card->name,  card->organisation, card->department,
                                card->title, card->street,       card->postcode,
                                card->town,  card->website,      card->note };
  GString *flat = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_append_printf (flat, "%s|", texts[i] == NULL ? "" : texts[i]);
  for (guint i = 0; i < card->phones->len; i++)
    g_string_append_printf (flat, "%s%s", i > 0 ? "," : "",
                            (char *)g_ptr_array_index (card->phones, i));
  g_string_append_c (flat, '|');
  for (guint i = 0; i < card->emails->len; i++)
    g_string_append_printf (flat, "%s%s", i > 0 ? "," : "",
                            (char *)g_ptr_array_index (card->emails, i));
  return g_string_free (flat, FALSE);
}

static const struct
{
  const char *name;
  guint n_cards;
  guint card;
  const char *flat;
  guint line;
} file_rows[] = {
  { "evolution.vcf", 2, 0,
    "Karen Bæk|Støvring Tømmerhandel A/S|Kontoret|HR-chef|Jernbanegade 3|9530|Støvring||"
    "Ring helst efter kl. 14.\nHar selv prøvet at være ledig; kender IPS.|"
    "40 41 42 43,+45 98 37 12 34|"
    "karen@stoevringtoemmer.example,karen.privat@eksempel.example",
    1 },
  { "evolution.vcf", 2, 1, "Jens Peter Ågård|Murermester Ågård|||||||||", 22 },
  { "gnome-contacts.vcf", 1, 0,
    "Mette Sørensen|||||||https://bagerietoeen.example||20304050|mette@bagerietoeen.example", 1 },
  { "outlook.vcf", 1, 0,
    "Ole Præst|Rørholt Auto|Værksted|Værkfører|Sæbyvej 1|9330|Rørholt||"
    "Har 5 lifte\nVærkstedet er højt, men venligt. Taler ¨roligt¨|51 52 53 54,98 66 10 10|"
    "ole@roerholtauto.example",
    1 },
  { "thunderbird.vcf", 1, 0,
    "Pia Østergaard|Kaffebaren, Hobro||Indehaver||||||+45-20-11-22-33,+4598520000|"
    "pia@kaffebaren.example",
    1 },
  { "phone.vcf", 1, 0, "Søren Kær|Bageriet Øen||||||||+4522334455|", 1 },
};

static void
test_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_rows); i++)
    {
      g_autoptr (GBytes) bytes = load (file_rows[i].name);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) cards = fod_vcard_parse (bytes, NULL, &error);
      g_autofree char *flat = NULL;
      FodVcard *card;

      g_test_message ("%s", file_rows[i].name);
      g_assert_no_error (error);
      g_assert_cmpuint (cards->len, ==, file_rows[i].n_cards);
      card = g_ptr_array_index (cards, file_rows[i].card);
      flat = flatten (card);
      g_assert_cmpstr (flat, ==, file_rows[i].flat);
      g_assert_cmpuint (card->line, ==, file_rows[i].line);
    }
}

#define CARD(text) "BEGIN:VCARD\nVERSION:3.0\n" text "END:VCARD\n"

static const struct
{
  const char *label;
  const char *text;
  const char *flat;
} good_rows[] = {
  { "small letters", "begin:vcard\nversion:3.0\nfn:Bo\nend:vcard\n", "Bo||||||||||" },
  { "CR LF", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:B\r\n o\r\nEND:VCARD\r\n", "Bo||||||||||" },
  { "CR", "BEGIN:VCARD\rVERSION:3.0\rFN:Bo\rEND:VCARD\r", "Bo||||||||||" },
  { "no last line's end", "BEGIN:VCARD\nFN:Bo\nEND:VCARD", "Bo||||||||||" },
  { "byte order mark", "\xef\xbb\xbf" CARD ("FN:Bo\n"), "Bo||||||||||" },
  { "folded inside a letter", CARD ("FN:S\xc3\n \xb8ren\n"), "Søren||||||||||" },
  { "folded with a tab", CARD ("FN:Bo\n\t Ib\n"), "Bo Ib||||||||||" },
  { "escapes", CARD ("NOTE:a\\, b\\; c\\\\ d\\nE\\Nf\\q\n"), "||||||||a, b; c\\ d\nE\nf\\q||" },
  { "escaped semicolons in parts", CARD ("ORG:A\\;B;C\n"), "|A;B|C||||||||" },
  { "FN over N", CARD ("N:Ibsen;Bo\nFN:Bo I\n"), "Bo I||||||||||" },
  { "empty FN", CARD ("FN:\nN:Ibsen;Bo\n"), "Bo Ibsen||||||||||" },
  { "colon in a parameter", CARD ("FN;X=\"a:b\":Bo\n"), "Bo||||||||||" },
  { "nothing of use", CARD ("X-A:b\n"), "||||||||||" },
  { "types in two ways", CARD ("TEL;TYPE=FAX:1\nTEL;FAX:2\nTEL;TYPE=home;TYPE=pref:3\nTEL:4\n"),
    "|||||||||3,4|" },
  { "control characters", CARD ("FN:B\x01o\x7f\n"), "Bo||||||||||" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (good_rows[i].text, strlen (good_rows[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) cards = fod_vcard_parse (bytes, NULL, &error);
      g_autofree char *flat = NULL;

      g_test_message ("%s", good_rows[i].label);
      g_assert_no_error (error);
      g_assert_cmpuint (cards->len, ==, 1);
      flat = flatten (g_ptr_array_index (cards, 0));
      g_assert_cmpstr (flat, ==, good_rows[i].flat);
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
  { "empty lines", "\n\n\r\n", FOD_EXCHANGE_ERROR_EMPTY, 0 },
  { "another file", "navn;by\nBo;Arden\n", FOD_EXCHANGE_ERROR_LINE, 1 },
  { "a calendar", "\nBEGIN:VCALENDAR\nEND:VCALENDAR\n", FOD_EXCHANGE_ERROR_NOT_VCARD, 2 },
  { "text between cards", CARD ("FN:Bo\n") "FN:Ib\n", FOD_EXCHANGE_ERROR_NOT_VCARD, 5 },
  { "no end", "\nBEGIN:VCARD\nFN:Bo\n", FOD_EXCHANGE_ERROR_UNFINISHED, 2 },
  { "second card without end", CARD ("FN:Bo\n") "BEGIN:VCARD\n", FOD_EXCHANGE_ERROR_UNFINISHED, 5 },
  { "inner card without end", "BEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD\n",
    FOD_EXCHANGE_ERROR_UNFINISHED, 1 },
  { "version 5", "BEGIN:VCARD\nVERSION:5.0\nEND:VCARD\n", FOD_EXCHANGE_ERROR_VERSION, 2 },
  { "no colon", CARD ("FN:Bo\nIbsen\n"), FOD_EXCHANGE_ERROR_LINE, 4 },
  { "no name", CARD (":Bo\n"), FOD_EXCHANGE_ERROR_LINE, 3 },
  { "no name but a group", CARD ("item1.:Bo\n"), FOD_EXCHANGE_ERROR_LINE, 3 },
  { "no name but a parameter", CARD (";TYPE=home:Bo\n"), FOD_EXCHANGE_ERROR_LINE, 3 },
  { "a name that is no text", CARD ("F\xc3N:Bo\n"), FOD_EXCHANGE_ERROR_LINE, 3 },
  { "broken UTF-8", CARD ("NOTE:æøå\xffæøå\n"), FOD_EXCHANGE_ERROR_UTF8, 3 },
  { "UTF-8 that is not", CARD ("FN;CHARSET=UTF-8:S\xf8ren\n"), FOD_EXCHANGE_ERROR_UTF8, 3 },
  { "another character set", CARD ("FN;CHARSET=KOI8-R:Bo\n"), FOD_EXCHANGE_ERROR_CHARSET, 3 },
  { "quoted NUL", CARD ("FN;ENCODING=QUOTED-PRINTABLE:B=00o\n"), FOD_EXCHANGE_ERROR_BINARY, 3 },
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
      g_assert_null (fod_vcard_parse (bytes, &line, &error));
      g_assert_error (error, FOD_EXCHANGE_ERROR, (int)bad_rows[i].code);
      g_assert_cmpuint (line, ==, bad_rows[i].line);
    }
}

static void
test_nul (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("BEGIN:VCARD\nFN:B\0o\nEND:VCARD\n", 28);
  g_autoptr (GError) error = NULL;

  g_assert_null (fod_vcard_parse (bytes, NULL, &error));
  g_assert_error (error, FOD_EXCHANGE_ERROR, FOD_EXCHANGE_ERROR_BINARY);
}

static const struct
{
  const char *label;
  const char *head;
  const char *part;
  guint count;
  const char *tail;
  int code; /* -1: is read */
} limit_rows[] = {
  { "a long note", "BEGIN:VCARD\nNOTE:", "a", 65531, "\nEND:VCARD\n", -1 },
  { "a byte more", "BEGIN:VCARD\nNOTE:", "a", 65532, "\nEND:VCARD\n",
    FOD_EXCHANGE_ERROR_LINE_TOO_LONG },
  { "folded as long", "BEGIN:VCARD\nNOTE:", "\n a", 65532, "\nEND:VCARD\n",
    FOD_EXCHANGE_ERROR_LINE_TOO_LONG },
  { "a picture of a megabyte", "BEGIN:VCARD\nPHOTO;ENCODING=b:", "abcdefgh", 131072,
    "\nEND:VCARD\n", -1 },
  { "a picture at the end of a file", "BEGIN:VCARD\nPHOTO;ENCODING=BASE64:\n", "abcdefgh\n", 9999,
    "\nEND:VCARD\n", -1 },
  { "100,000 cards", "", "BEGIN:VCARD\nEND:VCARD\n", 100000, "", -1 },
  { "a card more", "", "BEGIN:VCARD\nEND:VCARD\n", 100001, "", FOD_EXCHANGE_ERROR_TOO_MANY_ROWS },
  { "16 MiB and a byte", "a", "aaaaaaa\n", 2 * 1024 * 1024, "", FOD_EXCHANGE_ERROR_TOO_LARGE },
  { "cards in cards", "", "BEGIN:VCARD\n", 100000, "", FOD_EXCHANGE_ERROR_UNFINISHED },
};

static void
test_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limit_rows); i++)
    {
      GString *text = g_string_new (limit_rows[i].head);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GPtrArray) cards = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", limit_rows[i].label);
      for (guint j = 0; j < limit_rows[i].count; j++)
        g_string_append (text, limit_rows[i].part);
      g_string_append (text, limit_rows[i].tail);
      bytes = g_string_free_to_bytes (text);
      cards = fod_vcard_parse (bytes, NULL, &error);
      if (limit_rows[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, FOD_EXCHANGE_ERROR, limit_rows[i].code);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vcard/reads-files-of-other-programs", test_files);
  g_test_add_func ("/vcard/reads", test_good);
  g_test_add_func ("/vcard/refuses-with-code-and-line", test_bad);
  g_test_add_func ("/vcard/refuses-nul", test_nul);
  g_test_add_func ("/vcard/keeps-its-limits", test_limits);
  return g_test_run ();
}
