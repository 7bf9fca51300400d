/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Four lists of a participant. What they say together is reckoned by ips. */

#include "config.h"

#include "app/fod-job-book.h"

#include "model/fod-entity-list.h"
#include "model/fod-entity-watch.h"

#include <string.h>

struct _FodJobBook
{
  GObject parent_instance;

  FodContext *context;       /* owned */
  FodEntityList *placements; /* owned */
  FodEntityList *changes;    /* owned */
  FodEntityList *sheets;     /* owned */
  FodEntityList *plans;      /* owned */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodJobBook, fod_job_book, G_TYPE_OBJECT)

static void
emit_changed (FodJobBook *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static FodEntityList *
load (FodJobBook *self, const char *kind, const char *participant, const char *order)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);
  FodEntityList *list;

  fod_query_where (query, "participant", FOD_QUERY_IS, participant);
  fod_query_order (query, order, TRUE);
  list = fod_entity_list_new (fod_context_get_store (self->context), query);
  fod_entity_watch (G_LIST_MODEL (list), G_CALLBACK (emit_changed), self);
  return list;
}

static void
fod_job_book_dispose (GObject *object)
{
  FodJobBook *self = FOD_JOB_BOOK (object);

  g_clear_object (&self->placements);
  g_clear_object (&self->changes);
  g_clear_object (&self->sheets);
  g_clear_object (&self->plans);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_job_book_parent_class)->dispose (object);
}

static void
fod_job_book_class_init (FodJobBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_job_book_dispose;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_JOB_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fod_job_book_init (FodJobBook *self)
{
}

FodJobBook *
fod_job_book_new (FodContext *context, const char *participant)
{
  FodJobBook *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (participant != NULL, NULL);

  self = g_object_new (FOD_TYPE_JOB_BOOK, NULL);
  self->context = g_object_ref (context);
  self->placements = load (self, FOD_KIND_PLACEMENT, participant, "start-date");
  self->changes = load (self, FOD_KIND_JOB_CHANGE, participant, "changed-on");
  self->sheets = load (self, FOD_KIND_BENEFIT_SHEET, participant, "advised-on");
  self->plans = load (self, FOD_KIND_SEARCH_PLAN, participant, "agreed-on");
  return self;
}

FodContext *
fod_job_book_get_context (FodJobBook *self)
{
  g_return_val_if_fail (FOD_IS_JOB_BOOK (self), NULL);

  return self->context;
}

GListModel *
fod_job_book_get_placements (FodJobBook *self)
{
  g_return_val_if_fail (FOD_IS_JOB_BOOK (self), NULL);

  return G_LIST_MODEL (self->placements);
}

GListModel *
fod_job_book_get_sheets (FodJobBook *self)
{
  g_return_val_if_fail (FOD_IS_JOB_BOOK (self), NULL);

  return G_LIST_MODEL (self->sheets);
}

GListModel *
fod_job_book_get_plans (FodJobBook *self)
{
  g_return_val_if_fail (FOD_IS_JOB_BOOK (self), NULL);

  return G_LIST_MODEL (self->plans);
}

int
fod_job_book_get_minutes (FodJobBook *self, FodEntity *placement)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *today = NULL;
  const char *end;

  g_return_val_if_fail (FOD_IS_JOB_BOOK (self), -1);

  changes = fod_entity_dup_records (G_LIST_MODEL (self->changes));
  today = fod_context_dup_today (self->context);
  end = fod_entity_get (placement, "end-date");
  return fod_job_get_minutes (fod_entity_get_record (placement), changes,
                              end != NULL && strcmp (end, today) < 0 ? end : today);
}

GArray *
fod_job_book_list_stairs (FodJobBook *self)
{
  g_autoptr (GPtrArray) placements = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *today = NULL;

  g_return_val_if_fail (FOD_IS_JOB_BOOK (self), NULL);

  placements = fod_entity_dup_records (G_LIST_MODEL (self->placements));
  changes = fod_entity_dup_records (G_LIST_MODEL (self->changes));
  today = fod_context_dup_today (self->context);
  return fod_job_list_stairs (placements, changes, today);
}
