/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose names are looked for, read from the store anew after each change of any of them, and the
 * words for what was found. */

#include "config.h"

#include "app/fod-name-watch.h"

#include "app/fod-toast.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodNameWatch
{
  GObject parent_instance;

  FodStore *store;           /* owned */
  FodNameGuard *guard;       /* owned */
  GCancellable *cancellable; /* owned */
  gboolean asking;
  gboolean again;
};

G_DEFINE_FINAL_TYPE (FodNameWatch, fod_name_watch, G_TYPE_OBJECT)

static void ask (FodNameWatch *self);

static void
visit (FodRecord *record, gpointer data)
{
  fod_name_guard_take (data, record);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodNameWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  FodNameGuard *guard = fod_store_visit_finish (FOD_STORE (source), result, &error);

  self->asking = FALSE;
  if (guard == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
        g_warning ("names can't be looked for: %s", error->message);
      return;
    }
  fod_name_guard_free (self->guard);
  self->guard = guard;
  if (self->again)
    ask (self);
}

static GPtrArray *
list_queries (void)
{
  static const struct
  {
    const char *kind;
    const char *fields[8];
  } wanted[] = {
    { FOD_KIND_PARTICIPANT, { "id", "name", "called", "disclosure", "approach-employers" } },
    { FOD_KIND_DISCLOSURE_PLAN,
      { "participant", "employer", "disclosure", "approach-employers", "wording", "agreed-on",
        "revoked-on" } },
    { FOD_KIND_PLACEMENT, { "participant", "employer" } },
    { FOD_KIND_CONTACT_PERSON, { "employer", "name" } },
  };
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_query_unref);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      FodQuery *query = fod_query_new (wanted[i].kind);

      fod_query_only (query, wanted[i].fields);
      g_ptr_array_add (queries, query);
    }
  return queries;
}

static void
ask (FodNameWatch *self)
{
  FodVisitor visitor = { visit, NULL, NULL, (GDestroyNotify)fod_name_guard_free };
  g_autoptr (GPtrArray) queries = NULL;

  self->again = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  queries = list_queries ();
  visitor.data = fod_name_guard_new ();
  fod_store_visit_async (self->store, queries, &visitor, self->cancellable, on_answered,
                         g_object_ref (self));
}

static void
on_store_changed (FodNameWatch *self, const char *kind)
{
  static const char *const kinds[] = { FOD_KIND_PARTICIPANT, FOD_KIND_DISCLOSURE_PLAN,
                                       FOD_KIND_PLACEMENT, FOD_KIND_CONTACT_PERSON, NULL };

  if (g_strv_contains (kinds, kind))
    ask (self);
}

static void
fod_name_watch_dispose (GObject *object)
{
  FodNameWatch *self = FOD_NAME_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (fod_name_watch_parent_class)->dispose (object);
}

static void
fod_name_watch_finalize (GObject *object)
{
  FodNameWatch *self = FOD_NAME_WATCH (object);

  g_object_unref (self->cancellable);
  fod_name_guard_free (self->guard);

  G_OBJECT_CLASS (fod_name_watch_parent_class)->finalize (object);
}

static void
fod_name_watch_class_init (FodNameWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_name_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_name_watch_finalize;
}

static void
fod_name_watch_init (FodNameWatch *self)
{
  self->guard = fod_name_guard_new ();
  self->cancellable = g_cancellable_new ();
}

FodNameWatch *
fod_name_watch_new (FodStore *store)
{
  FodNameWatch *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);

  self = g_object_new (FOD_TYPE_NAME_WATCH, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  ask (self);
  return self;
}

gboolean
fod_name_watch_find (FodNameWatch *self,
                     const FodRecord *record,
                     const FodField *field,
                     const char *text,
                     FodNameFind *find)
{
  g_autofree char *today = NULL;

  g_return_val_if_fail (FOD_IS_NAME_WATCH (self), FALSE);

  if (text == NULL || !fod_name_guard_watches (fod_record_get_spec (record), field))
    return FALSE;
  today = fod_clock_dup_today (fod_store_get_clock (self->store));
  return fod_name_guard_find (self->guard, fod_name_guard_get_employer (record), text, 0, today,
                              find);
}

char *
fod_name_watch_dup_without (FodNameWatch *self,
                            const FodRecord *record,
                            const char *text,
                            const char *words)
{
  /* Translators: stands in the place of a participant's name, and of its genitive */
  const char *const instead[] = { _ ("a participant"), _ ("a participant’s") };
  g_autofree char *today = NULL;

  g_return_val_if_fail (FOD_IS_NAME_WATCH (self), NULL);

  today = fod_clock_dup_today (fod_store_get_clock (self->store));
  return fod_name_guard_dup_without (self->guard, fod_name_guard_get_employer (record), text, today,
                                     instead, words);
}

char *
fod_name_watch_dup_reason (const FodNameFind *find)
{
  GString *text = g_string_new (NULL);
  const char *name;

  g_return_val_if_fail (find != NULL, g_string_free (text, FALSE));

  name = fod_record_get (find->participant, "name");
  if (find->disclosure.level == FOD_DISCLOSURE_NOTHING)
    /* Translators: %s is a participant */
    g_string_append_printf (text,
                            _ ("%s has not agreed to be named beside this employer, where "
                               "the whole team reads it."),
                            name);
  else
    /* Translators: %s is a participant */
    g_string_append_printf (text, _ ("%s may be spoken of with this employer, but not by name."),
                            name);
  if (find->disclosure.wording != NULL)
    {
      g_string_append_c (text, '\n');
      /* Translators: %s are words that a participant agreed to */
      g_string_append_printf (text, _ ("Agreed words: “%s”"), find->disclosure.wording);
    }
  return g_string_free (text, FALSE);
}

gboolean
fod_name_watch_stops (GtkWidget *from,
                      FodNameWatch *self,
                      const FodRecord *record,
                      const char *field,
                      const char *text)
{
  const FodField *spec;
  g_autofree char *reason = NULL;
  FodNameFind find;

  g_return_val_if_fail (FOD_IS_NAME_WATCH (self) && record != NULL, FALSE);

  spec = fod_spec_find (fod_record_get_spec (record), field);
  if (spec == NULL || !fod_name_watch_find (self, record, spec, text, &find))
    return FALSE;
  reason = fod_name_watch_dup_reason (&find);
  fod_toast (from, reason);
  return TRUE;
}
