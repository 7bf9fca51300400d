/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-shelf.h"
#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * fod_server_snapshot:
 *
 * One part of a first load, as it goes over the wire (PROTOCOL.md, snapshot), of what the scope
 * holds in the snapshot of @work: a part of @shelf only when it is exactly that. @age: of @shelf,
 * from before @work began.
 *
 * Returns: (transfer full) (nullable): the body. Error: %FOD_SERVER_DENIAL, PART among them, for a
 *   scope that the one at work has not and for a cursor that no load has; %FOD_DB_ERROR
 */
GBytes *fod_server_snapshot (FodServerWork *work,
                             const FodSnapshotRequest *request,
                             FodServerShelf *shelf,
                             guint age,
                             GError **error);

G_END_DECLS
