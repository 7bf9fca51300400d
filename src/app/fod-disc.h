/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodDisc:
 *
 * A person's initials on a disc, tinted by the name, so that the same person looks the same
 * everywhere. Says nothing that does not stand beside it: assistive programs skip it.
 *
 * Property: "size" (int, pixels across), construct-only.
 */
#define FOD_TYPE_DISC (fod_disc_get_type ())
G_DECLARE_FINAL_TYPE (FodDisc, fod_disc, FOD, DISC, GtkWidget)

/** fod_disc_set_name: whose initials */
void fod_disc_set_name (FodDisc *self, const char *name);

/** fod_disc_draw: draws at (0, @y) of @widget what a disc of @name shows; for lists, whose rows
 * have no room for one widget more */
void fod_disc_draw (GtkWidget *widget, GtkSnapshot *snapshot, const char *name, int y, int size);

G_END_DECLS
