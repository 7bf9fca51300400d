/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodFormField:
 *
 * One widget of a form: shows a field's canonical text, reads it back, tells when a person changed
 * it, and carries the mark of an error. Knows nothing of rows and saving. Of the form only.
 *
 * Signals: "edited" (commit: boolean): something was typed, or, with commit, the person is done
 * with it (a choice, Enter, the focus left).
 */
#define FOD_TYPE_FORM_FIELD (fod_form_field_get_type ())
G_DECLARE_FINAL_TYPE (FodFormField, fod_form_field, FOD, FORM_FIELD, GObject)

/**
 * FodFormText: turns a field's text into what the widget shows and back. @today is for dates
 *
 * Returns: (transfer full) (nullable): the other text; from the screen, what has no canonical form
 *   is returned as it is, and the field's check refuses it
 */
typedef char *(*FodFormText) (const char *text, const char *today);

/** fod_form_field_new: @show and @read may be %NULL for the field's own (see
 * fod_field_text_find()); Returns: (transfer full): the field around @widget */
FodFormField *fod_form_field_new (FodContext *context,
                                  const FodField *field,
                                  GtkWidget *widget,
                                  FodFormText show,
                                  FodFormText read);

/** fod_form_field_get_field: Returns: (transfer none): its row in the spec table */
const FodField *fod_form_field_get_field (FodFormField *self);

/** fod_form_field_get_widget: Returns: (transfer none): its widget */
GtkWidget *fod_form_field_get_widget (FodFormField *self);

/** fod_form_field_is_edited: Returns: whether what is shown is newer than the row */
gboolean fod_form_field_is_edited (FodFormField *self);

/** fod_form_field_get_seen: Returns: (transfer none) (nullable): the row's value when the edit
 * began */
const char *fod_form_field_get_seen (FodFormField *self);

/** fod_form_field_begin: an edit begins over the row's value @seen; nothing when one is going on */
void fod_form_field_begin (FodFormField *self, const char *seen);

/** fod_form_field_settle: the edit is over: shows the canonical @text without a mark */
void fod_form_field_settle (FodFormField *self, const char *text);

/** fod_form_field_set_text: shows the canonical @text, without "edited" */
void fod_form_field_set_text (FodFormField *self, const char *text);

/** fod_form_field_dup_text: Returns: (transfer full) (nullable): the canonical text of what is
 * shown, as far as it has one */
char *fod_form_field_dup_text (FodFormField *self);

/** fod_form_field_set_typed: puts a draft back as it was typed, without "edited" */
void fod_form_field_set_typed (FodFormField *self, const char *typed);

/** fod_form_field_dup_typed: Returns: (transfer full): what is shown, as it was typed */
char *fod_form_field_dup_typed (FodFormField *self);

/** fod_form_field_set_error: marks the widget and says why, or takes the mark away (%NULL) */
void fod_form_field_set_error (FodFormField *self, const char *reason);

G_END_DECLS
