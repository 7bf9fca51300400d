/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-entity.h"

G_BEGIN_DECLS

/** fod_reach_call: has the desktop call the number in "phone" of @entity, which has one */
void fod_reach_call (FodEntity *entity);

/** fod_reach_write: begins a mail to the address in "email" of @entity, which has one */
void fod_reach_write (FodEntity *entity);

G_END_DECLS
