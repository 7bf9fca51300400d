/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The making and checking of ids. */

#include "config.h"

#include "base/fod-uuid.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define UUID_BYTES 16

/* The name space of our version 5 ids. Never to change: every installation must come to the same.
 */
static const guint8 name_space[UUID_BYTES] = { 0x0b, 0x1d, 0x5f, 0x4e, 0x7c, 0x2a, 0x4d, 0x93,
                                               0x9a, 0x61, 0xf0, 0xdf, 0xae, 0x57, 0xe3, 0x18 };

static char *
format_bytes (guint8 bytes[UUID_BYTES], guint8 version)
{
  GString *text = g_string_sized_new (36);

  bytes[6] = (guint8)((bytes[6] & 0x0f) | version << 4);
  bytes[8] = (guint8)((bytes[8] & 0x3f) | 0x80);
  for (int i = 0; i < UUID_BYTES; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        g_string_append_c (text, '-');
      g_string_append_printf (text, "%02x", bytes[i]);
    }
  return g_string_free (text, FALSE);
}

char *
fod_uuid_new (FodClock *clock)
{
  guint8 bytes[UUID_BYTES];
  guint64 ms;

  g_return_val_if_fail (FOD_IS_CLOCK (clock), NULL);

  /* An id that may not be unique would lose records later: rather end here. */
  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("The kernel gives no random numbers: %s", g_strerror (errno));

  ms = (guint64)MAX (fod_clock_get_real_ms (clock), 0);
  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8)(ms >> (40 - 8 * i));
  return format_bytes (bytes, 7);
}

char *
fod_uuid_new_from_name (const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;

  g_return_val_if_fail (name != NULL, NULL);

  g_checksum_update (checksum, name_space, sizeof name_space);
  g_checksum_update (checksum, (const guint8 *)name, (gssize)strlen (name));
  g_checksum_get_digest (checksum, digest, &size);
  return format_bytes (digest, 5);
}

gboolean
fod_uuid_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != 36)
    return FALSE;

  for (int i = 0; i < 36; i++)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i] != '-')
            return FALSE;
        }
      else if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
    }
  return text[14] >= '1' && text[14] <= '8' && strchr ("89ab", text[19]) != NULL;
}
