/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodEntityRow:
 *
 * A row of a boxed list that shows one entity and follows it. What it says and what a press does
 * are two functions of the kind (app/fod-row-of.h). Action: "row.open" presses it;
 * Ctrl+Shift+C copies what can be pasted elsewhere (app/fod-paste.h). Signal:
 * "changed" () when the entity changed.
 */
#define FOD_TYPE_ENTITY_ROW (fod_entity_row_get_type ())
G_DECLARE_FINAL_TYPE (FodEntityRow, fod_entity_row, FOD, ENTITY_ROW, GtkListBoxRow)

/** FodEntityRowFunc: says the entity in @self, or does what a press on it does */
typedef void (*FodEntityRowFunc) (FodEntityRow *self, FodContext *context, FodEntity *entity);

/** fod_entity_row_new: @press may be %NULL; Returns: (transfer floating): a row */
GtkWidget *fod_entity_row_new (FodContext *context,
                               FodEntity *entity,
                               FodEntityRowFunc say,
                               FodEntityRowFunc press);

/** fod_entity_row_new_beside: as fod_entity_row_new(), for what is said of @entity together with
 * others: @beside is kept, and its signal "changed" has the row say itself anew; Returns: (transfer
 * floating): a row */
GtkWidget *fod_entity_row_new_beside (FodContext *context,
                                      FodEntity *entity,
                                      GObject *beside,
                                      FodEntityRowFunc say,
                                      FodEntityRowFunc press);

/** fod_entity_row_get_beside: Returns: (transfer none) (nullable): what stands beside the entity */
gpointer fod_entity_row_get_beside (FodEntityRow *self);

/** fod_entity_row_set_words: plain text; @subtitle may be %NULL */
void fod_entity_row_set_words (FodEntityRow *self, const char *title, const char *subtitle);

/** fod_entity_row_set_icon: a symbol before the words */
void fod_entity_row_set_icon (FodEntityRow *self, const char *icon);

/** fod_entity_row_set_chip: a few words behind, with a css class for their colour; %NULL for none
 */
void fod_entity_row_set_chip (FodEntityRow *self, const char *words, const char *css_class);

/** fod_entity_row_add_button: a button behind the words, for the row's life; @press does it */
void fod_entity_row_add_button (FodEntityRow *self,
                                const char *icon,
                                const char *name,
                                FodEntityRowFunc press);

G_END_DECLS
