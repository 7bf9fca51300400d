/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What administrators do at the server. */

#include "config.h"

#include "sim/fod-sim-world.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-erase.h"
#include "wire/fod-row.h"

#include <string.h>

gboolean
fod_sim_world_has (FodSimWorld *self, guint device)
{
  return self->devices[device]->store != NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static const char *
pick_participant (FodSimWorld *self, guint number)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->oracle->server->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (strcmp (((FodSimRow *)row)->kind, FOD_KIND_PARTICIPANT) == 0 &&
        ((FodSimRow *)row)->state != FOD_ROW_ERASED)
      g_ptr_array_add (ids, ((FodSimRow *)row)->id);
  g_ptr_array_sort (ids, compare_ids);
  return ids->len == 0 ? NULL : ids->pdata[number % ids->len];
}

static void
assign (FodSimWorld *self, const FodSimStep *step)
{
  const char *id = pick_participant (self, step->numbers[0]);
  gboolean cover = step->numbers[1] % 2 == 0;
  const char *user = self->server->users[step->numbers[2] % FOD_SIM_USERS];
  FodServerStore *stores[] = { self->server->store, fod_sim_mirror_get_store (self->mirror) };

  if (id == NULL)
    return;
  if (cover && step->numbers[2] / FOD_SIM_USERS % 3 == 0)
    user = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!fod_server_assign (stores[i], FOD_CLOCK (self->server->clock), id,
                              cover ? "cover" : "consultant", user, &error))
        g_assert_error (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_COVER);
    }
}

/* As the command does it. */
static void
erase (FodSimWorld *self, const FodSimStep *step)
{
  const char *id = pick_participant (self, step->numbers[0]);
  g_autofree char *key = NULL;
  FodServerStore *stores[] = { self->server->store, fod_sim_mirror_get_store (self->mirror) };
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  key = g_strconcat (FOD_KIND_PARTICIPANT, " ", id, NULL);
  fod_server_store_get_row (stores[0], FOD_KIND_PARTICIPANT, id, &row, &error);
  g_assert_no_error (error);
  fod_server_erase_note (self->server->folder, stores[0], row, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    fod_server_erase (stores[i], FOD_CLOCK (self->server->clock), FOD_KIND_PARTICIPANT, id, FALSE,
                      &error);
  g_assert_no_error (error);
  fod_sim_oracle_erase (self->oracle, key);
}

static void
move_user (FodSimWorld *self, const FodSimStep *step)
{
  const char *login = fod_sim_server_get_login (step->numbers[0] % FOD_SIM_USERS);
  const char *role = step->numbers[1] % 3 == 0   ? "leader"
                     : step->numbers[1] % 3 == 1 ? "consultant"
                                                 : NULL;
  FodServerStore *stores[] = { self->server->store, fod_sim_mirror_get_store (self->mirror) };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    fod_server_change_user (stores[i], FOD_CLOCK (self->server->clock), login, role,
                            self->server->teams[step->numbers[2] % FOD_SIM_TEAMS], &error);
  g_assert_no_error (error);
}

/* Copies of the device are the same device. */
static void
end_access (FodSimWorld *self, guint device)
{
  g_autoptr (GError) error = NULL;

  if (!fod_sim_world_has (self, device))
    return;
  fod_server_revoke_device (self->server->store, FOD_CLOCK (self->server->clock),
                            self->devices[device]->id, &error);
  g_assert_no_error (error);
  g_hash_table_add (self->oracle->ended, g_strdup (self->devices[device]->id));
}

/* What a device had handed over for good went with the server. */
static void
restore (FodSimWorld *self)
{
  gboolean ended[FOD_SIM_DEVICES] = { FALSE };

  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    ended[i] = !fod_sim_world_has (self, i) || fod_sim_world_is_revoked (self, i);
  if (!fod_sim_server_restore (self->server))
    return;
  fod_sim_world_look_at_server (self, TRUE);
  for (guint i = 0; i < FOD_SIM_DEVICES; i++)
    {
      self->devices[i]->in_step = FALSE;
      if (fod_sim_world_has (self, i))
        fod_sim_oracle_forget_strange (self->oracle, i);
      if (ended[i] || self->oracle->twins[i])
        fod_sim_oracle_forget_disk (self->oracle, i);
    }
}

gboolean
fod_sim_world_administer (FodSimWorld *self, const FodSimStep *step)
{
  switch ((int)step->verb)
    {
    case FOD_SIM_ASSIGN:
      assign (self, step);
      break;
    case FOD_SIM_MOVE_USER:
      move_user (self, step);
      break;
    case FOD_SIM_ERASE:
      erase (self, step);
      break;
    case FOD_SIM_REVOKE:
      end_access (self, step->device);
      break;
    case FOD_SIM_BACKUP:
      fod_sim_server_make_backup (self->server);
      return TRUE;
    case FOD_SIM_SERVER_RESTORE:
      restore (self);
      return TRUE;
    default:
      return FALSE;
    }
  fod_sim_world_look_at_server (self, FALSE);
  return TRUE;
}
