/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fod_fold_search:
 *
 * Folds @text for searching, index and query alike: case and accents go, and the Danish letters
 * meet their usual spellings: å, aa → a; ø, ö, oe → o; æ, ä, ae → a. So "Åse" is found by "aase",
 * "ase" and "åse", "Møller" by "moller" and "moeller". The folding of a prefix of a word is a
 * prefix of the folding of the word, so that search-as-you-type never loses a hit. What is neither
 * letter nor digit becomes one space.
 *
 * Returns: (transfer full): lower-case text
 */
char *fod_fold_search (const char *text);

/**
 * fod_fold_collate_key:
 *
 * A key whose byte order is the Danish alphabet's, whatever the locale: æ, ø, å last, aa as å
 * (Retskrivningsordbogen § 4), accents and case only as tie breakers. Digits sort as text.
 *
 * Returns: (transfer full): a key for strcmp()
 */
char *fod_fold_collate_key (const char *text);

G_END_DECLS
