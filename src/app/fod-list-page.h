/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "app/fod-list-row.h"
#include "model/fod-entity-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodListPage:
 *
 * A page of the main window (FodPage) with all rows of a kind, filtered and sorted, and the detail
 * of one beside them. A final class gives the template, with the children "split" (FodSplit),
 * "pane" (FodListPane) and "detail", and the functions below.
 *
 * Property: "context" (FodContext), construct-only. Actions: "list-page.new", "list-page.import",
 * "list-page.export". Callbacks of the template: on_filter, on_picked, on_sort_changed.
 */
#define FOD_TYPE_LIST_PAGE (fod_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FodListPage, fod_list_page, FOD, LIST_PAGE, AdwBin)

/**
 * FodListPageClass:
 * @kind: of the rows
 * @searched: %NULL-terminated; the fields that the search of the list looks at
 * @matches: whether the chips let the row through on the day @today
 * @count: Returns: (transfer full): "3 employers"
 * @describe: what the row of an entity says
 * @create: asks for a new one
 * @show: shows an entity (%NULL: none) in the detail
 * @get: Returns: (transfer none) (nullable): what the detail shows
 * @add: adds something of that kind to what the detail shows
 * @whose: Returns: words that ask to choose the row to which something is to be added
 * @focus: gives the keyboard to the detail
 * @left: (nullable): Returns: (transfer full): what is said when what the detail shows has left
 * this laptop
 */
struct _FodListPageClass
{
  AdwBinClass parent_class;
  const char *kind;
  const char *const *searched;
  gboolean (*matches) (FodListPage *self,
                       FodEntity *entity,
                       const FodOverview *overview,
                       const char *today);
  char *(*count) (guint n);
  FodListDescribe describe;
  void (*create) (GtkWidget *from, FodContext *context, FodEntityList *list);
  void (*show) (GtkWidget *detail, FodContext *context, FodEntity *entity);
  FodEntity *(*get) (GtkWidget *detail);
  void (*add) (GtkWidget *detail, const char *kind);
  const char *(*whose) (void);
  void (*focus) (GtkWidget *detail);
  char *(*left) (FodListPage *self, FodEntity *entity);
};

/** fod_list_page_class_set_template: for the class_init of a final class */
void fod_list_page_class_set_template (FodListPageClass *klass, const char *resource);

/** fod_list_page_get_context: Returns: (transfer none): the context */
FodContext *fod_list_page_get_context (FodListPage *self);

G_END_DECLS
