/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Search, filter and order of a list, without a widget. The folded search text of a row is kept
 * with its entity as long as the record stays the same, because folding is the dear part. */

#include "config.h"

#include "app/fod-roster.h"
#include "base/fod-fold.h"

#include <gtk/gtk.h>
#include <string.h>

struct _FodRoster
{
  GObject parent_instance;

  FodEntityList *list;     /* owned */
  FodOverviews *overviews; /* owned */
  GStrv fields;            /* owned */
  char *search;            /* owned, folded */
  GStrv words;             /* owned, nullable: each " word" of it */
  FodRosterMatch match;
  gpointer match_data;
  FodRosterSort sort;
  GtkCustomFilter *filter;  /* owned */
  GtkCustomSorter *sorter;  /* owned */
  GtkSortListModel *sorted; /* owned */
};

/* Kept at the entity: the folded text and the record that it was made of. */
typedef struct
{
  FodRecord *record;
  char *text;
} Folded;

G_DEFINE_FINAL_TYPE (FodRoster, fod_roster, G_TYPE_OBJECT)
static G_DEFINE_QUARK (fod-roster-folded, folded)

                          static void folded_free (gpointer data)
{
  Folded *folded = data;

  fod_record_unref (folded->record);
  g_free (folded->text);
  g_free (folded);
}

/* A telephone number is also found without its blanks. */
static void
append_digits (GString *text, const char *value)
{
  guint digits = 0;

  for (const char *c = value; *c != '\0'; c++)
    digits += g_ascii_isdigit (*c);
  if (digits < 4)
    return;
  g_string_append_c (text, ' ');
  for (const char *c = value; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (text, *c);
}

/* "mette ågård jensen" is also found as "måj". */
static void
append_initials (GString *text, const char *folded)
{
  g_string_append_c (text, ' ');
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (*c != ' ' && (c == folded || c[-1] == ' '))
      g_string_append_unichar (text, g_utf8_get_char (c));
}

static const char *
get_folded (FodRoster *self, FodEntity *entity)
{
  Folded *folded = g_object_get_qdata (G_OBJECT (entity), folded_quark ());
  FodRecord *record = fod_entity_get_record (entity);
  g_autoptr (GString) text = NULL;

  if (folded != NULL && folded->record == record)
    return folded->text;

  text = g_string_new (NULL);
  for (guint i = 0; self->fields[i] != NULL; i++)
    {
      const char *value = fod_entity_get (entity, self->fields[i]);
      g_autofree char *part = NULL;

      if (value == NULL)
        continue;
      part = fod_fold_search (value);
      g_string_append_printf (text, " %s", part);
      append_digits (text, value);
      if (g_str_equal (self->fields[i], "name"))
        append_initials (text, part);
    }

  folded = g_new (Folded, 1);
  folded->record = fod_record_ref (record);
  folded->text = g_strdup (text->str);
  g_object_set_qdata_full (G_OBJECT (entity), folded_quark (), folded, folded_free);
  return folded->text;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  FodRoster *self = user_data;
  FodEntity *entity = item;

  if (self->words != NULL)
    {
      const char *text = get_folded (self, entity);

      for (guint i = 0; self->words[i] != NULL; i++)
        if (strstr (text, self->words[i]) == NULL)
          return FALSE;
    }
  return self->match == NULL ||
         self->match (entity, fod_overviews_get (self->overviews, fod_entity_get_id (entity)),
                      self->match_data);
}

static const char *
sort_text (FodRoster *self, FodEntity *entity)
{
  const FodOverview *overview = fod_overviews_get (self->overviews, fod_entity_get_id (entity));

  switch (self->sort)
    {
    case FOD_ROSTER_SORT_NEXT:
      return overview != NULL ? overview->next_slot : NULL;
    case FOD_ROSTER_SORT_LAST:
      return overview != NULL ? overview->last_contact : NULL;
    case FOD_ROSTER_SORT_ENTRY:
      return fod_entity_get (entity, "entry-date");
    case FOD_ROSTER_SORT_NAME:
    default:
      return NULL;
    }
}

/* Equal texts stay in the order of the query beneath: GtkSortListModel sorts stably. */
static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  FodRoster *self = user_data;
  const char *text_a = sort_text (self, (FodEntity *)a);
  const char *text_b = sort_text (self, (FodEntity *)b);

  if (self->sort == FOD_ROSTER_SORT_NEXT && (text_a == NULL) != (text_b == NULL))
    return text_a == NULL ? 1 : -1;
  if (self->sort == FOD_ROSTER_SORT_ENTRY)
    return g_strcmp0 (text_b, text_a);
  return g_strcmp0 (text_a, text_b);
}

