/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a device becomes known. Passwords are checked elsewhere, between the two steps here. */

#include "config.h"

#include "server/fod-server-enrol.h"

#include "server/fod-server-audit.h"

#include <sodium.h>
#include <string.h>

#define TOKEN_PREFIX "ung1_"
#define TOKEN_BYTES 32

static char *
make_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  char text[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  char *token;

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  token = g_strconcat (TOKEN_PREFIX, text, NULL);
  sodium_memzero (bytes, sizeof bytes);
  sodium_memzero (text, sizeof text);
  return token;
}

char *
fod_server_token_hash (const char *token)
{
  guint8 digest[crypto_generichash_BYTES];
  char hex[2 * crypto_generichash_BYTES + 1];

  if (token == NULL || !g_str_has_prefix (token, TOKEN_PREFIX) || strlen (token) > 100)
    return NULL;
  crypto_generichash (digest, sizeof digest, (const guint8 *)token, strlen (token), NULL, 0);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, digest, sizeof digest));
}

gboolean
fod_server_enrol_find (FodServerStore *store, const char *login, char **hash, GError **error)
{
  g_autoptr (FodServerUser) user = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store) && login != NULL && hash != NULL, FALSE);

  *hash = NULL;
  folded = g_ascii_strdown (login, -1);
  if (!fod_server_store_find_user (store, folded, &user, error))
    return FALSE;
  if (user != NULL && user->active)
    *hash = g_strdup (user->hash);
  return TRUE;
}

static gboolean
write_device (FodServerWork *work,
              const FodServerUser *user,
              const FodEnrolRequest *request,
              const char *token,
              GError **error)
{
  g_autoptr (FodServerDevice) device = NULL;

  if (!fod_server_store_get_device (work->store, request->device, &device, error))
    return FALSE;
  if (device != NULL &&
      (device->state != FOD_SERVER_DEVICE_ACTIVE || strcmp (device->user, user->id) != 0))
    {
      g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_DEVICE,
                           "the device is another user's");
      return FALSE;
    }
  if (device == NULL)
    {
      device = g_new0 (FodServerDevice, 1);
      device->id = g_strdup (request->device);
      device->user = g_strdup (user->id);
    }
  g_free (device->name);
  device->name = g_strdup (request->device_name == NULL ? "" : request->device_name);
  g_free (device->token_hash);
  device->token_hash = fod_server_token_hash (token);
  device->last_seen = work->now;
  return fod_server_store_put_device (work->store, device, error);
}

static void
audit (FodServerWork *work, const FodServerUser *user, const FodEnrolRequest *request)
{
  FodServerAuditEntry *entry = fod_server_audit_new ("device", request->device, "enrol", "ok");

  entry->user = g_strdup (user->id);
  entry->device = g_strdup (request->device);
  fod_server_audit_add (work, entry);
}

FodEnrolReply *
fod_server_enrol (FodServerStore *store,
                  FodClock *clock,
                  const FodEnrolRequest *request,
                  GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);
  g_autofree char *login = NULL;
  g_autoptr (FodServerUser) user = NULL;
  g_autoptr (FodEnrolReply) reply = NULL;

  g_return_val_if_fail (request != NULL, NULL);

  login = g_ascii_strdown (request->login, -1);
  if (work == NULL || !fod_server_store_find_user (store, login, &user, error))
    return NULL;
  if (user == NULL || !user->active)
    {
      g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_TOKEN, "no such user");
      return NULL;
    }
  reply = g_new0 (FodEnrolReply, 1);
  reply->token = make_token ();
  reply->user = g_strdup (user->id);
  reply->team = g_strdup (user->team);
  reply->role = g_strdup (user->role);
  reply->epoch = g_strdup (work->epoch);
  audit (work, user, request);
  if (!fod_server_store_get_meta (store, "organisation-name", &reply->organisation, error) ||
      !write_device (work, user, request, reply->token, error) ||
      !fod_server_work_commit (work, error))
    return NULL;
  return g_steal_pointer (&reply);
}
