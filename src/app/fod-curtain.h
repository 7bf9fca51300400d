/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * fod_curtain:
 *
 * Hides the child of @page whenever @page itself is not on the screen, as behind the page that a
 * stack shows. A stack only does not draw such pages: their styles were still looked at with every
 * move of the pointer and the focus, which cost more than all that was to be seen.
 */
void fod_curtain (AdwBin *page);

G_END_DECLS
