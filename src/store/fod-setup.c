/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs once when a profile is opened; writes only what is missing. */

#include "config.h"

#include "store/fod-setup.h"

#include "base/fod-uuid.h"
#include "schema/fod-codes.h"
#include "store/fod-base.h"
#include "store/fod-belonging.h"
#include "store/fod-cover.h"
#include "store/fod-erasing.h"
#include "store/fod-overlay.h"
#include "store/fod-rows.h"

static gboolean
make_device (FodLedger *ledger, GError **error)
{
  g_autofree char *device = fod_ledger_dup_setting (ledger, "device");

  if (device != NULL)
    return TRUE;
  device = fod_uuid_new (fod_ledger_get_clock (ledger));
  return fod_ledger_set_setting (ledger, "device", device, error);
}

/* What the server says of a code stands above what the program brought along. */
static gboolean
put_code (FodLedger *ledger, const FodRecord *code, GError **error)
{
  const char *id = fod_record_get_id (code);
  g_autoptr (FodViewRow) row = NULL;
  g_autoptr (FodBase) base = NULL;

  if (!fod_rows_get (ledger, &fod_code_spec, id, &row, error))
    return FALSE;
  if (row != NULL && fod_record_equal (row->record, code))
    return TRUE;
  if (!fod_base_get (ledger, FOD_KIND_CODE, id, &base, error))
    return FALSE;
  return base != NULL || fod_rows_put (ledger, row, code, NULL, error);
}

static gboolean
put_codes (FodLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();

  for (guint i = 0; i < codes->len; i++)
    if (!put_code (ledger, g_ptr_array_index (codes, i), error))
      return FALSE;
  return TRUE;
}

/* Fields and kinds that an older program kept raw get their columns filled. */
static gboolean
rebuild_all (FodLedger *ledger, GError **error)
{
  return fod_overlay_rebuild_each (ledger, "SELECT kind, id FROM base", error);
}

static gboolean
follow_schema (FodLedger *ledger, GError **error)
{
  g_autofree char *kept = fod_ledger_dup_setting (ledger, "schema");
  g_autofree char *present = g_strdup_printf ("%u", FOD_SCHEMA_VERSION);

  if (g_strcmp0 (kept, present) == 0)
    return TRUE;
  return (kept == NULL || (rebuild_all (ledger, error) && fod_belonging_reread (ledger, error))) &&
         fod_ledger_set_setting (ledger, "schema", present, error);
}

gboolean
fod_setup_run (FodLedger *ledger, GError **error)
{
  if (!fod_ledger_begin (ledger, error))
    return FALSE;
  return fod_ledger_end (ledger,
                         make_device (ledger, error) && put_codes (ledger, error) &&
                             follow_schema (ledger, error) && fod_cover_follow (ledger, error),
                         error) &&
         fod_erasing_finish (ledger, error);
}
