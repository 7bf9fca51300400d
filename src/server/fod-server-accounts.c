/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an administrator does: the organisation, its teams and users, handing a participant over.
 * Passwords come in hashed; nothing here knows one. */

#include "config.h"

#include "server/fod-server-accounts.h"

#include "base/fod-hlc.h"
#include "base/fod-uuid.h"
#include "schema/fod-codes.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-feed.h"
#include "wire/fod-wire.h"

#include <string.h>

#define LOGIN_MAX 64

G_DEFINE_QUARK (fod-server-account-error-quark, fod_server_account_error)

static gboolean
fail (FodServerAccountError code, const char *text, GError **error)
{
  g_set_error_literal (error, FOD_SERVER_ACCOUNT_ERROR, (int)code, text);
  return FALSE;
}

static void
audit (FodServerWork *work, const FodStoredRow *row)
{
  FodServerAuditEntry *entry = fod_server_audit_new (row->row->kind, row->row->id, "admin", "ok");

  entry->eff = fod_hlc_from_ms (work->now);
  entry->rv = row->row->rv;
  entry->new_values = fod_wire_print_texts (row->row->fields);
  fod_server_audit_add (work, entry);
}

static gboolean
save (FodServerWork *work, const FodStoredRow *row, GError **error)
{
  audit (work, row);
  return fod_server_store_put_row (work->store, row, error) &&
         fod_server_feed_mark (work, row, FALSE, error);
}

gboolean
fod_server_put_record (FodServerWork *work, const FodRecord *record, GError **error)
{
  const FodSpec *spec = fod_record_get_spec (record);
  const char *id = fod_record_get_id (record);
  guint64 eff = fod_hlc_from_ms (work->now);
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (FodRecord) old = NULL;

  if (!fod_record_check (record, NULL, NULL))
    return fail (FOD_SERVER_ACCOUNT_ERROR_INVALID, "a text that a field may not hold", error);
  if (!fod_server_store_get_row (work->store, spec->kind, id, &row, error))
    return FALSE;
  if (row == NULL)
    row = fod_stored_row_new (spec->kind, id);
  old = fod_stored_row_dup_record (row, spec);
  if (row->row->rv > 0 && fod_record_equal (old, record))
    return TRUE;
  row->row->rv++;
  for (guint i = 0; i < spec->n_fields; i++)
    if (g_strcmp0 (fod_record_get_at (old, i), fod_record_get_at (record, i)) != 0)
      fod_stored_row_set (row, spec->fields[i].name, fod_record_get_at (record, i), eff, NULL);
  return save (work, row, error);
}

static gboolean
write_codes (FodServerWork *work, GError **error)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();

  for (guint i = 0; i < codes->len; i++)
    if (!fod_server_put_record (work, codes->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
fod_server_update_codes (FodServerStore *store, FodClock *clock, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);

  return work != NULL && write_codes (work, error) && fod_server_work_commit (work, error);
}

static gboolean
write_meta (FodServerStore *store, FodClock *clock, const char *organisation, GError **error)
{
  g_autofree char *known = NULL;
  g_autofree char *id = fod_uuid_new (clock);
  g_autofree char *epoch = fod_uuid_new (clock);

  if (!fod_server_store_get_meta (store, "organisation", &known, error))
    return FALSE;
  if (known != NULL)
    return fail (FOD_SERVER_ACCOUNT_ERROR_EXISTS, "the database is set up", error);
  return fod_server_store_put_meta (store, "organisation", id, error) &&
         fod_server_store_put_meta (store, "organisation-name", organisation, error) &&
         fod_server_store_put_meta (store, "epoch", epoch, error);
}

gboolean
fod_server_setup (FodServerStore *store, FodClock *clock, const char *organisation, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (store), FALSE);
  g_return_val_if_fail (organisation != NULL, FALSE);

  if (!fod_server_store_begin (store, FOD_SERVER_ACCESS_ALONE, error))
    return FALSE;
  if (!write_meta (store, clock, organisation, error))
    {
      fod_server_store_rollback (store);
      return FALSE;
    }
  return fod_server_store_commit (store, error) && fod_server_update_codes (store, clock, error);
}

