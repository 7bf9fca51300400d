/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chain of contacts around a job start, as windows of days. */

#include "config.h"

#include "ips/fod-support-chain.h"

#include "base/fod-date.h"

#include <string.h>

/* Days from the first day of the job. The months after day 28 are 30 days long. */
static const struct
{
  FodSupportKind kind;
  int number;
  int from;
  int to;
} windows[] = {
  { FOD_SUPPORT_BEFORE_START, 1, -7, -1 }, { FOD_SUPPORT_FIRST_DAYS, 1, 0, 3 },
  { FOD_SUPPORT_WEEKLY, 1, 4, 7 },         { FOD_SUPPORT_WEEKLY, 2, 8, 14 },
  { FOD_SUPPORT_WEEKLY, 3, 15, 21 },       { FOD_SUPPORT_WEEKLY, 4, 22, 28 },
  { FOD_SUPPORT_MONTHLY, 1, 29, 58 },      { FOD_SUPPORT_MONTHLY, 2, 59, 88 },
  { FOD_SUPPORT_RETENTION, 1, 91, 98 },    { FOD_SUPPORT_MONTHLY, 3, 89, 118 },
  { FOD_SUPPORT_MONTHLY, 4, 119, 148 },    { FOD_SUPPORT_MONTHLY, 5, 149, 178 },
  { FOD_SUPPORT_RETENTION, 2, 182, 189 },  { FOD_SUPPORT_MONTHLY, 6, 179, 208 },
  { FOD_SUPPORT_MONTHLY, 7, 209, 238 },    { FOD_SUPPORT_MONTHLY, 8, 239, 268 },
  { FOD_SUPPORT_MONTHLY, 9, 269, 298 },    { FOD_SUPPORT_MONTHLY, 10, 299, 328 },
  { FOD_SUPPORT_MONTHLY, 11, 329, 358 },   { FOD_SUPPORT_RETENTION, 3, 365, 372 },
};

static gboolean
is_held (const FodSupportWindow *window, GPtrArray *contacts)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      const char *day = g_ptr_array_index (contacts, i);

      if (strcmp (window->from, day) <= 0 && strcmp (day, window->to) <= 0)
        return TRUE;
    }
  return FALSE;
}

/* Adds nothing when a day is out of the years that dates have. */
static void
add_window (
    GArray *chain, FodSupportWindow window, const char *base, int from, int to, GPtrArray *contacts)
{
  g_autofree char *first = fod_date_add_days (base, from);
  g_autofree char *last = fod_date_add_days (base, to);

  if (first == NULL || last == NULL)
    return;

  g_strlcpy (window.from, first, sizeof window.from);
  g_strlcpy (window.to, last, sizeof window.to);
  window.held = is_held (&window, contacts);
  g_array_append_val (chain, window);
}

GArray *
fod_support_chain (const FodRecord *placement, GPtrArray *contacts)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (FodSupportWindow));
  const char *start;
  const char *end;
  const char *stage;

  g_return_val_if_fail (placement != NULL && contacts != NULL, chain);

  start = fod_record_get (placement, "start-date");
  end = fod_record_get (placement, "end-date");
  stage = fod_record_get (placement, "stage");
  if (!fod_date_parse (start, NULL) || g_strcmp0 (stage, "dropped") == 0)
    return chain;
  if (!fod_date_parse (end, NULL))
    end = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      FodSupportWindow window = { windows[i].kind, windows[i].number, "", "", FALSE };

      if (end == NULL || fod_date_days_between (start, end) >= windows[i].from)
        add_window (chain, window, start, windows[i].from, windows[i].to, contacts);
    }
  if (end != NULL)
    {
      FodSupportWindow window = { FOD_SUPPORT_AFTER_END, 1, "", "", FALSE };

      add_window (chain, window, end, 0, 3, contacts);
    }
  return chain;
}

const FodSupportWindow *
fod_support_find_due (const GArray *chain, const char *today)
{
  const FodSupportWindow *missed = NULL;

  g_return_val_if_fail (chain != NULL && today != NULL, NULL);

  for (guint i = 0; i < chain->len; i++)
    {
      const FodSupportWindow *window = &g_array_index (chain, FodSupportWindow, i);

      if (strcmp (window->from, today) > 0)
        continue;
      if (window->held)
        missed = NULL;
      else if (strcmp (today, window->to) <= 0)
        return window;
      else
        missed = window;
    }
  return missed;
}

const char *
fod_support_get_code (FodSupportKind kind)
{
  static const char *const codes[] = {
    [FOD_SUPPORT_BEFORE_START] = "before-start",
    [FOD_SUPPORT_FIRST_DAYS] = "first-days",
    [FOD_SUPPORT_WEEKLY] = "weekly",
    [FOD_SUPPORT_MONTHLY] = "monthly",
    [FOD_SUPPORT_RETENTION] = "retention",
    [FOD_SUPPORT_AFTER_END] = "after-end",
  };

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (codes), NULL);

  return codes[kind];
}
