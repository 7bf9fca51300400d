/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodPage:
 *
 * A page of the window's stack, as the window sees it. Pages do not know each other: they ask the
 * window (app/fod-go.h), and the window asks the page that is responsible for the kind.
 */
#define FOD_TYPE_PAGE (fod_page_get_type ())
G_DECLARE_INTERFACE (FodPage, fod_page, FOD, PAGE, GtkWidget)

struct _FodPageInterface
{
  GTypeInterface parent;

  void (*show_row) (FodPage *self, const char *kind, const char *id);
  void (*add) (FodPage *self, const char *kind, GVariant *known);
  void (*ask) (FodPage *self, const char *kind);
  const char *(*get_shown) (FodPage *self, const char **id);
  void (*show_date) (FodPage *self, const char *date);
  void (*start_search) (FodPage *self);
  gboolean (*go_back) (FodPage *self);
};

/** fod_page_show_row: opens the row, loading it if need be */
void fod_page_show_row (FodPage *self, const char *kind, const char *id);

/**
 * fod_page_add:
 * @known: "a{ss}", fields whose values are known already (the participant of a note …)
 *
 * Starts a new row of @kind, with the focus where the person types next.
 */
void fod_page_add (FodPage *self, const char *kind, GVariant *known);

/** fod_page_ask: starts a new row of @kind for what the person opens next on this page, which was
 * not in view: what it happens to show is not what the row is about */
void fod_page_ask (FodPage *self, const char *kind);

/** fod_page_get_shown: Returns: (nullable): the kind of the one row that the person looks at, and
 * its @id; %NULL where that is none or several */
const char *fod_page_get_shown (FodPage *self, const char **id);

/** fod_page_show_date: shows that day (yyyy-mm-dd) */
void fod_page_show_date (FodPage *self, const char *date);

/** fod_page_start_search: puts the focus into the page's own search (Ctrl+F) */
void fod_page_start_search (FodPage *self);

/** fod_page_go_back: one step back inside the page (Alt+Left); Returns: whether there was one */
gboolean fod_page_go_back (FodPage *self);

G_END_DECLS