/* A team's id follows from its name, so that a name is there once. */
static char *
make_team_id (FodServerWork *work, const char *name)
{
  g_autofree char *seed = g_strjoin ("\n", "team", work->organisation, name, NULL);

  return fod_uuid_new_from_name (seed);
}

char *
fod_server_find_team (FodServerStore *store, FodClock *clock, const char *team, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_look (store, clock, error);
  g_autoptr (FodStoredRow) row = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (team != NULL, NULL);

  if (work == NULL)
    return NULL;
  id = fod_uuid_is_valid (team) ? g_strdup (team) : make_team_id (work, team);
  if (!fod_server_store_get_row (store, FOD_KIND_TEAM, id, &row, error))
    return NULL;
  if (row != NULL)
    return g_steal_pointer (&id);
  fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "team", error);
  return NULL;
}

char *
fod_server_add_team (FodServerStore *store, FodClock *clock, const char *name, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autofree char *id = NULL;
  g_autoptr (FodRecord) record = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (work == NULL)
    return NULL;
  id = make_team_id (work, name);
  record = fod_record_new (&fod_team_spec, id);
  fod_record_set (record, "name", name);
  if (!fod_server_put_record (work, record, error) || !fod_server_work_commit (work, error))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
is_login (const char *login)
{
  gsize size = strlen (login);

  return size > 0 && size <= LOGIN_MAX &&
         strspn (login, "abcdefghijklmnopqrstuvwxyz0123456789._@-") == size;
}

static gboolean
check_user (FodServerWork *work, const FodServerNewUser *user, GError **error)
{
  g_autoptr (FodServerUser) known = NULL;
  g_autoptr (FodStoredRow) team = NULL;

  if (!is_login (user->login))
    return fail (FOD_SERVER_ACCOUNT_ERROR_INVALID, "login", error);
  if (strcmp (user->role, "consultant") != 0 && strcmp (user->role, "leader") != 0)
    return fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "role", error);
  if (!fod_server_store_find_user (work->store, user->login, &known, error) ||
      !fod_server_store_get_row (work->store, FOD_KIND_TEAM, user->team, &team, error))
    return FALSE;
  if (known != NULL)
    return fail (FOD_SERVER_ACCOUNT_ERROR_EXISTS, "login", error);
  return team != NULL || fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "team", error);
}

static gboolean
write_user (FodServerWork *work, const FodServerNewUser *user, const char *id, GError **error)
{
  g_autoptr (FodRecord) record = fod_record_new (&fod_user_spec, id);
  FodServerUser account = { (char *)id,         (char *)user->login, (char *)user->hash,
                            (char *)user->role, (char *)user->team,  TRUE };

  fod_record_set (record, "name", user->name);
  fod_record_set (record, "login", user->login);
  fod_record_set (record, "role", user->role);
  fod_record_set (record, "team", user->team);
  fod_record_set (record, "phone", user->phone);
  fod_record_set (record, "email", user->email);
  return fod_server_store_put_user (work->store, &account, error) &&
         fod_server_put_record (work, record, error);
}

char *
fod_server_add_user (FodServerStore *store,
                     FodClock *clock,
                     const FodServerNewUser *user,
                     GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autofree char *id = NULL;

  g_return_val_if_fail (user != NULL && user->login != NULL && user->name != NULL, NULL);
  g_return_val_if_fail (user->role != NULL && user->team != NULL && user->hash != NULL, NULL);

  id = user->id == NULL ? fod_uuid_new (clock) : g_strdup (user->id);
  if (work == NULL || !check_user (work, user, error) || !write_user (work, user, id, error) ||
      !fod_server_work_commit (work, error))
    return NULL;
  return g_steal_pointer (&id);
}

static gboolean
find_user (FodServerWork *work, const char *login, FodServerUser **user, GError **error)
{
  if (!fod_server_store_find_user (work->store, login, user, error))
    return FALSE;
  return *user != NULL || fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "login", error);
}

