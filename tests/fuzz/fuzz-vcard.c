/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever is read as vCards is text, and becomes rows. */

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
  import = fod_import_new_vcards (&fod_contact_person_spec, cards);
  rows = fod_import_read (import, NULL, NULL);
  return 0;
}
