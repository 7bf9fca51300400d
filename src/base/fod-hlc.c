/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The readings of the hybrid logical clock: pure arithmetic, no time of its own. */

#include "config.h"

#include "base/fod-hlc.h"

#include <string.h>

#define COUNTER_BITS 16
#define MAX_MS ((G_GINT64_CONSTANT (1) << 48) - 1)

FodHlc
fod_hlc_next (FodHlc last, gint64 real_ms)
{
  FodHlc now = fod_hlc_from_ms (real_ms);

  /* A full counter carries into the milliseconds: still greater, and never a wait. */
  return now > last ? now : last + 1;
}

gint64
fod_hlc_get_ms (FodHlc hlc)
{
  return (gint64)(hlc >> COUNTER_BITS);
}

FodHlc
fod_hlc_from_ms (gint64 ms)
{
  return (FodHlc)CLAMP (ms, 0, MAX_MS) << COUNTER_BITS;
}

char *
fod_hlc_to_text (FodHlc hlc)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", hlc);
}

gboolean
fod_hlc_from_text (const char *text, FodHlc *hlc)
{
  FodHlc value = 0;

  if (text == NULL || strlen (text) != 16)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isxdigit (*p) || g_ascii_isupper (*p))
        return FALSE;
      value = value << 4 | (FodHlc)g_ascii_xdigit_value (*p);
    }
  if (hlc != NULL)
    *hlc = value;
  return TRUE;
}
