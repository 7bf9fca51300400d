/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-new-dialog.h"

G_BEGIN_DECLS

/**
 * FodNewEmployer:
 *
 * Where an employer begins.
 */
#define FOD_TYPE_NEW_EMPLOYER (fod_new_employer_get_type ())
G_DECLARE_FINAL_TYPE (FodNewEmployer, fod_new_employer, FOD, NEW_EMPLOYER, FodNewDialog)

/** fod_new_employer_open: shows it over the window of @from; @list holds those that are there */
void fod_new_employer_open (GtkWidget *from, FodContext *context, FodEntityList *list);

G_END_DECLS
