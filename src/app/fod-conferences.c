/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the store who is to be raised. One question at a time: changes that come while one is under
 * way are answered by a single further one. */

#include "config.h"

#include "app/fod-conferences.h"

struct _FodConferences
{
  GObject parent_instance;

  FodStore *store;           /* owned */
  FodConference *conference; /* owned, nullable */
  GCancellable *cancellable;
  gboolean looking;
  gboolean asking;
  gboolean stale;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodConferences, fod_conferences, G_TYPE_OBJECT)

static void ask (FodConferences *self);

static void
visit (FodRecord *record, gpointer data)
{
  fod_conference_take (data, record);
}

static void
end (gpointer data)
{
  fod_conference_end (data);
}

static void
free_conference (gpointer data)
{
  fod_conference_free (data);
}

static FodQuery *
add_query (GPtrArray *queries, const char *kind, const char *const *fields)
{
  FodQuery *query = fod_query_new (kind);

  fod_query_only (query, fields);
  g_ptr_array_add (queries, query);
  return query;
}

/* No more of anybody than the list shows. */
static GPtrArray *
list_queries (void)
{
  static const char *const person[] = { "id",         "name",   "stage",
                                        "entry-date", "clinic", "treatment-ended",
                                        "consultant", "cover",  NULL };
  static const char *const contact[] = { "id",      "participant",   "role",
                                         "consent", "consent-until", NULL };
  static const char *const consent[] = { "id",           "participant", "contact",  "role",
                                         "counterpart",  "covers",      "given-on", "expires-on",
                                         "withdrawn-on", "withheld",    NULL };
  static const char *const note[] = { "id", "participant", "date", "type", "body", NULL };
  static const char *const follow_up[] = { "id",     "participant", "title",      "type", "slot",
                                           "status", "remark",      "settled-on", NULL };
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_query_unref);
  FodQuery *query;

  add_query (queries, FOD_KIND_PARTICIPANT, person);
  add_query (queries, FOD_KIND_TREATMENT_CONTACT, contact);
  add_query (queries, FOD_KIND_CONSENT, consent);
  query = add_query (queries, FOD_KIND_NOTE, note);
  fod_query_where (query, "type", FOD_QUERY_IS, "conference");
  query = add_query (queries, FOD_KIND_FOLLOW_UP, follow_up);
  fod_query_where (query, "participant", FOD_QUERY_IS_NOT, NULL);
  fod_query_where (query, "status", FOD_QUERY_IS_NOT, "done");
  return queries;
}

static void
take_answer (FodConferences *self, FodConference *conference)
{
  if (!self->looking)
    {
      fod_conference_free (conference);
      return;
    }
  g_clear_pointer (&self->conference, fod_conference_free);
  self->conference = conference;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodConferences) self = user_data;
  g_autoptr (GError) error = NULL;
  FodConference *conference = fod_store_visit_finish (FOD_STORE (source), result, &error);

  self->asking = FALSE;
  if (conference == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
        g_warning ("nobody could be listed for the conference: %s", error->message);
      return;
    }
  /* An answer that is overtaken is shown all the same: a consent that it knows to be withdrawn
   * hides words at once. */
  take_answer (self, conference);
  if (self->stale)
    ask (self);
}

/* A leader has everybody; who is not enrolled yet has made them all. */
static const char *
whose (FodConferences *self)
{
  return g_strcmp0 (fod_store_get_role (self->store), "leader") == 0
             ? NULL
             : fod_store_get_user (self->store);
}

static void
ask (FodConferences *self)
{
  g_autofree char *today = NULL;
  g_autoptr (GPtrArray) queries = NULL;
  FodVisitor visitor = { visit, end, NULL, free_conference };

  self->stale = self->asking;
  if (self->asking || self->store == NULL || !self->looking)
    return;
  self->asking = TRUE;
  today = fod_clock_dup_today (fod_store_get_clock (self->store));
  queries = list_queries ();
  visitor.data = fod_conference_new (today, whose (self));
  fod_store_visit_async (self->store, queries, &visitor, self->cancellable, on_answered,
                         g_object_ref (self));
}

static void
on_store_changed (FodStore *store, const char *kind, const char *const *ids, gpointer user_data)
{
  static const char *const asked[] = { FOD_KIND_PARTICIPANT, FOD_KIND_TREATMENT_CONTACT,
                                       FOD_KIND_CONSENT,     FOD_KIND_NOTE,
                                       FOD_KIND_FOLLOW_UP,   NULL };

  if (g_strv_contains (asked, kind))
    ask (user_data);
}

static void
fod_conferences_dispose (GObject *object)
{
  FodConferences *self = FOD_CONFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (fod_conferences_parent_class)->dispose (object);
}

static void
fod_conferences_finalize (GObject *object)
{
  FodConferences *self = FOD_CONFERENCES (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->conference, fod_conference_free);

  G_OBJECT_CLASS (fod_conferences_parent_class)->finalize (object);
}

static void
fod_conferences_class_init (FodConferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_conferences_dispose;
  object_class->finalize = fod_conferences_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_conferences_init (FodConferences *self)
{
  self->cancellable = g_cancellable_new ();
}

FodConferences *
fod_conferences_new (FodStore *store)
{
  FodConferences *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);

  self = g_object_new (FOD_TYPE_CONFERENCES, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, 0);
  return self;
}

void
fod_conferences_start (FodConferences *self)
{
  g_return_if_fail (FOD_IS_CONFERENCES (self));

  self->looking = TRUE;
  ask (self);
}

void
fod_conferences_rest (FodConferences *self)
{
  g_return_if_fail (FOD_IS_CONFERENCES (self));

  self->looking = FALSE;
  g_clear_pointer (&self->conference, fod_conference_free);
}

FodConference *
fod_conferences_get (FodConferences *self)
{
  g_return_val_if_fail (FOD_IS_CONFERENCES (self), NULL);

  return self->conference;
}
