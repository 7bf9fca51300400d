/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-form-field.h"

G_BEGIN_DECLS

/** fod_field_text_find: how people read and write the values of @field; @show and @read become
 * %NULL where that is the canonical text itself */
void fod_field_text_find (const FodField *field, FodFormText *show, FodFormText *read);

G_END_DECLS
