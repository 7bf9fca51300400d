/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is kept of first loads, and that nobody stays in it who was erased. */

#include "config.h"

#include "server/fod-server-erase.h"
#include "server/fod-server-live.h"
#include "server/fod-server-snapshot.h"
#include "support/fod-server-fixture.h"

#define BYTES (1024 * 1024)

typedef struct
{
  FodServerFixture server;
  FodServerWorker *worker;
  FodServerRate *rate;
  FodServerShelf *shelf;
  FodServerLive *live;
  char *participant;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  FodClock *clock;

  fod_server_fixture_set_up (&self->server, data);
  clock = FOD_CLOCK (self->server.clock);
  self->worker = fod_server_worker_new (fod_server_store_get_threads (self->server.store));
  self->rate = fod_server_rate_new (clock, 600);
  self->shelf = fod_server_shelf_new (BYTES, BYTES, 1);
  self->live =
      fod_server_live_new (self->server.store, clock, self->worker, self->rate, self->shelf, 1);
  self->participant = fod_server_fixture_participant (&self->server, FOD_ANNA, "Skovarbejderen");
}

/* As a server stops. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  fod_server_live_close (self->live);
  while (fod_server_live_is_busy (self->live))
    g_main_context_iteration (NULL, TRUE);
  fod_server_store_stop_news (self->server.store);
  fod_server_live_unref (self->live);
  fod_server_worker_free (self->worker);
  fod_server_rate_free (self->rate);
  fod_server_shelf_free (self->shelf);
  g_free (self->participant);
  fod_server_fixture_tear_down (&self->server, data);
}

/* What a command that changed something before is no reason to empty the shelf now. */
static void
take_news (Fixture *self)
{
  g_autoptr (GPtrArray) scopes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean anything;

  fod_server_store_take_news (self->server.store, &anything, &scopes, &error);
  g_assert_no_error (error);
}

static FodServerWork *
begin (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  FodServerWork *work = fod_server_work_look_as (self->server.store, FOD_CLOCK (self->server.clock),
                                                 self->server.tokens[FOD_ANNA], &error);

  g_assert_no_error (error);
  return work;
}

/* The first part of what anna has, made in @work. */
static void
load (Fixture *self, FodServerWork *work, guint age)
{
  g_autofree char *scope = g_strconcat ("user:", self->server.users[FOD_ANNA], NULL);
  const FodSnapshotRequest request = { .schema = FOD_SCHEMA_VERSION,
                                       .device = self->server.devices[FOD_ANNA],
                                       .epoch = work->epoch,
                                       .scope = scope,
                                       .cursor = (char *)"0+" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = fod_server_snapshot (work, &request, self->shelf, age, &error);

  g_assert_no_error (error);
  fod_server_work_commit (work, &error);
  g_assert_no_error (error);
}

/* As the command does it, in another process. */
static void
erase (Fixture *self)
{
  g_autoptr (FodServerStore) other = fod_server_fixture_open (&self->server);
  g_autoptr (GError) error = NULL;

  fod_server_erase (other, FOD_CLOCK (self->server.clock), FOD_KIND_PARTICIPANT, self->participant,
                    FALSE, &error);
  g_assert_no_error (error);
}

static void
test_is_empty_after_an_erasure (Fixture *self, gconstpointer data)
{
  take_news (self);
  {
    g_autoptr (FodServerWork) work = begin (self);

    load (self, work, fod_server_shelf_get_age (self->shelf));
  }
  g_assert_cmpuint (fod_server_shelf_get_bytes (self->shelf), >, 0);
  fod_server_live_watch (self->live);
  erase (self);
  while (fod_server_shelf_get_bytes (self->shelf) > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* It was begun before the shelf was emptied, and may have the person still. */
static void
test_keeps_no_part_that_was_on_its_way (Fixture *self, gconstpointer data)
{
  guint age = fod_server_shelf_get_age (self->shelf);
  g_autoptr (FodServerWork) work = begin (self);

  fod_server_shelf_empty (self->shelf);
  load (self, work, age);
  g_assert_cmpuint (fod_server_shelf_get_bytes (self->shelf), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/server/shelf/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("is-empty-after-an-erasure", test_is_empty_after_an_erasure);
  ADD ("keeps-no-part-that-was-on-its-way", test_keeps_no_part_that_was_on_its_way);
  return g_test_run ();
}
