/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One place of the store for one participant. */

#include "config.h"

#include "app/fod-conference-draft.h"

#define BEAT_MS 800

struct _FodConferenceDraft
{
  GObject parent_instance;

  FodContext *context; /* owned */
  char *place;
  FodConferenceWords *words;
  gboolean kept; /* something lies at the place */
  gboolean typed;
  guint timer;
};

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodConferenceDraft, fod_conference_draft, G_TYPE_OBJECT)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodConferenceDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodConferenceWords) words = NULL;
  gint64 at_ms = 0;
  g_autofree char *text = fod_store_draft_load_finish (FOD_STORE (source), result, &at_ms, &error);

  if (error != NULL && !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
    g_warning ("A draft can't be loaded: %s", error->message);
  words = text != NULL ? fod_conference_words_parse (text) : NULL;
  if (words == NULL)
    return;
  self->kept = TRUE;
  /* Who was faster than the disk has the word. */
  if (self->typed)
    return;
  g_clear_pointer (&self->words, fod_conference_words_free);
  self->words = g_steal_pointer (&words);
  g_signal_emit (self, signals[LOADED], 0, at_ms);
}

static gboolean
on_beat (gpointer user_data)
{
  FodConferenceDraft *self = user_data;

  self->timer = 0;
  fod_conference_draft_flush (self);
  return G_SOURCE_REMOVE;
}

static void
fod_conference_draft_dispose (GObject *object)
{
  FodConferenceDraft *self = FOD_CONFERENCE_DRAFT (object);

  if (self->timer != 0)
    fod_conference_draft_flush (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_conference_draft_parent_class)->dispose (object);
}

static void
fod_conference_draft_finalize (GObject *object)
{
  FodConferenceDraft *self = FOD_CONFERENCE_DRAFT (object);

  g_free (self->place);
  fod_conference_words_free (self->words);

  G_OBJECT_CLASS (fod_conference_draft_parent_class)->finalize (object);
}

static void
fod_conference_draft_class_init (FodConferenceDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_conference_draft_dispose;
  object_class->finalize = fod_conference_draft_finalize;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
fod_conference_draft_init (FodConferenceDraft *self)
{
  self->words = fod_conference_words_new (NULL, NULL, NULL);
}

FodConferenceDraft *
fod_conference_draft_new (FodContext *context, const char *participant)
{
  FodConferenceDraft *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && participant != NULL, NULL);

  self = g_object_new (FOD_TYPE_CONFERENCE_DRAFT, NULL);
  self->context = g_object_ref (context);
  self->place = g_strconcat ("conference/", participant, NULL);
  g_signal_connect_object (context, "keep", G_CALLBACK (fod_conference_draft_flush), self,
                           G_CONNECT_SWAPPED);
  fod_store_draft_load_async (fod_context_get_store (context), self->place, NULL, on_loaded,
                              g_object_ref (self));
  return self;
}

const FodConferenceWords *
fod_conference_draft_get_words (FodConferenceDraft *self)
{
  g_return_val_if_fail (FOD_IS_CONFERENCE_DRAFT (self), NULL);

  return self->words;
}

void
fod_conference_draft_set_words (FodConferenceDraft *self, FodConferenceWords *words)
{
  g_return_if_fail (FOD_IS_CONFERENCE_DRAFT (self) && words != NULL);

  fod_conference_words_free (self->words);
  self->words = words;
  self->typed = TRUE;
  if (self->timer == 0)
    self->timer = g_timeout_add (BEAT_MS, on_beat, self);
}

void
fod_conference_draft_flush (FodConferenceDraft *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FOD_IS_CONFERENCE_DRAFT (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->typed || self->context == NULL)
    return;
  if (!fod_conference_words_is_empty (self->words))
    text = fod_conference_words_print (self->words);
  if (text == NULL && !self->kept)
    return;
  self->kept = text != NULL;
  fod_store_draft_save_async (fod_context_get_store (self->context), self->place, text, NULL, NULL,
                              NULL);
}

void
fod_conference_draft_end (FodConferenceDraft *self, FodEdit *edit)
{
  g_return_if_fail (FOD_IS_CONFERENCE_DRAFT (self) && edit != NULL);

  fod_conference_draft_flush (self);
  if (self->kept)
    fod_edit_end_draft (edit, self->place);
  self->kept = FALSE;
  self->typed = FALSE;
  fod_conference_words_free (self->words);
  self->words = fod_conference_words_new (NULL, NULL, NULL);
}
