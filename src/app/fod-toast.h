/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_toast: says @text (plain, escaped here) at the foot of the main window that @from belongs
 * to; for events, never for lasting states */
void fod_toast (GtkWidget *from, const char *text);

/**
 * fod_undo_toast:
 * @tx: the transaction that fod_store_apply_finish() gave
 * @text: what happened, plain
 *
 * As fod_toast(), with "Undo"; Ctrl+Z takes it back as long as the window is open.
 */
void fod_undo_toast (GtkWidget *from, const char *tx, const char *text);

/** fod_undo_push: Ctrl+Z takes @tx back; without a toast, for edits that show by themselves */
void fod_undo_push (GtkWidget *from, const char *tx);

/** fod_toast_error: says in plain words what failed, what is safe and what to do */
void fod_toast_error (GtkWidget *from, const GError *error);

G_END_DECLS
