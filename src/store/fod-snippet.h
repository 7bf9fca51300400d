/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fod_snippet_new:
 * @text: running text
 * @tokens: folded beginnings of words
 *
 * Returns: (transfer full) (nullable): one line around the first word of @text that begins with a
 *   token, each such word between U+2068 and U+2069; %NULL when there is none
 */
char *fod_snippet_new (const char *text, const char *const *tokens);

/** fod_snippet_first_words: Returns: (transfer full): the beginning of @text as one line */
char *fod_snippet_first_words (const char *text);

G_END_DECLS
