/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two lists and a participant. What they say together is a rule of ips'. */

#include "config.h"

#include "app/fod-consent-book.h"

#include "model/fod-entity-list.h"
#include "model/fod-entity-watch.h"

struct _FodConsentBook
{
  GObject parent_instance;

  FodContext *context;     /* owned */
  FodEntity *participant;  /* owned */
  FodEntityList *contacts; /* owned */
  FodEntityList *consents; /* owned */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodConsentBook, fod_consent_book, G_TYPE_OBJECT)

static void
emit_changed (FodConsentBook *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static FodEntityList *
load (FodConsentBook *self, const char *kind, const char *order, gboolean descending)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);
  FodEntityList *list;

  fod_query_where (query, "participant", FOD_QUERY_IS, fod_entity_get_id (self->participant));
  fod_query_order (query, order, descending);
  list = fod_entity_list_new (fod_context_get_store (self->context), query);
  fod_entity_watch (G_LIST_MODEL (list), G_CALLBACK (emit_changed), self);
  return list;
}

static void
fod_consent_book_dispose (GObject *object)
{
  FodConsentBook *self = FOD_CONSENT_BOOK (object);

  g_clear_object (&self->contacts);
  g_clear_object (&self->consents);
  g_clear_object (&self->participant);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_consent_book_parent_class)->dispose (object);
}

static void
fod_consent_book_class_init (FodConsentBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_consent_book_dispose;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_CONSENT_BOOK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_consent_book_init (FodConsentBook *self)
{
}

FodConsentBook *
fod_consent_book_new (FodContext *context, FodEntity *participant)
{
  FodConsentBook *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (FOD_IS_ENTITY (participant), NULL);

  self = g_object_new (FOD_TYPE_CONSENT_BOOK, NULL);
  self->context = g_object_ref (context);
  self->participant = g_object_ref (participant);
  self->contacts = load (self, FOD_KIND_TREATMENT_CONTACT, "name", FALSE);
  self->consents = load (self, FOD_KIND_CONSENT, "given-on", TRUE);
  g_signal_connect_object (participant, "notify::treatment-ended", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

FodContext *
fod_consent_book_get_context (FodConsentBook *self)
{
  g_return_val_if_fail (FOD_IS_CONSENT_BOOK (self), NULL);

  return self->context;
}

GListModel *
fod_consent_book_get_contacts (FodConsentBook *self)
{
  g_return_val_if_fail (FOD_IS_CONSENT_BOOK (self), NULL);

  return G_LIST_MODEL (self->contacts);
}

GListModel *
fod_consent_book_get_consents (FodConsentBook *self)
{
  g_return_val_if_fail (FOD_IS_CONSENT_BOOK (self), NULL);

  return G_LIST_MODEL (self->consents);
}

FodEntity *
fod_consent_book_find_contact (FodConsentBook *self, FodEntity *consent)
{
  const char *contact;

  g_return_val_if_fail (FOD_IS_CONSENT_BOOK (self), NULL);

  contact = fod_entity_get (consent, "contact");
  return contact != NULL ? fod_entity_list_find (self->contacts, contact) : NULL;
}

FodConsent
fod_consent_book_judge_contact (FodConsentBook *self, FodEntity *contact, const FodRecord **decides)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *today = NULL;

  g_return_val_if_fail (FOD_IS_CONSENT_BOOK (self), FOD_CONSENT_MISSING);

  records = fod_entity_dup_records (G_LIST_MODEL (self->consents));
  today = fod_context_dup_today (self->context);
  return fod_consent_of (fod_entity_get_record (contact), fod_entity_get_record (self->participant),
                         records, today, decides);
}

FodConsent
fod_consent_book_judge_consent (FodConsentBook *self, FodEntity *consent)
{
  FodEntity *contact;
  g_autofree char *today = NULL;

  g_return_val_if_fail (FOD_IS_CONSENT_BOOK (self), FOD_CONSENT_MISSING);

  contact = fod_consent_book_find_contact (self, consent);
  today = fod_context_dup_today (self->context);
  return fod_consent_of_row (fod_entity_get_record (consent),
                             contact != NULL ? fod_entity_get_record (contact) : NULL,
                             fod_entity_get_record (self->participant), today);
}
