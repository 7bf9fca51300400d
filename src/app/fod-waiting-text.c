/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words for what waits and what was refused. Pure. */

#include "config.h"

#include "app/fod-waiting-text.h"

#include "app/fod-format.h"
#include "app/fod-label.h"
#include "app/fod-sync-text.h"

#include <glib/gi18n.h>

static void
quote (GString *lines, const char *label, const char *words)
{
  g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", label, words);
}

/* What a set was to gain and to lose. */
static void
quote_lines (GString *lines, FodDirectory *directory, const FodWaiting *item, const FodField *field)
{
  static const char *const signs[] = { "+", "-" };
  static const char *const shown[] = { "+", "−" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autofree char *name = g_strconcat (signs[i], field->name, NULL);
      const char *value = g_hash_table_lookup (item->values, name);
      g_autofree char *text = value == NULL ? NULL : fod_label_value (directory, field, value);
      g_autofree char *words = text == NULL ? NULL : g_strdup_printf ("%s %s", shown[i], text);

      if (words != NULL)
        quote (lines, fod_label_field (item->kind, field->name), words);
    }
}

/* The words themselves: nowhere else are they to be read when the server took none of them. */
static char *
quote_values (FodDirectory *directory, const FodWaiting *item)
{
  const FodSpec *spec = fod_schema_get (item->kind);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];
      const char *value = g_hash_table_lookup (item->values, field->name);
      g_autofree char *words = NULL;

      quote_lines (lines, directory, item, field);
      if (!g_hash_table_contains (item->values, field->name))
        continue;
      words = value == NULL ? g_strdup ("–") : fod_label_value (directory, field, value);
      quote (lines, fod_label_field (item->kind, field->name), words);
    }
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

static const char *
name_of (FodDirectory *directory, const char *user)
{
  const char *name = fod_directory_get_user_name (directory, user);

  return name != NULL ? name : _ ("a colleague");
}

static gboolean
is_handover (const FodWaiting *item)
{
  return g_hash_table_contains (item->values, "consultant") ||
         g_hash_table_contains (item->values, "cover") ||
         g_hash_table_contains (item->values, "cover-until");
}

/* Returns: (nullable): of a change that hands a participant over, to whom and until when. */
static char *
dup_handover (FodDirectory *directory, const FodWaiting *item)
{
  const char *to = g_hash_table_lookup (item->values, "consultant");
  const char *cover = g_hash_table_lookup (item->values, "cover");
  g_autofree char *until = fod_format_date (g_hash_table_lookup (item->values, "cover-until"));

  if (to != NULL)
    /* Translators: %s is a colleague */
    return g_strdup_printf (C_ ("change", "Handed over to %s"), name_of (directory, to));
  if (cover != NULL && *until != '\0')
    return g_strdup_printf (_ ("%1$s covers until %2$s"), name_of (directory, cover), until);
  if (g_hash_table_contains (item->values, "cover") && cover == NULL)
    return g_strdup (_ ("The cover has ended"));
  return NULL;
}

static char *
dup_changed (const FodWaiting *item)
{
  g_auto (GStrv) fields = g_strsplit (item->fields != NULL ? item->fields : "", "\n", -1);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (char **field = fields; *field != NULL; field++)
    if (**field != '\0')
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "",
                              fod_label_field (item->kind, *field));
  /* Translators: followed by the names of the fields that were changed */
  return g_strdup_printf (C_ ("change", "Changed: %s"), labels->str);
}

char *
fod_waiting_text_dup_title (const FodWaiting *item)
{
  return item->title != NULL ? g_strdup_printf ("%s · %s", fod_label_kind (item->kind), item->title)
                             : g_strdup (fod_label_kind (item->kind));
}

char *
fod_waiting_text_dup_verb (FodDirectory *directory, const FodWaiting *item)
{
  char *handover;

  if (g_strcmp0 (item->verb, "create") == 0)
    return g_strdup (C_ ("change", "New"));
  if (g_strcmp0 (item->verb, "delete") == 0)
    return g_strdup (C_ ("change", "Moved to the bin"));
  if (g_strcmp0 (item->verb, "undelete") == 0)
    return g_strdup (C_ ("change", "Brought back"));
  if (g_strcmp0 (item->verb, "resolve") == 0)
    return g_strdup (C_ ("change", "Decided"));
  handover = dup_handover (directory, item);
  return handover != NULL ? handover : dup_changed (item);
}

const char *
fod_waiting_text_get_refusal (const FodWaiting *item)
{
  return fod_sync_text_refusal (item->code, is_handover (item));
}

char *
fod_waiting_text_dup_words (FodDirectory *directory, const FodWaiting *item, const char *today)
{
  g_autofree char *moment = fod_format_moment (item->at_ms, today);
  g_autofree char *verb = fod_waiting_text_dup_verb (directory, item);
  g_autofree char *handover = dup_handover (directory, item);
  g_autofree char *values = NULL;
  const char *refusal;

  if (item->awaits_until_ms > 0)
    {
      g_autofree char *awaits = fod_sync_text_dup_awaits (item->awaits_until_ms, today);

      return g_strdup_printf ("%s · %s\n%s", verb, moment, awaits);
    }
  if (item->code == NULL)
    return g_strdup_printf ("%s · %s", verb, moment);
  refusal = fod_waiting_text_get_refusal (item);
  /* To whom and until when is said already. */
  if (!item->kept && handover == NULL)
    values = quote_values (directory, item);
  return g_strdup_printf ("%s · %s\n%s%s%s", verb, moment, refusal, values != NULL ? "\n" : "",
                          values != NULL ? values : "");
}
