/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sections that were written, by their code. */

#include "config.h"

#include "app/fod-career-book.h"

#include "model/fod-entity-list.h"
#include "model/fod-entity-watch.h"

struct _FodCareerBook
{
  GObject parent_instance;

  FodContext *context; /* owned */
  char *participant;
  FodEntityList *sections; /* owned */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodCareerBook, fod_career_book, G_TYPE_OBJECT)

static void
emit_changed (FodCareerBook *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fod_career_book_dispose (GObject *object)
{
  FodCareerBook *self = FOD_CAREER_BOOK (object);

  g_clear_object (&self->sections);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_career_book_parent_class)->dispose (object);
}

static void
fod_career_book_finalize (GObject *object)
{
  g_free (FOD_CAREER_BOOK (object)->participant);
  G_OBJECT_CLASS (fod_career_book_parent_class)->finalize (object);
}

static void
fod_career_book_class_init (FodCareerBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_career_book_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_career_book_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_CAREER_BOOK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_career_book_init (FodCareerBook *self)
{
}

FodCareerBook *
fod_career_book_new (FodContext *context, const char *participant)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PROFILE_SECTION);
  FodCareerBook *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (participant != NULL, NULL);

  self = g_object_new (FOD_TYPE_CAREER_BOOK, NULL);
  self->context = g_object_ref (context);
  self->participant = g_strdup (participant);
  fod_query_where (query, "participant", FOD_QUERY_IS, participant);
  self->sections = fod_entity_list_new (fod_context_get_store (context), query);
  fod_entity_watch (G_LIST_MODEL (self->sections), G_CALLBACK (emit_changed), self);
  return self;
}

FodContext *
fod_career_book_get_context (FodCareerBook *self)
{
  g_return_val_if_fail (FOD_IS_CAREER_BOOK (self), NULL);

  return self->context;
}

const char *
fod_career_book_get_participant (FodCareerBook *self)
{
  g_return_val_if_fail (FOD_IS_CAREER_BOOK (self), NULL);

  return self->participant;
}

FodEntity *
fod_career_book_find (FodCareerBook *self, const char *code)
{
  g_return_val_if_fail (FOD_IS_CAREER_BOOK (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sections)); i++)
    {
      g_autoptr (FodEntity) section = g_list_model_get_item (G_LIST_MODEL (self->sections), i);

      /* The list holds it. */
      if (g_strcmp0 (fod_entity_get (section, "section"), code) == 0)
        return section;
    }
  return NULL;
}
