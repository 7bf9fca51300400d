/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-entity-row.h"
#include "model/fod-name-book.h"

G_BEGIN_DECLS

/* Rows of the kinds that hang on a participant or an employer. They take a FodContext as user
 * data, unless it says otherwise, so that they serve as GtkListBoxCreateWidgetFunc. */

/** fod_row_of_follow_up: Returns: (transfer floating): when, what, and a button that finishes it */
GtkWidget *fod_row_of_follow_up (gpointer entity, gpointer context);

/** fod_row_of_promise: as fod_row_of_follow_up(), on the page of the participant, whom it tells to
 * whom it was promised: not for a page of an employer. @names: looks them up; Returns: (transfer
 * floating): a row */
GtkWidget *fod_row_of_promise (FodEntity *entity, FodContext *context, FodNameBook *names);

/** fod_row_of_treatment_contact: Returns: (transfer floating): somebody, and the consent; takes a
 * FodConsentBook, as do the next two */
GtkWidget *fod_row_of_treatment_contact (gpointer entity, gpointer book);

/** fod_row_of_consent: Returns: (transfer floating): a consent, and how that one stands */
GtkWidget *fod_row_of_consent (gpointer entity, gpointer book);

/** fod_row_of_counterpart: Returns: (transfer floating): in short what may be said, and how the
 * consent stands; of a treatment contact, or of a consent */
GtkWidget *fod_row_of_counterpart (gpointer entity, gpointer book);

/** fod_row_of_contact: Returns: (transfer floating): when, how and by whom a participant was met;
 * of a note or of a follow-up that was held */
GtkWidget *fod_row_of_contact (gpointer entity, gpointer context);

/** fod_row_of_contact_person: Returns: (transfer floating): a person at an employer */
GtkWidget *fod_row_of_contact_person (gpointer entity, gpointer context);

/** fod_row_of_visit: Returns: (transfer floating): one contact with an employer */
GtkWidget *fod_row_of_visit (gpointer entity, gpointer context);

G_END_DECLS
