/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodConferencePage:
 *
 * The treatment team's hour (domain.md §3.1 item 10, §4 Tuesday 8.30): a clinic team's participants
 * in the order in which they are to be raised, one line in and one line out each, by the keyboard
 * and without a network. The order is made when the page comes into view and stays while somebody
 * writes; what may be said is followed at once.
 */
#define FOD_TYPE_CONFERENCE_PAGE (fod_conference_page_get_type ())
G_DECLARE_FINAL_TYPE (FodConferencePage, fod_conference_page, FOD, CONFERENCE_PAGE, AdwBin)

G_END_DECLS
