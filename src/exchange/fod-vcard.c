/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cards out of content lines. */

#include "config.h"

#include "exchange/fod-vcard.h"

#include "exchange/fod-charset.h"
#include "exchange/fod-vcard-line.h"

#include <string.h>

/* A value that may be there several times, and how much it is wanted: 0 is best. */
typedef struct
{
  int rank;
  char *text;
} Ranked;

/* A card while it is read. */
typedef struct
{
  FodVcard *card;
  GArray *phones;
  GArray *emails;
  char *formatted;
  gboolean is_group;
} Draft;

FodVcard *
fod_vcard_new (void)
{
  FodVcard *self = g_new0 (FodVcard, 1);

  self->phones = g_ptr_array_new_with_free_func (g_free);
  self->emails = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
fod_vcard_free (FodVcard *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->organisation);
  g_free (self->department);
  g_free (self->title);
  g_free (self->street);
  g_free (self->postcode);
  g_free (self->town);
  g_free (self->website);
  g_free (self->note);
  g_ptr_array_unref (self->phones);
  g_ptr_array_unref (self->emails);
  g_free (self);
}

/* Sets @slot unless something is there already or @text is blank. */
static void
set_once (char **slot, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text == NULL ? "" : text));

  if (*slot == NULL && *stripped != '\0')
    *slot = g_steal_pointer (&stripped);
}

static const char *
get_part (char **parts, guint index)
{
  return index < g_strv_length (parts) ? parts[index] : NULL;
}

static void
take_name (Draft *draft, const FodVcardLine *line)
{
  g_auto (GStrv) parts = fod_vcard_line_split (line);
  const guint order[] = { 1, 2, 0 }; /* given, additional, family */
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *part = get_part (parts, order[i]);

      if (part == NULL || *part == '\0')
        continue;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append (name, part);
    }
  set_once (&draft->card->name, name->str);
}

static void
take_organisation (Draft *draft, const FodVcardLine *line)
{
  g_auto (GStrv) parts = fod_vcard_line_split (line);

  set_once (&draft->card->organisation, get_part (parts, 0));
  set_once (&draft->card->department, get_part (parts, 1));
}

/* Post box, extension, street, town, region, postcode, country. */
static void
take_address (Draft *draft, const FodVcardLine *line)
{
  g_auto (GStrv) parts = fod_vcard_line_split (line);
  FodVcard *card = draft->card;

  if (card->street != NULL || card->town != NULL || card->postcode != NULL)
    return;

  set_once (&card->street, get_part (parts, 2));
  set_once (&card->town, get_part (parts, 3));
  set_once (&card->postcode, get_part (parts, 5));
}

static void
add_ranked (GArray *list, int rank, char *text)
{
  Ranked ranked = { rank, g_strstrip (text) };
  guint i = list->len;

  while (i > 0 && g_array_index (list, Ranked, i - 1).rank > rank)
    i--;
  if (*ranked.text != '\0')
    g_array_insert_val (list, i, ranked);
  else
    g_free (text);
}

static void
take_phone (Draft *draft, const FodVcardLine *line)
{
  char *text;
  int rank = 3;

  if (fod_vcard_line_has_type (line, "fax") || fod_vcard_line_has_type (line, "pager"))
    return;

  if (fod_vcard_line_has_type (line, "pref"))
    rank = 0;
  else if (fod_vcard_line_has_type (line, "cell"))
    rank = 1;
  else if (fod_vcard_line_has_type (line, "work"))
    rank = 2;

  text = fod_vcard_line_dup_text (line);
  if (g_ascii_strncasecmp (text, "tel:", 4) == 0)
    {
      char *number = g_strndup (text + 4, strcspn (text + 4, ";"));

      g_free (text);
      text = number;
    }
  add_ranked (draft->phones, rank, text);
}

static void
take_email (Draft *draft, const FodVcardLine *line)
{
  int rank = fod_vcard_line_has_type (line, "pref") ? 0 : 1;

  add_ranked (draft->emails, rank, fod_vcard_line_dup_text (line));
}

static void
take_text (Draft *draft, const FodVcardLine *line)
{
  FodVcard *card = draft->card;
  const struct
  {
    const char *name;
    char **slot;
  } slots[] = {
    { "FN", &draft->formatted }, { "TITLE", &card->title }, { "ROLE", &card->title },
    { "URL", &card->website },   { "NOTE", &card->note },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      if (strcmp (line->name, slots[i].name) == 0)
        {
          g_autofree char *text = fod_vcard_line_dup_text (line);

          set_once (slots[i].slot, text);
        }
    }
}

