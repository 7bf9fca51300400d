/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** fod_items_put: @store becomes @items (element-type GObject). When it is that already nothing is
 * told, so that its rows keep their places and the focus */
void fod_items_put (GListStore *store, GPtrArray *items);

G_END_DECLS
