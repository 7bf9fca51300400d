/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server hears of the other processes that write into its store. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "support/fod-server-fixture.h"

static gboolean
take (FodServerStore *store)
{
  g_autoptr (GPtrArray) scopes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean anything;

  fod_server_store_take_news (store, &anything, &scopes, &error);
  g_assert_no_error (error);
  return anything || scopes->len > 0;
}

static void
add_team (FodServerFixture *f, FodServerStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = fod_server_add_team (store, FOD_CLOCK (f->clock), name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
}

static void
test_own_writes (FodServerFixture *f, gconstpointer data)
{
  take (f->store);
  add_team (f, f->store, "Skive");
  g_assert_false (take (f->store));
}

static void
test_writes_of_others (FodServerFixture *f, gconstpointer data)
{
  g_autoptr (FodServerStore) other = fod_server_fixture_open (f);

  take (f->store);
  add_team (f, other, "Skive");
  g_assert_true (take (f->store));
  g_assert_false (take (f->store));
  add_team (f, f->store, "Vejle");
  g_assert_true (take (other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/server/news/own-writes-are-none", FodServerFixture, NULL, fod_server_fixture_set_up,
              test_own_writes, fod_server_fixture_tear_down);
  g_test_add ("/server/news/writes-of-others-are-told-once", FodServerFixture, NULL,
              fod_server_fixture_set_up, test_writes_of_others, fod_server_fixture_tear_down);
  return g_test_run ();
}
