/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-form-field.h"
#include "model/fod-entity.h"
#include "store/fod-edit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodForm:
 *
 * Ties widgets to the fields of one row, so that there is no Save button. It loads; saves at most a
 * second after the last key, and at once on Enter, when the focus leaves, and on a choice; checks
 * by the schema, and marks what does not fit (css class "error", the reason below or as tooltip)
 * while it keeps what was typed as a draft in the encrypted store, which survives a kill. A change
 * that comes from elsewhere shows at once, but never under the fingers.
 *
 * Widgets: AdwEntryRow, GtkEntry, GtkText, GtkSearchEntry (any GtkEditable), GtkTextView,
 * AdwComboRow and GtkDropDown (for code fields; the form fills them), FodToggleRow (for sets of
 * codes), GtkSwitch and GtkCheckButton (for yes/no). Dates are shown and typed as people write
 * them.
 *
 * Signals: "saved" (tx: string) after each save; "created" (id: string) when a new row was written
 * for the first time. Property "dirty": something typed is not in the store yet.
 */
#define FOD_TYPE_FORM (fod_form_get_type ())
G_DECLARE_FINAL_TYPE (FodForm, fod_form, FOD, FORM, GObject)

/** fod_form_new: @kind is the rows' kind; Returns: (transfer full): a form without a row */
FodForm *fod_form_new (FodContext *context, const char *kind);

/** fod_form_bind: ties @widget to @field; before a row is set. Names the widget's accessible error
 * text too. */
void fod_form_bind (FodForm *self, const char *field, GtkWidget *widget);

/** fod_form_bind_text: as fod_form_bind() for an editable that shows something else than the
 * canonical text (hours for minutes) */
void fod_form_bind_text (
    FodForm *self, const char *field, GtkWidget *widget, FodFormText show, FodFormText read);

/** fod_form_set_entity: shows @entity and follows it; saves the former row first. %NULL for none */
void fod_form_set_entity (FodForm *self, FodEntity *entity);

/**
 * fod_form_set_new:
 * @record: (transfer none): a row that is not in the store, with what is known already
 * @place: a name for its draft, such as "new-participant"; a draft kept there is shown
 *
 * The row is written as soon as it passes the check (its name is there), and "created" is emitted.
 */
void fod_form_set_new (FodForm *self, FodRecord *record, const char *place);

/**
 * fod_form_hold:
 *
 * From now on a new row is not written by itself, but only kept as a draft until
 * fod_form_take_new(): for what becomes one edit together with other rows (a visit and its
 * follow-up), and for what must not exist half (a person's name). Signal "restored" (at_ms: gint64)
 * when a draft of an earlier time is shown.
 */
void fod_form_hold (FodForm *self);

/**
 * fod_form_take_new:
 * @error: %FOD_FIELD_ERROR; the field is marked, and gets the focus
 *
 * Puts what was typed into a held new row, checked, into @edit, with the end of its draft. When
 * the edit is on its way, fod_form_taken() makes the form ready for the next; until then it saves
 * nothing. When the edit is not made or fails, fod_form_give_back().
 *
 * Returns: (transfer full) (nullable): the record that @edit creates
 */
FodRecord *fod_form_take_new (FodForm *self, FodEdit *edit, GError **error);

/** fod_form_taken: forgets what was typed; its draft goes, or stays, with the edit that took it */
void fod_form_taken (FodForm *self);

/** fod_form_give_back: what was typed is the form's again, as before fod_form_take_new() */
void fod_form_give_back (FodForm *self);

/** fod_form_set_value: saves @value (canonical) for @field at once, for fields with widgets that
 * the form does not know */
void fod_form_set_value (FodForm *self, const char *field, const char *value);

/** fod_form_get_record: Returns: (transfer none) (nullable): the row as last loaded or saved */
FodRecord *fod_form_get_record (FodForm *self);

/** fod_form_get_id: Returns: (transfer none) (nullable): the row's id */
const char *fod_form_get_id (FodForm *self);

/** fod_form_flush: saves now what is waiting for its second */
void fod_form_flush (FodForm *self);

/** fod_form_find_wrong: Returns: (transfer none) (nullable): the field for which what was typed is
 * only a draft: it is missing, or does not fit */
FodFormField *fod_form_find_wrong (FodForm *self);

/** fod_form_discard: forgets what was typed and not saved, and its draft */
void fod_form_discard (FodForm *self);

G_END_DECLS
