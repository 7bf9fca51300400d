/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodTitle:
 *
 * The title of the window it stands in, for a header bar between two buttons. Takes what room they
 * leave; the title that a header bar makes by itself insists on five letters, with which a dialog
 * in large text is wider than a narrow screen.
 */
#define FOD_TYPE_TITLE (fod_title_get_type ())
G_DECLARE_FINAL_TYPE (FodTitle, fod_title, FOD, TITLE, AdwBin)

G_END_DECLS
