/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/fod-fake-clock.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"

G_BEGIN_DECLS

#define FOD_PARTS 5
#define FOD_ROWS_A_PART 3
#define FOD_PART_ROWS (FOD_PARTS * FOD_ROWS_A_PART)

/**
 * FodMadePart:
 * @packed: made from @lines when nobody did it before
 * @text: (nullable): instead of @head, whose sum is made from @packed when it has none
 *
 * A part on its way out.
 */
typedef struct
{
  FodSnapshotHead *head;
  GString *lines;
  GBytes *packed;
  char *text;
} FodMadePart;

typedef void (*FodSpoilPart) (FodMadePart *part);

/**
 * FodPartServer:
 * @server: one scope "org:1" of FOD_PART_ROWS employers in FOD_PARTS parts; the first member
 * @asked: the cursors that parts were asked for with
 * @lose: the part whose answer is lost, -1 for none
 * @spoil, @spoil_packed: (nullable): called before and after the rows are packed
 *
 * A fixture: a laptop, and a server without a network that its first load comes from in parts.
 */
typedef struct
{
  FodFakeServer server;
  FodFakeTransport *transport;
  FodFakeClock *clock;
  FodTestDevice *device;
  GString *asked;
  int lose;
  FodSpoilPart spoil;
  FodSpoilPart spoil_packed;
} FodPartServer;

/** fod_part_server_set_up, fod_part_server_tear_down: for g_test_add() */
void fod_part_server_set_up (FodPartServer *self, gconstpointer data);
void fod_part_server_tear_down (FodPartServer *self, gconstpointer data);

/** fod_part_server_pull, fod_part_server_part: Returns: (transfer full): what a good server
 * answers, but for what is spoilt */
FodReply *fod_part_server_pull (FodFakeServer *self, const FodPullRequest *request);
FodReply *fod_part_server_part (FodFakeServer *self, const FodSnapshotRequest *request);

G_END_DECLS
