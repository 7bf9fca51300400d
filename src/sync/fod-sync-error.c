/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the sync, apart from the engine so that a transport needs no store. */

#include "config.h"

#include "sync/fod-sync-engine.h"

G_DEFINE_QUARK (fod-sync-error-quark, fod_sync_error)
