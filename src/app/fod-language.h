/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_language_init: binds the translations; before any thread starts. @session: what LANGUAGE
 * was when the program started, or %NULL */
void fod_language_init (const char *session);

/**
 * fod_language_set:
 * @language: "da", "en" or "system"
 * @session: (nullable): as in fod_language_init()
 *
 * From now on texts come in that language; windows that stand have to be built anew.
 */
void fod_language_set (const char *language, const char *session);

/** fod_language_get: Returns: (transfer none): "da" or "en", the language that texts come in */
const char *fod_language_get (void);

G_END_DECLS