static void
on_overviews_changed (FodOverviews *overviews, gpointer user_data)
{
  FodRoster *self = user_data;

  fod_roster_refilter (self);
  if (self->sort == FOD_ROSTER_SORT_NEXT || self->sort == FOD_ROSTER_SORT_LAST)
    gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

static void
fod_roster_dispose (GObject *object)
{
  FodRoster *self = FOD_ROSTER (object);

  /* Somebody may hold the model longer. */
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  if (self->sorter != NULL)
    gtk_custom_sorter_set_sort_func (self->sorter, NULL, NULL, NULL);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->overviews);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (fod_roster_parent_class)->dispose (object);
}

static void
fod_roster_finalize (GObject *object)
{
  FodRoster *self = FOD_ROSTER (object);

  g_clear_pointer (&self->fields, g_strfreev);
  g_clear_pointer (&self->words, g_strfreev);
  g_free (self->search);
  G_OBJECT_CLASS (fod_roster_parent_class)->finalize (object);
}

static void
fod_roster_class_init (FodRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_roster_dispose;
  object_class->finalize = fod_roster_finalize;
}

static void
fod_roster_init (FodRoster *self)
{
}

FodRoster *
fod_roster_new (FodEntityList *list, FodOverviews *overviews, const char *const *fields)
{
  FodRoster *self;
  GtkFilterListModel *filtered;

  g_return_val_if_fail (FOD_IS_ENTITY_LIST (list), NULL);
  g_return_val_if_fail (FOD_IS_OVERVIEWS (overviews), NULL);

  self = g_object_new (FOD_TYPE_ROSTER, NULL);
  self->list = g_object_ref (list);
  self->overviews = g_object_ref (overviews);
  self->fields = g_strdupv ((char **)fields);
  self->search = g_strdup ("");
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->sorter = gtk_custom_sorter_new (compare, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (list)),
                                        g_object_ref (GTK_FILTER (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), NULL);
  g_signal_connect_object (overviews, "changed", G_CALLBACK (on_overviews_changed), self, 0);
  return self;
}

void
fod_roster_set_match (FodRoster *self, FodRosterMatch match, gpointer user_data)
{
  g_return_if_fail (FOD_IS_ROSTER (self));

  self->match = match;
  self->match_data = user_data;
  fod_roster_refilter (self);
}

void
fod_roster_refilter (FodRoster *self)
{
  g_return_if_fail (FOD_IS_ROSTER (self));

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

void
fod_roster_set_search (FodRoster *self, const char *text)
{
  g_autofree char *folded = NULL;
  g_autoptr (GPtrArray) words = NULL;
  g_auto (GStrv) parts = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (FOD_IS_ROSTER (self));

  folded = fod_fold_search (text != NULL ? text : "");
  parts = g_strsplit (folded, " ", -1);
  words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (words, g_strconcat (" ", parts[i], NULL));

  g_clear_pointer (&self->words, g_strfreev);
  if (words->len > 0)
    {
      g_ptr_array_add (words, NULL);
      self->words = (GStrv)g_ptr_array_steal (words, NULL);
    }

  /* With a letter more only what is shown need be looked at, with one less only the rest. */
  if (g_str_has_prefix (folded, self->search))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (g_str_has_prefix (self->search, folded))
    change = GTK_FILTER_CHANGE_LESS_STRICT;
  g_free (self->search);
  self->search = g_steal_pointer (&folded);
  gtk_filter_changed (GTK_FILTER (self->filter), change);
}

void
fod_roster_set_sort (FodRoster *self, FodRosterSort sort)
{
  g_return_if_fail (FOD_IS_ROSTER (self));

  self->sort = sort;
  gtk_sort_list_model_set_sorter (self->sorted,
                                  sort == FOD_ROSTER_SORT_NAME ? NULL : GTK_SORTER (self->sorter));
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
}

GListModel *
fod_roster_get_model (FodRoster *self)
{
  g_return_val_if_fail (FOD_IS_ROSTER (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
