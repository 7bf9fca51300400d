/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-career-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodCareerSection:
 *
 * One section of a career profile in a boxed list: first what the participant says, in their own
 * words, then what the consultant noted, then when and by whom it was told. An empty one is a quiet
 * invitation. Action: "row.open" opens it.
 */
#define FOD_TYPE_CAREER_SECTION (fod_career_section_get_type ())
G_DECLARE_FINAL_TYPE (FodCareerSection, fod_career_section, FOD, CAREER_SECTION, GtkListBoxRow)

/** fod_career_section_new: @code: of the list "profile-section"; follows @book. Returns: (transfer
 * floating): the row */
GtkWidget *fod_career_section_new (FodCareerBook *book, const char *code);

G_END_DECLS
