/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* The protocol's names and limits, said once for client and server. */

#define FOD_PROTOCOL_VERSION 1

#define FOD_PATH_HEALTH "/healthz"
#define FOD_PATH_HELLO "/v1/sync/hello"
#define FOD_PATH_ENROL "/v1/enrol"
#define FOD_PATH_PUSH "/v1/sync/push"
#define FOD_PATH_PULL "/v1/sync/pull"
#define FOD_PATH_HEADS "/v1/sync/heads"

#define FOD_LIMIT_OPS 500
#define FOD_LIMIT_PUSH_BYTES (512 * 1024)
#define FOD_LIMIT_BODY_BYTES (8 * 1024 * 1024)
#define FOD_LIMIT_PULL_ROWS 2000
#define FOD_LIMIT_PULL_BYTES (1024 * 1024)
#define FOD_LIMIT_JSON_DEPTH 32
#define FOD_LIMIT_STRING_BYTES (1024 * 1024)

/* An answer is whole only when its last member says so: libsoup reports some cut bodies as
 * success. */
#define FOD_WIRE_END "end"
