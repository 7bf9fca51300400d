/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * fod_entity_watch:
 * @entities: a list of FodEntity
 * @touched: called with @user alone
 * @user: a GObject; the watch ends with it
 *
 * Calls @touched whenever a row comes or goes, and whenever one of them changes inside.
 */
void fod_entity_watch (GListModel *entities, GCallback touched, gpointer user);

G_END_DECLS
