/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodGiven:
 * @user: to whom
 * @at_ms: when the server said yes
 * @count: how many participants, on that day
 *
 * What the one who handed participants over keeps of it: to whom, when and how many, and nothing
 * about the participants, whom they may not know any more.
 */
typedef struct
{
  char *user;
  gint64 at_ms;
  guint count;
} FodGiven;

void fod_given_free (FodGiven *self);

/** fod_given_list_async: of the last ninety days, newest first */
void fod_given_list_async (FodStore *store,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** fod_given_list_finish: Returns: (transfer full) (nullable) (element-type FodGiven) */
GPtrArray *fod_given_list_finish (FodStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
