/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface between the window and its pages; what a page leaves out does nothing. */

#include "config.h"

#include "app/fod-page.h"

G_DEFINE_INTERFACE (FodPage, fod_page, GTK_TYPE_WIDGET)

static void
fod_page_default_init (FodPageInterface *iface)
{
}

void
fod_page_show_row (FodPage *self, const char *kind, const char *id)
{
  g_return_if_fail (FOD_IS_PAGE (self));

  if (FOD_PAGE_GET_IFACE (self)->show_row != NULL)
    FOD_PAGE_GET_IFACE (self)->show_row (self, kind, id);
}

void
fod_page_add (FodPage *self, const char *kind, GVariant *known)
{
  g_return_if_fail (FOD_IS_PAGE (self));

  if (FOD_PAGE_GET_IFACE (self)->add != NULL)
    FOD_PAGE_GET_IFACE (self)->add (self, kind, known);
}

void
fod_page_ask (FodPage *self, const char *kind)
{
  g_return_if_fail (FOD_IS_PAGE (self));

  if (FOD_PAGE_GET_IFACE (self)->ask != NULL)
    FOD_PAGE_GET_IFACE (self)->ask (self, kind);
  else
    {
      g_autoptr (GVariant) nothing =
          g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0));

      fod_page_add (self, kind, nothing);
    }
}

const char *
fod_page_get_shown (FodPage *self, const char **id)
{
  g_return_val_if_fail (FOD_IS_PAGE (self), NULL);

  return FOD_PAGE_GET_IFACE (self)->get_shown != NULL
             ? FOD_PAGE_GET_IFACE (self)->get_shown (self, id)
             : NULL;
}

void
fod_page_show_date (FodPage *self, const char *date)
{
  g_return_if_fail (FOD_IS_PAGE (self));

  if (FOD_PAGE_GET_IFACE (self)->show_date != NULL)
    FOD_PAGE_GET_IFACE (self)->show_date (self, date);
}

void
fod_page_start_search (FodPage *self)
{
  g_return_if_fail (FOD_IS_PAGE (self));

  if (FOD_PAGE_GET_IFACE (self)->start_search != NULL)
    FOD_PAGE_GET_IFACE (self)->start_search (self);
}

gboolean
fod_page_go_back (FodPage *self)
{
  g_return_val_if_fail (FOD_IS_PAGE (self), FALSE);

  if (FOD_PAGE_GET_IFACE (self)->go_back == NULL)
    return FALSE;
  return FOD_PAGE_GET_IFACE (self)->go_back (self);
}
