/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry beside the one that comes along, under an id of its own. */

#include "config.h"

#include "server/fod-server-setting.h"

#include "base/fod-date.h"
#include "base/fod-uuid.h"
#include "schema/fod-codes.h"
#include "server/fod-server-accounts.h"

#include <string.h>

G_DEFINE_QUARK (fod-server-setting-error-quark, fod_server_setting_error)

/* What is set by a number, and what by a text; every other list is the field's, and no setting. */
#define NUMBERS "clock-days"
#define TEXTS "paste-text"

static FodRecord *
find (GPtrArray *codes, const char *name)
{
  for (guint i = 0; i < codes->len; i++)
    {
      FodRecord *code = g_ptr_array_index (codes, i);
      const char *list = fod_record_get (code, "list");
      g_autofree char *called = g_strconcat (list, "/", fod_record_get (code, "code"), NULL);

      if ((strcmp (list, NUMBERS) == 0 || strcmp (list, TEXTS) == 0) && strcmp (called, name) == 0)
        return code;
    }
  return NULL;
}

static gboolean
refuse (FodServerSettingError code, const char *text, GError **error)
{
  g_set_error_literal (error, FOD_SERVER_SETTING_ERROR, (int)code, text);
  return FALSE;
}

static gboolean
set_value (FodRecord *setting, const char *value, GError **error)
{
  guint64 number;

  if (strcmp (fod_record_get (setting, "list"), NUMBERS) != 0)
    {
      fod_record_set (setting, "name-da", value);
      fod_record_set (setting, "name-en", value);
    }
  else if (g_ascii_string_to_unsigned (value, 10, 0, 10000, &number, NULL))
    fod_record_set (setting, "position", value);
  else
    return refuse (FOD_SERVER_SETTING_ERROR_VALUE, value, error);
  if (!fod_record_check (setting, NULL, NULL))
    return refuse (FOD_SERVER_SETTING_ERROR_VALUE, value, error);
  return TRUE;
}

gboolean
fod_server_set_setting (FodServerStore *store,
                        FodClock *clock,
                        const char *name,
                        const char *value,
                        const char *from,
                        GError **error)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (FodRecord) setting = NULL;
  g_autoptr (FodServerWork) work = NULL;
  g_autofree char *seed = NULL;
  g_autofree char *id = NULL;
  FodRecord *known;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store), FALSE);
  g_return_val_if_fail (name != NULL && value != NULL && from != NULL, FALSE);

  codes = fod_codes_load ();
  known = find (codes, name);
  if (known == NULL)
    return refuse (FOD_SERVER_SETTING_ERROR_UNKNOWN, name, error);
  if (!fod_date_parse (from, NULL))
    return refuse (FOD_SERVER_SETTING_ERROR_DATE, from, error);
  seed = g_strjoin ("/", "code", name, from, NULL);
  id = fod_uuid_new_from_name (seed);
  setting = fod_record_copy_as (known, id);
  fod_record_set (setting, "valid-from", from);
  if (!set_value (setting, value, error))
    return FALSE;
  work = fod_server_work_begin (store, clock, error);
  return work != NULL && fod_server_put_record (work, setting, error) &&
         fod_server_work_commit (work, error);
}
