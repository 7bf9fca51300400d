/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-name-guard.h"
#include "store/fod-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodNameWatch:
 *
 * The name guard over the participants that this laptop knows (ips/fod-name-guard.h), kept true as
 * the store changes. Until it has looked for the first time it knows of nobody.
 */
#define FOD_TYPE_NAME_WATCH (fod_name_watch_get_type ())
G_DECLARE_FINAL_TYPE (FodNameWatch, fod_name_watch, FOD, NAME_WATCH, GObject)

/** fod_name_watch_new: Returns: (transfer full): a watch over @store */
FodNameWatch *fod_name_watch_new (FodStore *store);

/**
 * fod_name_watch_find:
 * @record: the row, as it is or is to be
 * @field: one of its fields
 * @text: (nullable): what is to stand there
 * @find: (out caller-allocates): as fod_name_guard_find(), from the beginning, today; its texts
 *   live until the next turn of the main loop
 *
 * Returns: whether a name stands in @text that may not stand there
 */
gboolean fod_name_watch_find (FodNameWatch *self,
                              const FodRecord *record,
                              const FodField *field,
                              const char *text,
                              FodNameFind *find);

/** fod_name_watch_dup_without: as fod_name_guard_dup_without(), today, in the user's language;
 * Returns: (transfer full): @text without any name that may not stand there */
char *fod_name_watch_dup_without (FodNameWatch *self,
                                  const FodRecord *record,
                                  const char *text,
                                  const char *words);

/** fod_name_watch_dup_reason: Returns: (transfer full): why @find is stopped, and which words are
 * agreed instead */
char *fod_name_watch_dup_reason (const FodNameFind *find);

/** fod_name_watch_stops: as fod_name_watch_find() for the field of that name, and says why in a
 * toast of @from's window */
gboolean fod_name_watch_stops (GtkWidget *from,
                               FodNameWatch *self,
                               const FodRecord *record,
                               const char *field,
                               const char *text);

G_END_DECLS