gboolean
fod_server_set_password (
    FodServerStore *store, FodClock *clock, const char *login, const char *hash, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autoptr (FodServerUser) user = NULL;

  g_return_val_if_fail (login != NULL && hash != NULL, FALSE);

  if (work == NULL || !find_user (work, login, &user, error))
    return FALSE;
  g_free (user->hash);
  user->hash = g_strdup (hash);
  fod_server_audit_add (work, fod_server_audit_new (FOD_KIND_USER, user->id, "password", "ok"));
  return fod_server_store_put_user (store, user, error) && fod_server_work_commit (work, error);
}

gboolean
fod_server_disable_user (FodServerStore *store, FodClock *clock, const char *login, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autoptr (FodServerUser) user = NULL;
  g_autoptr (FodStoredRow) row = NULL;

  g_return_val_if_fail (login != NULL, FALSE);

  if (work == NULL || !find_user (work, login, &user, error) ||
      !fod_server_store_get_row (store, FOD_KIND_USER, user->id, &row, error))
    return FALSE;
  user->active = FALSE;
  row->row->rv++;
  fod_stored_row_set (row, "gone", "1", fod_hlc_from_ms (work->now), NULL);
  return fod_server_store_put_user (store, user, error) && save (work, row, error) &&
         fod_server_work_commit (work, error);
}

static void
end_cover (FodServerWork *work, FodStoredRow *row)
{
  guint64 eff = fod_hlc_from_ms (work->now);

  fod_stored_row_set (row, "cover", NULL, eff, NULL);
  fod_stored_row_set (row, "cover-until", NULL, eff, NULL);
}

/* Who covers is of the participant's team, and is not the one who has them. */
static gboolean
may_cover (const FodServerUser *user, const FodStoredRow *row)
{
  return g_strcmp0 (user->team, fod_stored_row_get (row, "team")) == 0 &&
         g_strcmp0 (user->id, fod_stored_row_get (row, "consultant")) != 0;
}

static gboolean
check_cover (FodServerWork *work, FodStoredRow *row, GError **error)
{
  const char *cover = fod_stored_row_get (row, "cover");
  g_autoptr (FodServerUser) user = NULL;

  if (cover == NULL)
    return TRUE;
  if (!fod_server_store_get_user (work->store, cover, &user, error))
    return FALSE;
  if (user == NULL || !may_cover (user, row))
    end_cover (work, row);
  return TRUE;
}

/* The participants that @user has go to another leader; those that they cover they leave behind. */
static gboolean
move_participants (FodServerWork *work, const FodServerUser *user, GError **error)
{
  g_autofree char *scope = g_strconcat ("user:", user->id, NULL);
  g_autoptr (GPtrArray) places = NULL;

  if (!fod_server_store_list_feed (work->store, scope, 0, G_MAXINT32, &places, error))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const FodServerPlace *place = places->pdata[i];
      g_autoptr (FodStoredRow) row = NULL;

      if (strcmp (place->kind, FOD_KIND_PARTICIPANT) != 0 || place->state == FOD_ROW_GONE ||
          place->state == FOD_ROW_ERASED)
        continue;
      if (!fod_server_store_get_row (work->store, place->kind, place->id, &row, error))
        return FALSE;
      row->row->rv++;
      if (g_strcmp0 (fod_stored_row_get (row, "consultant"), user->id) == 0)
        fod_stored_row_set (row, "team", user->team, fod_hlc_from_ms (work->now), NULL);
      if (!check_cover (work, row, error) || !save (work, row, error) ||
          !fod_server_feed_mark_tree (work, row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change_user (FodServerWork *work, FodServerUser *user, gboolean moves, GError **error)
{
  guint64 eff = fod_hlc_from_ms (work->now);
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (FodStoredRow) team = NULL;

  if (strcmp (user->role, "consultant") != 0 && strcmp (user->role, "leader") != 0)
    return fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "role", error);
  if (!fod_server_store_get_row (work->store, FOD_KIND_TEAM, user->team, &team, error) ||
      !fod_server_store_get_row (work->store, FOD_KIND_USER, user->id, &row, error))
    return FALSE;
  if (team == NULL)
    return fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "team", error);
  row->row->rv++;
  fod_stored_row_set (row, "role", user->role, eff, NULL);
  fod_stored_row_set (row, "team", user->team, eff, NULL);
  return fod_server_store_put_user (work->store, user, error) && save (work, row, error) &&
         (!moves || move_participants (work, user, error));
}

gboolean
fod_server_change_user (FodServerStore *store,
                        FodClock *clock,
                        const char *login,
                        const char *role,
                        const char *team,
                        GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autoptr (FodServerUser) user = NULL;
  gboolean moves;

  g_return_val_if_fail (login != NULL, FALSE);

  if (work == NULL || !find_user (work, login, &user, error))
    return FALSE;
  moves = team != NULL && strcmp (team, user->team) != 0;
  if (role != NULL)
    {
      g_free (user->role);
      user->role = g_strdup (role);
    }
  if (team != NULL)
    {
      g_free (user->team);
      user->team = g_strdup (team);
    }
  return change_user (work, user, moves, error) && fod_server_work_commit (work, error);
}

gboolean
fod_server_revoke_device (FodServerStore *store,
                          FodClock *clock,
                          const char *device,
                          GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autoptr (FodServerDevice) known = NULL;

  g_return_val_if_fail (device != NULL, FALSE);

  if (work == NULL || !fod_server_store_get_device (store, device, &known, error))
    return FALSE;
  if (known == NULL)
    return fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "device", error);
  if (known->state == FOD_SERVER_DEVICE_ACTIVE)
    known->state = FOD_SERVER_DEVICE_REVOKED;
  fod_server_audit_add (work, fod_server_audit_new ("device", device, "revoke", "ok"));
  return fod_server_store_put_device (store, known, error) && fod_server_work_commit (work, error);
}

