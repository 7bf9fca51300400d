/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * FodServerOptions: every option of every command; what a command does not know it does not read
 */
typedef struct
{
  FodClock *clock;
  char *data;
  gboolean data_given;
  char *store;
  char *organisation;
  char *name;
  char *role;
  char *team;
  char *to;
  char *value;
  char *from;
  char *listen;
  char *certificate;
  char *private_key;
  char *day;
  int password_fd;
  int port;
  int participants;
  int employers;
  int seed;
  gboolean demo;
  gboolean cover;
} FodServerOptions;

/**
 * FodServerCommand:
 * @words: what calls it, as "user add"
 * @argument: (nullable): the name of the one argument that it takes
 * @run: Error: any; its text is for the administrator
 */
typedef struct
{
  const char *words;
  const char *argument;
  const char *summary;
  gboolean (*run) (FodServerOptions *options, const char *argument, GError **error);
} FodServerCommand;

/* The folder's commands. */
gboolean fod_server_command_init (FodServerOptions *options, const char *argument, GError **error);
gboolean fod_server_command_demo (FodServerOptions *options, const char *argument, GError **error);
gboolean fod_server_command_serve (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_backup (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_restore (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_status (FodServerOptions *options, const char *argument, GError **error);

gboolean
fod_server_command_quarantine (FodServerOptions *options, const char *argument, GError **error);

/* Those about where the data lie. */
gboolean fod_server_command_epoch (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_migrate (FodServerOptions *options, const char *argument, GError **error);

/* The organisation's. */
gboolean
fod_server_command_add_team (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_add_user (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_password (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_disable (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_change (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_list_users (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_list_devices (FodServerOptions *options, const char *argument, GError **error);
gboolean fod_server_command_set (FodServerOptions *options, const char *argument, GError **error);
gboolean fod_server_command_erase (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_revoke (FodServerOptions *options, const char *argument, GError **error);
gboolean
fod_server_command_assign (FodServerOptions *options, const char *argument, GError **error);

/** fod_server_options_open: Returns: (transfer full) (nullable): the store that the options name */
FodServerStore *fod_server_options_open (FodServerOptions *options, GError **error);

/** fod_server_print_counts: one line each */
void fod_server_print_counts (const FodServerCounts *counts);

/** fod_server_options_check_store: whether --store, if it is given, is what libpq reads, and holds
 * no password: other users see the arguments of a program. Error: %G_OPTION_ERROR */
gboolean fod_server_options_check_store (FodServerOptions *options, GError **error);

G_END_DECLS
