/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-sync-button.h"
#include "app/fod-undo.h"
#include "app/fod-window.h"

G_BEGIN_DECLS

struct _FodWindow
{
  AdwApplicationWindow parent_instance;

  FodContext *context;
  FodUndo *undo;
  AdwToast *toast;
  guint layout_idle;
  gboolean wide;
  char *page;   /* the page that is shown */
  char *former; /* the page to go back to from those that the switcher does not have */

  AdwToastOverlay *toasts;    /* template */
  AdwViewStack *pages;        /* template */
  GtkStack *title;            /* template */
  AdwHeaderBar *header;       /* template */
  GtkWidget *banner;          /* template */
  GtkLabel *banner_words;     /* template */
  GtkWidget *switcher;        /* template */
  AdwViewSwitcherBar *bar;    /* template */
  AdwSplitButton *add;        /* template */
  GtkWidget *search;          /* template */
  GtkMenuButton *menu;        /* template */
  FodSyncButton *sync;        /* template */
  FodSyncButton *sync_narrow; /* template: in the middle, where a narrow header has room */
};

/** fod_window_install_actions: what pages, menus and keys ask of the window */
void fod_window_install_actions (GtkWidgetClass *klass);

G_END_DECLS
