/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FodPasteValue: Returns: (transfer full) (nullable): what stands for @name; %NULL and "" for
 * nothing */
typedef char *(*FodPasteValue) (const char *name, gpointer user_data);

/**
 * fod_paste_template_fill:
 * @template: a text with names in braces, as "{date} · {type}"; "{n}" begins a line. What stands in
 *   brackets is left out when none of the names in it has a value, as in "[ · {minutes}]"; brackets
 *   stand side by side, not in each other. A brace or a bracket without its other half is text
 *
 * How an organisation writes down what its other system is to be given (domain.md §5.4: one entry,
 * several outputs).
 *
 * Returns: (transfer full): the text, without blanks at its ends
 */
char *fod_paste_template_fill (const char *template, FodPasteValue value, gpointer user_data);

G_END_DECLS
