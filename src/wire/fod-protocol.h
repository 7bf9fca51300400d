/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* The protocol's names and limits, said once for client and server. */

#define FOD_PROTOCOL_VERSION 1

#define FOD_PATH_HEALTH "/healthz"
#define FOD_PATH_HELLO "/v1/sync/hello"
#define FOD_PATH_ENROL "/v1/enrol"
#define FOD_PATH_PUSH "/v1/sync/push"
#define FOD_PATH_PULL "/v1/sync/pull"
#define FOD_PATH_SNAPSHOT "/v1/sync/snapshot"
#define FOD_PATH_HEADS "/v1/sync/heads"
#define FOD_PATH_LIVE "/v1/sync/live"
#define FOD_PATH_HISTORY "/v1/sync/history"
#define FOD_PATH_END "/v1/sync/end"
#define FOD_PATH_QUARANTINE "/v1/sync/quarantine"

#define FOD_LIMIT_OPS 500
#define FOD_LIMIT_PUSH_BYTES (512 * 1024)
#define FOD_LIMIT_BODY_BYTES (8 * 1024 * 1024)
#define FOD_LIMIT_PULL_ROWS 2000
#define FOD_LIMIT_PULL_BYTES (1024 * 1024)

/* A part of a first load: entries of the feed, and bytes of its rows before they are packed. */
#define FOD_LIMIT_PART_ROWS 8192
#define FOD_LIMIT_PART_BYTES (4 * 1024 * 1024)

/* Of a row's history: changes, and bytes of their values. */
#define FOD_LIMIT_TOLD 500
#define FOD_LIMIT_TOLD_BYTES (1024 * 1024)

/* Entries of the quarantine in a reply, and settled ones in a request. */
#define FOD_LIMIT_QUARANTINE 100

#define FOD_LIMIT_JSON_DEPTH 32
#define FOD_LIMIT_STRING_BYTES (1024 * 1024)

/* A message on the line of FOD_PATH_LIVE. */
#define FOD_LIMIT_LIVE_BYTES (16 * 1024)

/* What the two sides of a line agree on in its handshake when small requests may travel on it, too;
 * the most bytes of such a request as it travels, and of a request or a reply unpacked; the status
 * that says that a reply is too long for a line (RFC 9110, 15.5.20: ask elsewhere). */
#define FOD_LIVE_ASKS "fodfaeste-asks"
/* The same, and the heads travel packed as an answer that nobody asked for: this is its number. */
#define FOD_LIVE_PACKED "fodfaeste-packed"
#define FOD_LIVE_UNASKED 0
#define FOD_LIMIT_ASK_BYTES 4096
#define FOD_LIMIT_ASK_TEXT (128 * 1024)
#define FOD_STATUS_ELSEWHERE 421

/* Why the server ends a line (RFC 6455, 7.4): the device's access has ended; the same device has
 * opened another; the device said something, which it may not. */
#define FOD_LIVE_ENDED 4001
#define FOD_LIVE_REPLACED 4002
#define FOD_LIVE_FORBIDDEN 1008

/* An answer is whole only when its last member says so: libsoup reports some cut bodies as
 * success. */
#define FOD_WIRE_END "end"
