/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a page, a row or a dialog asks the main window for something, without knowing it. All of
 * them reach the main window also from a dialog over it. In menus and shortcuts the same things
 * are the actions
 *   win.show-page (s: today, participants, employers, calendar, conference, sync,
 *   preferences)
 *   win.show-participant (s) · win.show-employer (s) · win.show-follow-up (s) · win.show-date (s)
 *   win.new-participant · win.new-employer · win.new-note · win.new-visit · win.new-follow-up ·
 *   win.new-appointment (no parameter: nothing known yet) · win.new (sa{ss}: kind, known values)
 *   win.search-everywhere · win.search-page · win.undo · win.sync · win.lock · win.back
 */

/** fod_go_action: activates @action of the main window that @from belongs to; @parameter is
 * (transfer floating) (nullable) */
void fod_go_action (GtkWidget *from, const char *action, GVariant *parameter);

/** fod_go_show: opens the row of that kind on its page */
void fod_go_show (GtkWidget *from, const char *kind, const char *id);

/** fod_go_page: shows the page of that name */
void fod_go_page (GtkWidget *from, const char *page);

/** fod_go_new: starts a new row; after @kind come pairs of field and known value, then %NULL */
void fod_go_new (GtkWidget *from, const char *kind, ...) G_GNUC_NULL_TERMINATED;

/** fod_go_window: Returns: (transfer none) (nullable): the main window that @from belongs to,
 * as the parent of a dialog */
GtkWindow *fod_go_window (GtkWidget *from);

G_END_DECLS
