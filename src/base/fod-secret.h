/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FodSecret:
 *
 * Secret bytes (a passphrase, a key, a token) that are overwritten when the last holder lets go.
 * Counted; the bytes never move, and are kept out of core dumps and swap where the kernel allows.
 */
typedef struct _FodSecret FodSecret;

#define FOD_TYPE_SECRET (fod_secret_get_type ())
GType fod_secret_get_type (void);

/** fod_secret_new: Returns: (transfer full): a secret with a copy of @data */
FodSecret *fod_secret_new (const void *data, gsize size);

/** fod_secret_new_text: Returns: (transfer full): a secret with the bytes of @text, without its NUL
 */
FodSecret *fod_secret_new_text (const char *text);

/** fod_secret_new_random: Returns: (transfer full): @size bytes from the kernel's random source */
FodSecret *fod_secret_new_random (gsize size);

/** fod_secret_read_fd: Returns: (transfer full) (nullable): the first line that @fd gives (at most
 * 4096 bytes), without its end; the buffer is wiped. Error: %G_IO_ERROR */
FodSecret *fod_secret_read_fd (int fd, GError **error);

FodSecret *fod_secret_ref (FodSecret *self);
void fod_secret_unref (FodSecret *self);

/** fod_secret_get_data: Returns: (transfer none): the bytes; a NUL stands behind the last */
const void *fod_secret_get_data (FodSecret *self);

/** fod_secret_get_size: Returns: how many bytes */
gsize fod_secret_get_size (FodSecret *self);

/** fod_secret_equal: Returns: whether both hold the same bytes, in constant time */
gboolean fod_secret_equal (FodSecret *a, FodSecret *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSecret, fod_secret_unref)

G_END_DECLS
