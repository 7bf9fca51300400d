/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is not our business is another program's. */

#include "config.h"

#include "app/fod-reach.h"

void
fod_reach_call (FodEntity *entity)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (FOD_IS_ENTITY (entity));

  uri = g_strconcat ("tel:", fod_entity_get (entity, "phone"), NULL);
  g_strdelimit (uri, " ", '-');
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

void
fod_reach_write (FodEntity *entity)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (FOD_IS_ENTITY (entity));

  uri = g_strconcat ("mailto:", fod_entity_get (entity, "email"), NULL);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}
