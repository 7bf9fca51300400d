/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"
#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodJobFunc:
 *
 * Runs on the worker thread. Returns the call's result, or %NULL with @error set.
 */
typedef gpointer (*FodJobFunc) (FodLedger *ledger, gpointer input, GError **error);

/**
 * FodCall:
 * @input: (transfer full): handed to @func and freed with @free_input (may be %NULL)
 * @free_result: (nullable): frees a result that nobody takes
 *
 * One call of the store.
 */
typedef struct
{
  FodJobFunc func;
  gpointer input;
  GDestroyNotify free_input;
  GDestroyNotify free_result;
} FodCall;

/* The result of a call that has nothing to tell but that it went well. */
#define FOD_JOB_DONE GINT_TO_POINTER (1)

/** fod_store_call_async: asks the worker; @task answers on the opener's thread */
void fod_store_call_async (FodStore *self, const FodCall *call, GTask *task);

/** fod_store_call: asks the worker and waits. Returns: (transfer full) (nullable): the result */
gpointer fod_store_call (FodStore *self, const FodCall *call, GError **error);

G_END_DECLS
