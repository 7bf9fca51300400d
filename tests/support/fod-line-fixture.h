/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/fod-fake-clock.h"
#include "support/fod-fault-proxy.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"

G_BEGIN_DECLS

/**
 * FodLine:
 * @line: anna's transport, through @proxy
 * @anna: her laptop, behind the proxy
 * @bo: her colleague's, which sees what the server holds
 * @written: how many employers were written on either
 *
 * A fixture: the real engine and the real server, and between them a line that can break. After
 * each fault nothing may be lost or doubled, and the status has to be true.
 */
typedef struct
{
  char *folder;
  FodFakeClock *clock;
  FodTestServer *server;
  FodFaultProxy *proxy;
  FodTransport *line;
  FodTestDevice *anna;
  FodTestDevice *bo;
  guint written;
} FodLine;

/** fod_line_set_up, fod_line_tear_down: for g_test_add() */
void fod_line_set_up (FodLine *self, gconstpointer data);
void fod_line_tear_down (FodLine *self, gconstpointer data);

/** fod_line_add: Returns: (transfer full): another laptop, enrolled as @login and in step; @clock:
 * (nullable): its own, %NULL for the server's */
FodTestDevice *fod_line_add (FodLine *self, const char *login, FodClock *clock);

/** fod_line_write: a new employer on @device */
void fod_line_write (FodLine *self, FodTestDevice *device);

/** fod_line_give_both_ways: an employer of bo's waits at the server, one of anna's with her */
void fod_line_give_both_ways (FodLine *self);

/** fod_line_sync: one round that succeeds, after which nothing waits and the state says so */
void fod_line_sync (FodTestDevice *device);

/** fod_line_assert_value: @device shows @value (nullable) in a field of a row that lives */
void fod_line_assert_value (
    FodTestDevice *device, const char *kind, const char *id, const char *field, const char *value);

/** fod_line_assert_same: both show the same */
void fod_line_assert_same (FodTestDevice *a, FodTestDevice *b);

/** fod_line_count: Returns: how many live rows of @kind the device shows */
guint fod_line_count (FodTestDevice *device, const char *kind);

/** fod_line_delete: deletes a row on @device */
void fod_line_delete (FodTestDevice *device, const char *kind, const char *id);

/**
 * fod_line_fail:
 * @fault: befalls the line from now on
 *
 * One round of anna's that fails, says so, keeps what waits, and does not go round in circles.
 *
 * Returns: the %FOD_SYNC_ERROR
 */
int fod_line_fail (FodLine *self, const FodFault *fault);

/** fod_line_assert_whole: the line is good again: a round each, and both laptops show the same and
 * all that was written, once */
void fod_line_assert_whole (FodLine *self);

G_END_DECLS
