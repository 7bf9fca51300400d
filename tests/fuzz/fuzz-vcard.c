/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever is read as vCards is text, can be written, and comes back. */

#include "config.h"

#include "exchange/fod-import.h"
#include "exchange/fod-vcard.h"
#include "fuzz/fod-fuzz.h"

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_card (const FodVcard *card)
{
  check_text (card->name);
  check_text (card->organisation);
  check_text (card->department);
  check_text (card->title);
  check_text (card->street);
  check_text (card->postcode);
  check_text (card->town);
  check_text (card->website);
  check_text (card->note);
  for (guint i = 0; i < card->phones->len; i++)
    check_text (g_ptr_array_index (card->phones, i));
  for (guint i = 0; i < card->emails->len; i++)
    check_text (g_ptr_array_index (card->emails, i));
}

static void
check_round_trip (GPtrArray *cards)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) again = NULL;

  for (guint i = 0; i < cards->len; i++)
    fod_vcard_append (out, g_ptr_array_index (cards, i));
  bytes = g_string_free_to_bytes (out);
  again = fod_vcard_parse (bytes, NULL, NULL);
  /* Escapes may have made a line too long. */
  if (again == NULL)
    return;
  g_assert_cmpuint (again->len, ==, cards->len);
  for (guint i = 0; i < cards->len; i++)
    {
      const FodVcard *before = g_ptr_array_index (cards, i);
      const FodVcard *after = g_ptr_array_index (again, i);

      g_assert_cmpstr (after->note, ==, before->note);
      g_assert_cmpuint (after->phones->len, ==, before->phones->len);
      g_assert_cmpuint (after->emails->len, ==, before->emails->len);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  guint line = 0;
  GPtrArray *cards = fod_vcard_parse (bytes, &line, &error);
  g_autoptr (FodImport) import = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true ((cards == NULL) == (error != NULL));
  if (cards == NULL)
    return 0;

  for (guint i = 0; i < cards->len; i++)
    check_card (g_ptr_array_index (cards, i));
  check_round_trip (cards);
  import = fod_import_new_vcards (&fod_contact_person_spec, cards);
  rows = fod_import_read (import, NULL, NULL);
  return 0;
}
