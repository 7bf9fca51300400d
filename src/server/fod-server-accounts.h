/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "base/fod-secret.h"
#include "server/fod-server-work.h"

G_BEGIN_DECLS

/**
 * FodServerAccountError:
 * @FOD_SERVER_ACCOUNT_ERROR_EXISTS: the login or the server is there already
 * @FOD_SERVER_ACCOUNT_ERROR_UNKNOWN: no such user, team or role
 * @FOD_SERVER_ACCOUNT_ERROR_INVALID: a text that the field may not hold
 * @FOD_SERVER_ACCOUNT_ERROR_COVER: who has a participant, or is of another team, can't cover
 * @FOD_SERVER_ACCOUNT_ERROR_LOG: it is done, but the log of the database can't be emptied now
 */
typedef enum
{
  FOD_SERVER_ACCOUNT_ERROR_EXISTS,
  FOD_SERVER_ACCOUNT_ERROR_UNKNOWN,
  FOD_SERVER_ACCOUNT_ERROR_INVALID,
  FOD_SERVER_ACCOUNT_ERROR_COVER,
  FOD_SERVER_ACCOUNT_ERROR_LOG
} FodServerAccountError;

#define FOD_SERVER_ACCOUNT_ERROR (fod_server_account_error_quark ())
GQuark fod_server_account_error_quark (void);

/* What an administrator does to the organisation. Each call is one transaction of its own and
 * writes the rows that colleagues see, their feeds and the audit. */

/**
 * fod_server_setup:
 * @organisation: its name
 *
 * Makes an empty store a server: the organisation, a random epoch, the code lists.
 * Error: %FOD_SERVER_ACCOUNT_ERROR_EXISTS when that was done before.
 */
gboolean
fod_server_setup (FodServerStore *store, FodClock *clock, const char *organisation, GError **error);

/** fod_server_put_record: makes the server's row of @record, or brings it to the record's values,
 * with what feeds and audit say of it. Error: %FOD_SERVER_ACCOUNT_ERROR_INVALID */
gboolean fod_server_put_record (FodServerWork *work, const FodRecord *record, GError **error);

/** fod_server_update_codes: brings the code lists to what this program has; changes nothing when
 * they are */
gboolean fod_server_update_codes (FodServerStore *store, FodClock *clock, GError **error);

/** fod_server_add_team: Returns: (transfer full) (nullable): the team's id; the team of that name
 * when there is one */
char *
fod_server_add_team (FodServerStore *store, FodClock *clock, const char *name, GError **error);

/** fod_server_find_team: Returns: (transfer full) (nullable): the id of the team of that name, or
 * of that id. Error: %FOD_SERVER_ACCOUNT_ERROR_UNKNOWN */
char *
fod_server_find_team (FodServerStore *store, FodClock *clock, const char *team, GError **error);

/**
 * FodServerNewUser:
 * @id: (nullable): chosen when %NULL
 * @role: "consultant" or "leader"
 * @team: a team's id
 * @hash: of the password (fod_server_hash_password()), "" for nobody can log in
 * @phone, @email: (nullable): where colleagues reach the user
 */
typedef struct
{
  const char *id;
  const char *login;
  const char *name;
  const char *role;
  const char *team;
  const char *hash;
  const char *phone;
  const char *email;
} FodServerNewUser;

/** fod_server_add_user: Returns: (transfer full) (nullable): the user's id */
char *fod_server_add_user (FodServerStore *store,
                           FodClock *clock,
                           const FodServerNewUser *user,
                           GError **error);

/** fod_server_set_password: @hash as above */
gboolean fod_server_set_password (
    FodServerStore *store, FodClock *clock, const char *login, const char *hash, GError **error);

/** fod_server_disable_user: nobody logs in as @login any more, and its devices are let in no more
 */
gboolean
fod_server_disable_user (FodServerStore *store, FodClock *clock, const char *login, GError **error);

/** fod_server_change_user: @role, @team: (nullable): what changes; the participants stay with the
 * user and move to the leader of the new team with all that hangs on them */
gboolean fod_server_change_user (FodServerStore *store,
                                 FodClock *clock,
                                 const char *login,
                                 const char *role,
                                 const char *team,
                                 GError **error);

/** fod_server_revoke_device: the device is let in no more; its user can enrol another */
gboolean fod_server_revoke_device (FodServerStore *store,
                                   FodClock *clock,
                                   const char *device,
                                   GError **error);

/**
 * fod_server_assign:
 * @field: "consultant" or "cover"
 * @user: (nullable): a user's id
 *
 * Hands a participant over: the row and all that hangs on it leave the scopes of the one and come
 * into those of the other in one transaction. Error: %FOD_SERVER_ACCOUNT_ERROR_UNKNOWN,
 * %FOD_SERVER_ACCOUNT_ERROR_COVER
 */
gboolean fod_server_assign (FodServerStore *store,
                            FodClock *clock,
                            const char *participant,
                            const char *field,
                            const char *user,
                            GError **error);

/** fod_server_new_epoch: after a restore: every device loads anew and sends again what it has */
gboolean fod_server_new_epoch (FodServerStore *store, FodClock *clock, GError **error);

G_END_DECLS
