/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the lists of an employer to a line or two. */

#include "config.h"

#include "app/fod-visit-words.h"

#include "app/fod-format.h"
#include "ips/fod-visits.h"
#include "model/fod-directory.h"

#include <glib/gi18n.h>

/* A colleague's visit is news for so many days. */
#define NEWS_DAYS 14

static GPtrArray *
list_records (FodEntityList *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_ptr_array_add (records, fod_record_ref (fod_entity_get_record (entity)));
    }
  return records;
}

static FodVisits
look (FodContext *context, GPtrArray *contacts)
{
  const char *user = fod_store_get_user (fod_context_get_store (context));
  g_autofree char *today = fod_context_dup_today (context);

  return fod_visits_of (contacts, user, today, NEWS_DAYS);
}

char *
fod_visit_words_dup_warning (FodContext *context, FodEntityList *list)
{
  g_autoptr (GPtrArray) contacts = NULL;
  g_autofree char *today = NULL;
  g_autofree char *day = NULL;
  g_autofree char *ago = NULL;
  const char *name = NULL;
  FodVisits visits;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_ENTITY_LIST (list), NULL);

  contacts = list_records (list);
  visits = look (context, contacts);
  if (visits.colleague != NULL)
    name = fod_directory_get_user_name (fod_context_get_directory (context),
                                        fod_record_get (visits.colleague, "author"));
  if (name == NULL)
    return NULL;
  today = fod_context_dup_today (context);
  day = g_strndup (fod_record_get (visits.colleague, "slot"), 10);
  ago = fod_format_ago (day, today);
  return fod_visits_is_in_person (visits.colleague)
             /* Translators: a colleague and a time, such as "Bo Bech was here yesterday" */
             ? g_strdup_printf (_ ("%1$s was here %2$s. Talk together before you go."), name, ago)
             /* Translators: a colleague and a time, such as "Bo Bech was in touch with them
                yesterday" */
             : g_strdup_printf (
                   _ ("%1$s was in touch with them %2$s. Talk together before you go."), name, ago);
}

char *
fod_visit_words_dup_cups (FodContext *context, FodEntityList *list)
{
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  FodDirectory *directory;
  FodVisits visits;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_ENTITY_LIST (list), NULL);

  contacts = list_records (list);
  if (contacts->len == 0)
    return NULL;
  directory = fod_context_get_directory (context);
  visits = look (context, contacts);
  for (guint i = 0; i < FOD_VISITS_CUPS; i++)
    {
      const char *name =
          fod_directory_get_code_name (directory, "contact-purpose", fod_visits_get_purpose (i));
      g_autofree char *day = fod_format_date (visits.cups[i]);

      if (words->len > 0)
        g_string_append (words, " · ");
      if (visits.cups[i][0] != '\0')
        g_string_append_printf (words, "✓ %s %s", name, day);
      else
        /* Translators: %s is what a visit is for, such as "Learn needs" */
        g_string_append_printf (words, _ ("%s: to come"), name);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

const char *
fod_visit_words_get_purpose (FodContext *context, FodEntityList *list)
{
  g_autoptr (GPtrArray) contacts = NULL;
  FodVisits visits;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_ENTITY_LIST (list), NULL);

  contacts = list_records (list);
  visits = look (context, contacts);
  return fod_visits_get_next (&visits);
}