/* Who takes over must be there; a consultant brings the team along. */
static gboolean
hand_over (
    FodServerWork *work, FodStoredRow *row, const char *field, const char *user, GError **error)
{
  guint64 eff = fod_hlc_from_ms (work->now);
  g_autoptr (FodServerUser) account = NULL;

  if (user != NULL && !fod_server_store_get_user (work->store, user, &account, error))
    return FALSE;
  if (user != NULL && (account == NULL || !account->active))
    return fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "user", error);
  if (account != NULL && strcmp (field, "cover") == 0 && !may_cover (account, row))
    return fail (FOD_SERVER_ACCOUNT_ERROR_COVER, account->login, error);
  row->row->rv++;
  /* Until when the one before covered is no day for another. */
  if (strcmp (field, "cover") == 0)
    end_cover (work, row);
  fod_stored_row_set (row, field, user, eff, NULL);
  if (account != NULL && strcmp (field, "consultant") == 0)
    fod_stored_row_set (row, "team", account->team, eff, NULL);
  return check_cover (work, row, error) && save (work, row, error) &&
         fod_server_feed_mark_tree (work, row, error);
}

gboolean
fod_server_assign (FodServerStore *store,
                   FodClock *clock,
                   const char *participant,
                   const char *field,
                   const char *user,
                   GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autoptr (FodStoredRow) row = NULL;

  g_return_val_if_fail (participant != NULL && field != NULL, FALSE);

  if (work == NULL)
    return FALSE;
  if (strcmp (field, "cover") != 0 && (strcmp (field, "consultant") != 0 || user == NULL))
    return fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "field", error);
  if (!fod_server_store_get_row (store, FOD_KIND_PARTICIPANT, participant, &row, error))
    return FALSE;
  if (row == NULL || row->row->state == FOD_ROW_ERASED)
    return fail (FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, "participant", error);
  return hand_over (work, row, field, user, error) && fod_server_work_commit (work, error);
}

gboolean
fod_server_new_epoch (FodServerStore *store, FodClock *clock, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autofree char *epoch = fod_uuid_new (clock);

  if (work == NULL)
    return FALSE;
  fod_server_audit_add (work,
                        fod_server_audit_new ("organisation", work->organisation, "epoch", "ok"));
  return fod_server_store_put_meta (store, "epoch", epoch, error) &&
         fod_server_work_commit (work, error);
}
