/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FodAskDone: the person said yes */
typedef void (*FodAskDone) (gpointer user_data);

/**
 * fod_ask:
 * @from: any widget of the window that asks
 * @heading: the question, plain
 * @body: what follows from a yes, plain
 * @yes: the label of the answer that does it, naming what it does
 * @user_data: (transfer none): for @done
 *
 * One of the few real questions; everything that can be undone is not asked for. The other answer
 * is "Cancel", which Esc gives too. Not called when @from is gone by then.
 */
void fod_ask (GtkWidget *from,
              const char *heading,
              const char *body,
              const char *yes,
              FodAskDone done,
              gpointer user_data);

G_END_DECLS
