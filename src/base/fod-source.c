/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sources of a main context, held by whoever waits for them. */

#include "config.h"

#include "base/fod-source.h"

void
fod_source_drop (GSource **source)
{
  g_return_if_fail (source != NULL);

  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}
