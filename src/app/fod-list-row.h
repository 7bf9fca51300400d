/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "app/fod-overviews.h"
#include "model/fod-entity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodListWords:
 * @title: (transfer full): who or what
 * @first, @second: (transfer full) (nullable): small lines below
 * @badge: (transfer full) (nullable): a word or two at the end
 * @urgent: whether the badge says that something is late
 * @mark: (nullable): a symbolic icon before the badge
 * @mark_tip: (nullable): what the icon says
 * @person: whether a disc with initials stands in front
 *
 * What a row says. Texts that are neither %NULL nor "" take room.
 */
typedef struct
{
  char *title;
  char *first;
  char *second;
  char *badge;
  gboolean urgent;
  const char *mark;
  const char *mark_tip;
  gboolean person;
} FodListWords;

/**
 * FodListDescribe:
 * @overview: (nullable): of @entity
 * @words: (out caller-allocates): all zero before
 *
 * Says what stands in the row of @entity.
 */
typedef void (*FodListDescribe) (FodContext *context,
                                 FodEntity *entity,
                                 const FodOverview *overview,
                                 FodListWords *words);

/**
 * FodListRow:
 *
 * A row of a long list. Recycled: shows one entity after another and follows the one it shows, and
 * what its overview says. Gives the list item that it is the child of its accessible name.
 */
#define FOD_TYPE_LIST_ROW (fod_list_row_get_type ())
G_DECLARE_FINAL_TYPE (FodListRow, fod_list_row, FOD, LIST_ROW, GtkWidget)

/** fod_list_row_new: Returns: (transfer floating): a row without anything */
GtkWidget *
fod_list_row_new (FodContext *context, FodOverviews *overviews, FodListDescribe describe);

/** fod_list_row_show: @entity may be %NULL */
void fod_list_row_show (FodListRow *self, FodEntity *entity);

G_END_DECLS
