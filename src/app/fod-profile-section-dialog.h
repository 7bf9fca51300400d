/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-career-book.h"
#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodProfileSectionDialog:
 *
 * One section of a career profile: what the participant says, and apart from it what the consultant
 * noted. It is emptied rather than deleted, as every profile has it.
 */
#define FOD_TYPE_PROFILE_SECTION_DIALOG (fod_profile_section_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodProfileSectionDialog,
                      fod_profile_section_dialog,
                      FOD,
                      PROFILE_SECTION_DIALOG,
                      FodRecordDialog)

/** fod_profile_section_dialog_open: shows the section of that code over the window of @from; one
 * that is not there yet is made with the first word */
void fod_profile_section_dialog_open (GtkWidget *from, FodCareerBook *book, const char *code);

G_END_DECLS
