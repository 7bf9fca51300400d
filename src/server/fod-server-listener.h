/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-line.h"
#include "server/fod-server-routes.h"

G_BEGIN_DECLS

/**
 * FodServerListener:
 * @owner: of whoever keeps it
 * @number: which line it is of all that were opened
 * @heard_ms: when it last gave a sign of life, by the boot clock
 * @packs: whether what it is told travels packed
 * @told: whether it knows the heads of all its scopes
 * @wrong: it asked what makes no sense
 *
 * A device on its line, and what it knows.
 */
typedef struct
{
  gpointer owner;
  FodServerTicket *ticket;
  FodServerLine *line;
  guint number;
  gint64 heard_ms;
  gboolean packs;
  gboolean told;
  gboolean wrong;
} FodServerListener;

/** fod_server_listener_free: also hangs up; for a hash table */
void fod_server_listener_free (gpointer data);

/** fod_server_listener_has_any: Returns: whether one of its scopes is in the set @scopes */
gboolean fod_server_listener_has_any (const FodServerListener *self, GHashTable *scopes);

/** fod_server_listener_has_all: Returns: whether all its scopes are keys of @heads */
gboolean fod_server_listener_has_all (const FodServerListener *self, GHashTable *heads);

/** fod_server_listener_take_scopes: @scopes: what it has now; other ones it is told anew */
void fod_server_listener_take_scopes (FodServerListener *self, GPtrArray *scopes);

/** fod_server_listener_tell: says those of @heads, scope → decimal text, that are its own */
void fod_server_listener_tell (FodServerListener *self, const char *epoch, GHashTable *heads);

/** fod_server_listener_judge: Returns: whether it may stay on its line; if not, it was told why */
gboolean fod_server_listener_judge (FodServerListener *self, gint64 now_ms);

G_END_DECLS
