/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_outcomes_leave_out: hides the button of @box whose action target is @status, which is what
 * the follow-up is already, and shows the others */
void fod_outcomes_leave_out (GtkFlowBox *box, const char *status);

G_END_DECLS
