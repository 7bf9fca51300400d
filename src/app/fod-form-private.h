/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-form.h"

G_BEGIN_DECLS

struct _FodForm
{
  GObject parent_instance;

  FodContext *context;
  const FodSpec *spec;
  GPtrArray *fields; /* FodFormField */
  FodRecord *record; /* as the store has it, as far as is known here */
  FodEntity *entity;
  gulong entity_handler;
  char *place;      /* of the draft */
  gboolean is_new;  /* the record was not given to the store */
  gboolean held;    /* a new record waits for fod_form_take_new() */
  gboolean drafted; /* a draft lies at the place */
  gboolean taken;   /* what was typed is part of an edit that is under way */
  gboolean saving;
  gboolean again; /* more was committed while a save was under way */
  guint timer;
  gint64 last_key_us;
  GtkWidget *name_bar; /* weak, nullable: why a name may not stand in one of the fields */
  guint generation;    /* counts the rows, so that an answer for a former one is told apart */
};

/** fod_form_is_dirty: Returns: whether something typed is not in the store */
gboolean fod_form_is_dirty (FodForm *self);

/** fod_form_notify_dirty: "dirty" may have changed */
void fod_form_notify_dirty (FodForm *self);

/** fod_form_save: checks and saves what is edited; what does not fit becomes a draft. @leaving:
 * does not wait for a save that is under way, since there is no later */
void fod_form_save (FodForm *self, gboolean leaving);

/** fod_form_read: puts what was typed into @after; FALSE, with marks, when something does not fit;
 * the first that does not gets the focus with @strict */
gboolean fod_form_read (FodForm *self, FodRecord *after, gboolean strict, GError **error);

/** fod_form_check_name: whether @text may stand in @field of @after; where not, says so beside the
 * field, with the agreed words, and sets %FOD_FIELD_ERROR_NAME */
gboolean fod_form_check_name (
    FodForm *self, FodFormField *field, const FodRecord *after, const char *text, GError **error);

/** fod_form_hide_name: what was said of a name beside @field is over; %NULL for any field */
void fod_form_hide_name (FodForm *self, FodFormField *field);

/** fod_form_apply: writes @edit, after which the row is @after */
void fod_form_apply (FodForm *self, FodEdit *edit, FodRecord *after);

/** fod_form_keep_draft: keeps what is edited as it was typed */
void fod_form_keep_draft (FodForm *self);

/** fod_form_end_draft: the draft, if there is one, goes when @edit is written */
void fod_form_end_draft (FodForm *self, FodEdit *edit);

/** fod_form_clear_draft: takes the draft away, if there is one */
void fod_form_clear_draft (FodForm *self);

/** fod_form_load_draft: shows a draft of this row, if there is one */
void fod_form_load_draft (FodForm *self);

/** fod_form_find: Returns: (transfer none) (nullable): the field of that name */
FodFormField *fod_form_find (FodForm *self, const char *name);

G_END_DECLS
