/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* Requests and their answers as they travel on a line: a few words, a line feed, the body that HTTP
 * would carry, all of it packed. */

/**
 * FodLineAsk:
 * @number: the asker's own count, which the answer gives again
 * @path: of fod-protocol.h
 */
typedef struct
{
  guint number;
  char *path;
  GBytes *body;
} FodLineAsk;

/**
 * FodLineAnswer:
 * @status: as HTTP has it
 * @retry_after: seconds, 0 for none
 * @body: (nullable)
 */
typedef struct
{
  guint number;
  guint status;
  guint retry_after;
  GBytes *body;
} FodLineAnswer;

void fod_line_ask_free (FodLineAsk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodLineAsk, fod_line_ask_free)

void fod_line_answer_free (FodLineAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodLineAnswer, fod_line_answer_free)

/** fod_wire_pack_ask: Returns: (transfer full) (nullable): %NULL when it is too long for a line */
GBytes *fod_wire_pack_ask (const FodLineAsk *ask);

/** fod_wire_unpack_ask: Returns: (transfer full) (nullable). Error: %FOD_WIRE_ERROR */
FodLineAsk *fod_wire_unpack_ask (GBytes *packed, GError **error);

/** fod_wire_pack_answer: Returns: (transfer full): of an answer that is too long for a line only
 * that: %FOD_STATUS_ELSEWHERE */
GBytes *fod_wire_pack_answer (const FodLineAnswer *answer);

/** fod_wire_unpack_answer: Returns: (transfer full) (nullable). Error: %FOD_WIRE_ERROR */
FodLineAnswer *fod_wire_unpack_answer (GBytes *packed, GError **error);

/** fod_wire_pack_heads: Returns: (transfer full): the heads as an answer that nobody asked for */
GBytes *fod_wire_pack_heads (const FodHeads *heads);

G_END_DECLS
