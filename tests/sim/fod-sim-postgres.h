/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A database on the PostgreSQL that a test brings along, and what its administrator does to it with
 * PostgreSQL's own programs. */

/** fod_sim_postgres_add: Returns: (transfer full) (nullable): where the new, empty database of the
 * server in @folder is; %NULL when the simulation is of the embedded one */
char *fod_sim_postgres_add (const char *folder);

/** fod_sim_postgres_drop: nothing is left of it */
void fod_sim_postgres_drop (const char *conninfo);

/** fod_sim_postgres_dump: keeps a copy at @path */
void fod_sim_postgres_dump (const char *conninfo, const char *path);

/** fod_sim_postgres_put_back: what is in the database gives way to the copy at @path */
void fod_sim_postgres_put_back (const char *conninfo, const char *path);

G_END_DECLS
