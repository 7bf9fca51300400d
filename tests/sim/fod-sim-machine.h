/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a machine gives to the programs of a simulation, by functions of the C library and of SQLite
 * that this file puts its own in front of: random numbers that a seed decides, disks that need not
 * be waited for, and the end of a program at any statement of its database. One machine a process.
 */

/** fod_sim_machine_seed: random numbers follow from @seed from now on */
void fod_sim_machine_seed (guint64 seed);

/** fod_sim_machine_get_random: Returns: where these numbers are now, for who wants to leave no
 * trace */
guint64 fod_sim_machine_get_random (void);

/**
 * fod_sim_machine_kill:
 * @folder: where the database lies
 * @statements: how many are run until then
 * @done: whether the last of them is still done
 *
 * From then on every statement on a database in @folder fails: its program has ended, as far as
 * the disk can tell.
 */
void fod_sim_machine_kill (const char *folder, guint statements, gboolean done);

/** fod_sim_machine_name_postgres: what goes to PostgreSQL by a server's own connections is of the
 * program in @folder */
void fod_sim_machine_name_postgres (const char *folder);

/** fod_sim_machine_has_ended: Returns: whether it came to that */
gboolean fod_sim_machine_has_ended (void);

/** fod_sim_machine_hold: while somebody looks into a database, nothing is counted and nothing ends
 */
void fod_sim_machine_hold (gboolean held);

/** fod_sim_machine_revive: the program may start, and runs on */
void fod_sim_machine_revive (void);

G_END_DECLS
