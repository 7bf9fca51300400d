/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plans, the participant and the employers' names. What they say together is a rule of ips'. */

#include "config.h"

#include "app/fod-disclosure-book.h"

#include "model/fod-entity-list.h"
#include "model/fod-entity-watch.h"
#include "model/fod-name-book.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodDisclosureBook
{
  GObject parent_instance;

  FodContext *context;    /* owned */
  FodEntity *participant; /* owned */
  FodEntityList *plans;   /* owned */
  FodNameBook *names;     /* owned */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodDisclosureBook, fod_disclosure_book, G_TYPE_OBJECT)

static void
emit_changed (FodDisclosureBook *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fod_disclosure_book_dispose (GObject *object)
{
  FodDisclosureBook *self = FOD_DISCLOSURE_BOOK (object);

  g_clear_object (&self->plans);
  g_clear_object (&self->names);
  g_clear_object (&self->participant);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_disclosure_book_parent_class)->dispose (object);
}

static void
fod_disclosure_book_class_init (FodDisclosureBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_disclosure_book_dispose;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_DISCLOSURE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_disclosure_book_init (FodDisclosureBook *self)
{
}

FodDisclosureBook *
fod_disclosure_book_new (FodContext *context, FodEntity *participant)
{
  g_autoptr (FodQuery) query = NULL;
  FodDisclosureBook *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (FOD_IS_ENTITY (participant), NULL);

  self = g_object_new (FOD_TYPE_DISCLOSURE_BOOK, NULL);
  self->context = g_object_ref (context);
  self->participant = g_object_ref (participant);
  query = fod_query_new (FOD_KIND_DISCLOSURE_PLAN);
  fod_query_where (query, "participant", FOD_QUERY_IS, fod_entity_get_id (participant));
  fod_query_order (query, "agreed-on", TRUE);
  self->plans = fod_entity_list_new (fod_context_get_store (context), query);
  fod_entity_watch (G_LIST_MODEL (self->plans), G_CALLBACK (emit_changed), self);
  self->names = fod_name_book_new (fod_context_get_store (context));
  g_signal_connect_object (self->names, "changed", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (participant, "notify", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

FodContext *
fod_disclosure_book_get_context (FodDisclosureBook *self)
{
  g_return_val_if_fail (FOD_IS_DISCLOSURE_BOOK (self), NULL);

  return self->context;
}

FodEntity *
fod_disclosure_book_get_participant (FodDisclosureBook *self)
{
  g_return_val_if_fail (FOD_IS_DISCLOSURE_BOOK (self), NULL);

  return self->participant;
}

GListModel *
fod_disclosure_book_get_plans (FodDisclosureBook *self)
{
  g_return_val_if_fail (FOD_IS_DISCLOSURE_BOOK (self), NULL);

  return G_LIST_MODEL (self->plans);
}

const char *
fod_disclosure_book_get_employer (FodDisclosureBook *self, FodEntity *plan)
{
  const char *id;
  const char *name;

  g_return_val_if_fail (FOD_IS_DISCLOSURE_BOOK (self), NULL);

  id = fod_entity_get (plan, "employer");
  if (id == NULL)
    return _ ("All other employers");
  name = fod_name_book_get (self->names, FOD_KIND_EMPLOYER, id);
  return name != NULL ? name : _ ("An employer that is not on this machine");
}

FodDisclosure
fod_disclosure_book_judge (FodDisclosureBook *self, const char *employer)
{
  g_autoptr (GPtrArray) plans = NULL;
  g_autofree char *today = NULL;
  FodDisclosure none = { 0 };

  g_return_val_if_fail (FOD_IS_DISCLOSURE_BOOK (self), none);

  plans = fod_entity_dup_records (G_LIST_MODEL (self->plans));
  today = fod_context_dup_today (self->context);
  return fod_disclosure_of (fod_entity_get_record (self->participant), plans, employer, today);
}

gboolean
fod_disclosure_book_is_revoked (FodDisclosureBook *self, FodEntity *plan)
{
  g_autofree char *today = NULL;
  const char *revoked;

  g_return_val_if_fail (FOD_IS_DISCLOSURE_BOOK (self), FALSE);

  today = fod_context_dup_today (self->context);
  revoked = fod_entity_get (plan, "revoked-on");
  return revoked != NULL && strcmp (revoked, today) <= 0;
}
