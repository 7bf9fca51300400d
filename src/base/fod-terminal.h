/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"

G_BEGIN_DECLS

/**
 * fod_terminal_ask:
 * @prompt: the question
 * @error: %G_IO_ERROR: NOT_FOUND without a terminal, PARTIAL_INPUT when nothing was typed
 *
 * Asks for a secret without showing it. What ends the program meanwhile (Ctrl+C, SIGTERM, a line
 * that is cut) ends it with the terminal as it was.
 *
 * Returns: (transfer full) (nullable): one line, without its end
 */
FodSecret *fod_terminal_ask (const char *prompt, GError **error);

G_END_DECLS
