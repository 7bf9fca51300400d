/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodEmployerPage:
 *
 * One employer: whether to go there, next steps, people, the visit log, and the fields. Nothing
 * about participants.
 *
 * Property "can-go-back": whether a button leads back to the list (folded).
 */
#define FOD_TYPE_EMPLOYER_PAGE (fod_employer_page_get_type ())
G_DECLARE_FINAL_TYPE (FodEmployerPage, fod_employer_page, FOD, EMPLOYER_PAGE, AdwBin)

/** fod_employer_page_show: shows @entity (%NULL for none); saves what was typed about the former
 * one */
void fod_employer_page_show (FodEmployerPage *self, FodContext *context, FodEntity *entity);

/** fod_employer_page_get_entity: Returns: (transfer none) (nullable): what is shown */
FodEntity *fod_employer_page_get_entity (FodEmployerPage *self);

/** fod_employer_page_add: starts a visit or a contact person of the employer that is shown */
void fod_employer_page_add (FodEmployerPage *self, const char *kind);

/** fod_employer_page_focus: gives the keyboard to what one comes for most often */
void fod_employer_page_focus (FodEmployerPage *self);

/** fod_employer_page_flush: saves now what is waiting */
void fod_employer_page_flush (FodEmployerPage *self);

G_END_DECLS
