/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodLastContacts:
 *
 * The last three times that a participant was met: when, how, by whom. What counts as a contact is
 * said in ips/fod-no-contact.h.
 */
#define FOD_TYPE_LAST_CONTACTS (fod_last_contacts_get_type ())
G_DECLARE_FINAL_TYPE (FodLastContacts, fod_last_contacts, FOD, LAST_CONTACTS, AdwBin)

/** fod_last_contacts_show: @participant: (nullable): whose; %NULL for nobody's */
void fod_last_contacts_show (FodLastContacts *self, FodContext *context, const char *participant);

G_END_DECLS
