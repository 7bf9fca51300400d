/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/fod-fake-transport.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * FodFakeServer:
 * @pull, @push: what to answer; %NULL for what a good server would
 * @end: the same for the end of a device's access; %NULL: a server that knows of none
 * @snapshot: the same; %NULL: there are no parts
 * @epoch: the epoch that it is of; requests of another get 409. %NULL: it is out of reach
 * @step: for the test's own functions
 * @pushed: how many ops were in the pushes that a good answer was given to
 * @max_ops: more in one push get 413; 0 for no limit
 * @min_push: the oldest schema that it takes changes of
 * @last_op: (nullable): the first op of the last push with a good answer
 * @last_row: (nullable): the row of that
 * @token: (nullable): what the last request came with
 *
 * A server with one empty scope "org:1" that takes everything, unless a test says otherwise. It
 * enrols who knows the password "password-anna", with the token "token-2".
 */
typedef struct _FodFakeServer FodFakeServer;

struct _FodFakeServer
{
  FodReply *(*pull) (FodFakeServer *self, const FodPullRequest *request);
  FodReply *(*push) (FodFakeServer *self, const FodPushRequest *request);
  FodReply *(*end) (FodFakeServer *self, const FodPushRequest *request);
  FodReply *(*snapshot) (FodFakeServer *self, const FodSnapshotRequest *request);
  const char *epoch;
  guint step;
  guint pushed;
  guint max_ops;
  guint min_push;
  char *last_op;
  char *last_row;
  char *token;
};

/** fod_fake_server_answer: a FodFakeAnswer whose data is a FodFakeServer */
FodReply *fod_fake_server_answer (const FodRequest *request, const char *body, gpointer data);

/** fod_fake_server_clear: frees what it kept */
void fod_fake_server_clear (FodFakeServer *self);

/** fod_fake_server_new_pull_reply: Returns: (transfer full): a reply without news */
FodPullReply *fod_fake_server_new_pull_reply (FodFakeServer *self, const char *next);

/** fod_fake_server_new_push_reply: Returns: (transfer full): a reply that takes every op */
FodPushReply *fod_fake_server_new_push_reply (FodFakeServer *self, const FodPushRequest *request);

/** fod_fake_server_good_push: Returns: (transfer full): what a good server answers */
FodReply *fod_fake_server_good_push (FodFakeServer *self, const FodPushRequest *request);

/** fod_fake_server_take_text: Returns: (transfer full): a reply with @text (transfer full) */
FodReply *fod_fake_server_take_text (guint status, char *text);

G_END_DECLS
