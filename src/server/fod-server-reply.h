/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodServerReply:
 * @body: (nullable): JSON
 * @etag: (nullable): with its quotes
 * @packed: whether @body is gzip
 * @raw: @body is no JSON and goes out as it is
 * @id: (nullable): of a failure, also in the log
 *
 * What goes back over HTTP.
 */
typedef struct
{
  guint status;
  GBytes *body;
  gboolean packed;
  gboolean raw;
  char *etag;
  guint retry_after;
  char *id;
} FodServerReply;

/** fod_server_reply_new: @body: (transfer full) (nullable): JSON; Returns: (transfer full) */
FodServerReply *fod_server_reply_new (guint status, char *body);

/** fod_server_reply_new_error: Returns: (transfer full): a small JSON with @word and an id, and
 * nothing that a stranger could learn from */
FodServerReply *fod_server_reply_new_error (guint status, const char *word);

/** fod_server_reply_from_error: Returns: (transfer full): the status and word of a %FOD_WIRE_ERROR,
 * %FOD_SERVER_DENIAL, %G_IO_ERROR of unpacking, or of anything else, which is logged */
FodServerReply *fod_server_reply_from_error (const GError *error);

/** fod_server_reply_pack: makes a large body gzip */
void fod_server_reply_pack (FodServerReply *self);

/** fod_server_reply_log: one line about a request; nothing in it names a person */
void fod_server_reply_log (const char *path, guint status, gint64 started_us);

void fod_server_reply_free (FodServerReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerReply, fod_server_reply_free)

G_END_DECLS
