/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"

G_BEGIN_DECLS

/**
 * fod_console_secrets_read:
 * @fd: where it comes from, or -1 to ask on the terminal, without echo
 * @prompt: the question on the terminal
 * @error: %FOD_CONSOLE_ERROR_CALL when there is neither; %G_IO_ERROR
 *
 * A secret never stands in the arguments or the environment, where other processes see it.
 *
 * Returns: (transfer full) (nullable): one line, without its end
 */
FodSecret *fod_console_secrets_read (int fd, const char *prompt, GError **error);

G_END_DECLS
