/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Argon2id in a small pool of its own. Knows no account. */

#include "config.h"

#include "server/fod-server-passwords.h"

#include <sodium.h>
#include <string.h>

#define PASSES 2
#define THREADS 2
#define QUEUE 16

struct _FodServerPasswords
{
  GThreadPool *pool;
  char *decoy; /* what an unknown user's password is checked against */
};

typedef struct
{
  FodSecret *password;
  char *hash; /* NULL: the decoy's */
} FodCheck;

static void
check_free (gpointer data)
{
  FodCheck *check = data;

  fod_secret_unref (check->password);
  g_free (check->hash);
  g_free (check);
}

char *
fod_server_hash_password (FodSecret *password, guint mib, GError **error)
{
  char text[crypto_pwhash_STRBYTES];

  g_return_val_if_fail (password != NULL, NULL);

  if (sodium_init () < 0 ||
      crypto_pwhash_str (text, fod_secret_get_data (password), fod_secret_get_size (password),
                         PASSES, (size_t)mib * 1024 * 1024) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no memory for the password");
      return NULL;
    }
  return g_strdup (text);
}

static void
run (gpointer item, gpointer user_data)
{
  g_autoptr (GTask) task = item;
  FodServerPasswords *self = user_data;
  FodCheck *check = g_task_get_task_data (task);
  const char *hash = check->hash == NULL ? self->decoy : check->hash;
  int failed = crypto_pwhash_str_verify (hash, fod_secret_get_data (check->password),
                                         fod_secret_get_size (check->password));

  g_task_return_boolean (task, failed == 0 && check->hash != NULL);
}

FodServerPasswords *
fod_server_passwords_new (guint mib)
{
  FodServerPasswords *self = g_new0 (FodServerPasswords, 1);
  g_autoptr (FodSecret) nobody = fod_secret_new_random (16);
  g_autoptr (GError) error = NULL;

  self->decoy = fod_server_hash_password (nobody, mib, &error);
  if (self->decoy == NULL)
    g_error ("%s", error->message);
  self->pool = g_thread_pool_new (run, self, THREADS, FALSE, NULL);
  return self;
}

void
fod_server_passwords_free (FodServerPasswords *self)
{
  g_return_if_fail (self != NULL);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_free (self->decoy);
  g_free (self);
}

void
fod_server_passwords_check_async (FodServerPasswords *self,
                                  FodSecret *password,
                                  const char *hash,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  FodCheck *check;

  g_task_set_source_tag (task, fod_server_passwords_check_async);
  if (g_thread_pool_unprocessed (self->pool) >= QUEUE)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "too many logins at a time");
      g_object_unref (task);
      return;
    }
  check = g_new0 (FodCheck, 1);
  check->password = fod_secret_ref (password);
  /* A user who may not log in has an empty hash. */
  check->hash = hash == NULL || hash[0] == '\0' ? NULL : g_strdup (hash);
  g_task_set_task_data (task, check, check_free);
  g_thread_pool_push (self->pool, task, NULL);
}

gboolean
fod_server_passwords_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