static void
take_line (Draft *draft, const FodVcardLine *line)
{
  if (strcmp (line->name, "N") == 0)
    take_name (draft, line);
  else if (strcmp (line->name, "ORG") == 0)
    take_organisation (draft, line);
  else if (strcmp (line->name, "ADR") == 0)
    take_address (draft, line);
  else if (strcmp (line->name, "TEL") == 0)
    take_phone (draft, line);
  else if (strcmp (line->name, "EMAIL") == 0)
    take_email (draft, line);
  else if (strcmp (line->name, "KIND") == 0 || strcmp (line->name, "X-ADDRESSBOOKSERVER-KIND") == 0)
    draft->is_group = g_ascii_strcasecmp (line->value, "group") == 0;
  else
    take_text (draft, line);
}

static gboolean
is_known_version (const char *version)
{
  static const char *const versions[] = { "2.1", "3.0", "4.0", NULL };

  return g_strv_contains (versions, version);
}

static void
move_texts (GArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_steal_pointer (&g_array_index (from, Ranked, i).text));
}

static gboolean
is_marker (const FodVcardLine *line, const char *name)
{
  g_autofree char *value = g_strstrip (g_strdup (line->value));

  return strcmp (line->name, name) == 0 && g_ascii_strcasecmp (value, "VCARD") == 0;
}

/* Reads to the END that belongs to the BEGIN just read. */
static gboolean
read_card (FodVcardReader *reader, Draft *draft, FodVcardLine *line, GError **error)
{
  guint begin = line->line;
  guint depth = 1;

  while (depth > 0)
    {
      if (!fod_vcard_reader_read (reader, line, error))
        return FALSE;
      if (line->name == NULL)
        {
          line->line = begin;
          return fod_exchange_fail (FOD_EXCHANGE_ERROR_UNFINISHED, begin, NULL, error);
        }
      if (is_marker (line, "BEGIN"))
        depth++;
      else if (is_marker (line, "END"))
        depth--;
      else if (depth > 1)
        continue;
      else if (strcmp (line->name, "VERSION") != 0)
        take_line (draft, line);
      else if (!is_known_version (g_strstrip (line->value)))
        return fod_exchange_fail (FOD_EXCHANGE_ERROR_VERSION, line->line, NULL, error);
    }
  return TRUE;
}

static void
clear_ranked (gpointer data)
{
  g_free (((Ranked *)data)->text);
}

/* Reads the next card into @cards; sets @more to whether there was one. */
static gboolean
read_next (FodVcardReader *reader, GPtrArray *cards, gboolean *more, guint *where, GError **error)
{
  g_auto (FodVcardLine) line = { 0 };
  g_autoptr (FodVcard) card = fod_vcard_new ();
  g_autoptr (GArray) phones = g_array_new (FALSE, FALSE, sizeof (Ranked));
  g_autoptr (GArray) emails = g_array_new (FALSE, FALSE, sizeof (Ranked));
  Draft draft = { card, phones, emails, NULL, FALSE };
  gboolean done;

  g_array_set_clear_func (emails, clear_ranked);
  g_array_set_clear_func (phones, clear_ranked);
  done = fod_vcard_reader_read (reader, &line, error);
  *more = done && line.name != NULL;
  if (*more)
    {
      card->line = line.line;
      if (!is_marker (&line, "BEGIN"))
        done = fod_exchange_fail (FOD_EXCHANGE_ERROR_NOT_VCARD, line.line, NULL, error);
      else if (cards->len == FOD_EXCHANGE_MAX_ROWS)
        done = fod_exchange_fail (FOD_EXCHANGE_ERROR_TOO_MANY_ROWS, line.line, NULL, error);
      else
        done = read_card (reader, &draft, &line, error);
    }
  if (draft.formatted != NULL)
    {
      g_free (card->name);
      card->name = g_steal_pointer (&draft.formatted);
    }
  if (!done && where != NULL)
    *where = line.line;
  if (!done || !*more || draft.is_group)
    return done;

  move_texts (phones, card->phones);
  move_texts (emails, card->emails);
  g_ptr_array_add (cards, g_steal_pointer (&card));
  return TRUE;
}

GPtrArray *
fod_vcard_parse (GBytes *bytes, guint *line, GError **error)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_vcard_free);
  g_autofree char *converted = NULL;
  FodVcardReader reader = { NULL, NULL, 1 };
  gboolean more = TRUE;
  const char *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > FOD_EXCHANGE_MAX_BYTES)
    {
      fod_exchange_fail (FOD_EXCHANGE_ERROR_TOO_LARGE, 0, line, error);
      return NULL;
    }
  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      FodCharset charset = fod_charset_guess ((const guint8 *)data, size);

      converted = fod_charset_decode (charset, (const guint8 *)data, size, line, error);
      if (converted == NULL)
        return NULL;
      data = converted;
      size = strlen (converted);
    }

  reader.next = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? data + 3 : data;
  reader.end = data + size;
  while (more)
    {
      if (!read_next (&reader, cards, &more, line, error))
        return NULL;
    }
  if (cards->len == 0)
    {
      fod_exchange_fail (FOD_EXCHANGE_ERROR_EMPTY, 0, line, error);
      return NULL;
    }
  return g_steal_pointer (&cards);
}
