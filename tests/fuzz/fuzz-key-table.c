/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A key file's layout, once as it comes and once with a right trailer, which nothing but a bad disk
 * lacks: what is read is within the limits and is written as it was. */

#include "config.h"

#include "fuzz/fod-fuzz.h"
#include "vault/fod-key-table.h"

#include <sodium.h>

#define TRAILER_SIZE 32

static void
check (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) printed = NULL;
  FodKeyTable table;

  if (!fod_key_table_parse (&table, data, size, &error))
    {
      g_assert_nonnull (error);
      return;
    }
  g_assert_cmpuint (table.n_slots, >=, 1);
  g_assert_cmpuint (table.n_slots, <=, FOD_KEY_MAX_SLOTS);
  for (guint i = 0; i < table.n_slots; i++)
    g_assert_true (table.slots[i].type != FOD_KEY_SLOT_PASSPHRASE ||
                   fod_key_cost_is_valid (&table.slots[i].cost));
  printed = fod_key_table_print (&table);
  g_assert_cmpmem (g_bytes_get_data (printed, NULL), g_bytes_get_size (printed), data, size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree uint8_t *mended = g_memdup2 (data, size);

  g_assert_cmpint (sodium_init (), >=, 0);
  check (data, size);
  if (size <= TRAILER_SIZE)
    return 0;

  crypto_generichash (mended + size - TRAILER_SIZE, TRAILER_SIZE, mended, size - TRAILER_SIZE, NULL,
                      0);
  check (mended, size);
  return 0;
}
