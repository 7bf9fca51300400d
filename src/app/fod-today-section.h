/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodTodaySection:
 *
 * A heading, a boxed list of the first rows of a model, how many more there are, and what to say
 * when there are none. Properties: "title", "empty" (plain text), "more-page" (the page where the
 * rest is). The list's rows are activatable; signal "row-activated" (GtkListBoxRow).
 */
#define FOD_TYPE_TODAY_SECTION (fod_today_section_get_type ())
G_DECLARE_FINAL_TYPE (FodTodaySection, fod_today_section, FOD, TODAY_SECTION, AdwBin)

/** fod_today_section_set_rows: shows the first rows of @model, made by @make with @user_data
 * (transfer none) */
void fod_today_section_set_rows (FodTodaySection *self,
                                 GListModel *model,
                                 GtkListBoxCreateWidgetFunc make,
                                 gpointer user_data);

G_END_DECLS
