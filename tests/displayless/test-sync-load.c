/* SPDX-License-Identifier: GPL-3.0-or-later */

/* First loads in parts from servers that are right, cut off, overrun, forgetful or mad; a real
 * store, no network. */

#include "config.h"

#include "support/fod-part-server.h"
#include "wire/fod-protocol.h"

#include <string.h>

typedef FodPartServer Fixture;

static void
sync_badly (Fixture *f, FodSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_test_device_sync (f->device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, (int)code);
}

/* A round that succeeds, and then @rows employers are here and nothing waits. */
static void
assert_whole (Fixture *f, guint rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) employers = NULL;
  FodSyncRound round;

  fod_test_device_sync (f->device, &round, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (round.waiting, ==, 0);
  employers = fod_test_device_list (f->device, FOD_KIND_EMPLOYER);
  g_assert_cmpuint (employers->len, ==, rows);
}

static void
add_employer (Fixture *f)
{
  g_autofree char *id =
      fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);

  g_assert_nonnull (id);
}

static void
test_comes_in_parts (Fixture *f, gconstpointer data)
{
  assert_whole (f, FOD_PART_ROWS);
  g_assert_cmpstr (f->asked->str, ==, "0+ 1+ 2+ 3+ 4+ ");
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PULL), ==, 2);
  assert_whole (f, FOD_PART_ROWS);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_SNAPSHOT), ==, FOD_PARTS);
}

/* Whichever part does not come, and though the program is ended then: no part is fetched twice but
 * the one that is missing. */
static void
test_goes_on_where_it_was_cut (Fixture *f, gconstpointer data)
{
  guint lost = GPOINTER_TO_UINT (data);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GPtrArray) employers = NULL;

  for (guint at = 0; at < FOD_PARTS; at++)
    for (guint times = at == lost ? 2 : 1; times > 0; times--)
      g_string_append_printf (expected, "%u+ ", at);
  f->lose = (int)lost;
  add_employer (f);
  sync_badly (f, FOD_SYNC_ERROR_OFFLINE);
  employers = fod_test_device_list (f->device, FOD_KIND_EMPLOYER);
  g_assert_cmpuint (employers->len, ==, lost * FOD_ROWS_A_PART + 1);
  fod_test_device_restart (f->device);
  assert_whole (f, FOD_PART_ROWS + 1);
  g_assert_cmpstr (f->asked->str, ==, expected->str);
}

static void
on_fetched (GObject *engine, GParamSpec *pspec, gpointer user_data)
{
  int fetched;

  g_object_get (engine, "fetched", &fetched, NULL);
  g_string_append_printf (user_data, "%d ", fetched);
}

static void
test_tells_how_far_it_is (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (fod_test_device_get_engine (f->device), "notify::fetched",
                    G_CALLBACK (on_fetched), told);
  assert_whole (f, FOD_PART_ROWS);
  g_assert_cmpstr (told->str, ==, "0 20 40 60 80 100 -1 ");
}

/* A proxy that does not know the path, or a scope that was lost a moment ago: the pull decides. */
static void
test_no_parts_are_pages (Fixture *f, gconstpointer data)
{
  f->server.snapshot = NULL;
  assert_whole (f, FOD_PART_ROWS);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_SNAPSHOT), ==, 1);
}

static FodReply *
let_none_through (FodFakeServer *self, const FodSnapshotRequest *request)
{
  return fod_fake_reply (403, "<html>");
}

static void
test_a_proxy_that_lets_no_parts_through (Fixture *f, gconstpointer data)
{
  f->server.snapshot = let_none_through;
  add_employer (f);
  assert_whole (f, FOD_PART_ROWS + 1);
  g_assert_cmpuint (f->server.pushed, ==, 1);
}

static FodReply *
pull_always_in_parts (FodFakeServer *self, const FodPullRequest *request)
{
  FodPullRequest asked = *request;

  asked.parts = TRUE;
  return fod_part_server_pull (self, &asked);
}

static void
test_parts_that_never_are_stop (Fixture *f, gconstpointer data)
{
  f->server.snapshot = NULL;
  f->server.pull = pull_always_in_parts;
  add_employer (f);
  sync_badly (f, FOD_SYNC_ERROR_LOOP);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), <, 6);
  f->server.pull = fod_part_server_pull;
  assert_whole (f, FOD_PART_ROWS + 1);
}

static FodReply *
busy (FodFakeServer *self, const FodSnapshotRequest *request)
{
  FodReply *reply = fod_fake_reply (503, NULL);

  reply->retry_after = 5;
  return reply;
}

static FodReply *
ended (FodFakeServer *self, const FodSnapshotRequest *request)
{
  return fod_fake_reply (410, NULL);
}

/* The end of the access is met at once, not with the next page. */
static void
test_an_access_that_ends_meanwhile (Fixture *f, gconstpointer data)
{
  f->server.snapshot = ended;
  add_employer (f);
  sync_badly (f, FOD_SYNC_ERROR_REVOKED);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_END), ==, 1);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 1);
}

static void
test_waits_for_a_busy_server (Fixture *f, gconstpointer data)
{
  f->server.snapshot = busy;
  sync_badly (f, FOD_SYNC_ERROR_BUSY);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_SNAPSHOT), ==, 1);
  f->server.snapshot = fod_part_server_part;
  assert_whole (f, FOD_PART_ROWS);
}

static FodReply *
put_back (FodFakeServer *self, const FodSnapshotRequest *request)
{
  self->epoch = "e2";
  self->snapshot = fod_part_server_part;
  return fod_fake_reply (409, NULL);
}

/* The server was put back from a backup between two parts. */
static void
test_a_new_epoch_loads_anew (Fixture *f, gconstpointer data)
{
  add_employer (f);
  f->lose = 3;
  sync_badly (f, FOD_SYNC_ERROR_OFFLINE);
  f->server.snapshot = put_back;
  g_string_truncate (f->asked, 0);
  assert_whole (f, FOD_PART_ROWS + 1);
  g_assert_cmpstr (f->asked->str, ==, "0+ 1+ 2+ 3+ 4+ ");
}

static void
spoil_row (FodMadePart *made)
{
  if (strcmp (made->head->from, "1+") == 0)
    g_string_append (made->lines, "{\"t\":\"employer\",\"id\":\"7\"}\n");
}

static void
test_a_row_that_cannot_be_read_is_put_aside (Fixture *f, gconstpointer data)
{
  f->spoil = spoil_row;
  assert_whole (f, FOD_PART_ROWS);
  g_assert_cmpuint (fod_test_device_count (f->device).unread, ==, 1);
}

static void
set (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
take_packed (FodMadePart *made, GBytes *packed)
{
  g_bytes_unref (made->packed);
  made->packed = packed;
}

static void
spoil_scope (FodMadePart *made)
{
  set (&made->head->scope, "org:2");
}

static void
spoil_from (FodMadePart *made)
{
  set (&made->head->from, "3+");
}

static void
spoil_epoch (FodMadePart *made)
{
  set (&made->head->epoch, "e9");
}

static void
stand_still (FodMadePart *made)
{
  set (&made->head->next, made->head->from);
}

static void
go_in_circles (FodMadePart *made)
{
  if (strcmp (made->head->from, "1+") == 0)
    set (&made->head->next, "0+");
}

static void
never_end (FodMadePart *made)
{
  made->head->more = TRUE;
  g_string_truncate (made->lines, 0);
}

static void
give_too_many (FodMadePart *made)
{
  for (guint i = 0; i < FOD_LIMIT_PART_ROWS; i++)
    g_string_append (made->lines, "{}\n");
}

static void
give_nonsense (FodMadePart *made)
{
  g_string_append (made->lines, "Log ind på gæstenettet\n");
}

static void
cut_last_line (FodMadePart *made)
{
  g_string_truncate (made->lines, made->lines->len - 1);
}

static void
make_bomb (FodMadePart *made)
{
  g_string_set_size (made->lines, FOD_LIMIT_BODY_BYTES + 1);
  memset (made->lines->str, '\n', made->lines->len);
}

static void
spoil_sum (FodMadePart *made)
{
  made->head->sum = g_strnfill (64, '0');
}

static void
cut_packed (FodMadePart *made)
{
  take_packed (made, g_bytes_new_from_bytes (made->packed, 0, g_bytes_get_size (made->packed) - 9));
}

static void
pack_not (FodMadePart *made)
{
  take_packed (made, g_bytes_new_static ("{}\n", 3));
}

static void
give_none (FodMadePart *made)
{
  take_packed (made, g_bytes_new (NULL, 0));
}

static void
lose_head (FodMadePart *made)
{
  made->text = g_strdup ("<html>\n");
}

static void
lose_all (FodMadePart *made)
{
  made->text = g_strdup ("");
  give_none (made);
}

static void
make_head_long (FodMadePart *made)
{
  made->text = g_strnfill (5000, ' ');
}

static const struct
{
  const char *label;
  FodSyncError code;
  FodSpoilPart spoil;
  FodSpoilPart spoil_packed;
} flaws[] = {
  { "another-scope", 0, spoil_scope, NULL },
  { "another-range", 0, spoil_from, NULL },
  { "another-epoch", FOD_SYNC_ERROR_SERVER, spoil_epoch, NULL },
  { "a-part-that-leads-nowhere", FOD_SYNC_ERROR_LOOP, stand_still, NULL },
  { "parts-in-a-circle", FOD_SYNC_ERROR_LOOP, go_in_circles, NULL },
  { "parts-without-end", FOD_SYNC_ERROR_LOOP, never_end, NULL },
  { "too-many-rows", 0, give_too_many, NULL },
  { "a-line-of-no-json", 0, give_nonsense, NULL },
  { "a-line-without-end", 0, cut_last_line, NULL },
  { "a-bomb", 0, make_bomb, NULL },
  { "a-wrong-sum", 0, NULL, spoil_sum },
  { "a-cut-part-with-its-sum", 0, NULL, cut_packed },
  { "what-is-not-packed", 0, NULL, pack_not },
  { "a-head-alone", 0, NULL, give_none },
  { "a-page-of-a-guest-network", 0, NULL, lose_head },
  { "nothing-at-all", 0, NULL, lose_all },
  { "a-head-that-is-too-long", 0, NULL, make_head_long },
};

/* Goes round in no circle, and nothing is lost. Where a part is none, pages come, and what waits is
 * sent; what says that there is always more is told, and nothing is missing when the server is
 * right again. */
static void
test_flaw (Fixture *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  add_employer (f);
  f->spoil = flaws[i].spoil;
  f->spoil_packed = flaws[i].spoil_packed;
  if (flaws[i].code != 0)
    {
      sync_badly (f, flaws[i].code);
      sync_badly (f, flaws[i].code);
      g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), <, 250);
      g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 1);
      f->spoil = NULL;
      f->spoil_packed = NULL;
    }
  assert_whole (f, FOD_PART_ROWS + 1);
  g_assert_cmpuint (f->server.pushed, ==, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/load/" name, Fixture, NULL, fod_part_server_set_up, function,                      \
              fod_part_server_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("comes-in-parts", test_comes_in_parts);
  ADD ("tells-how-far-it-is", test_tells_how_far_it_is);
  ADD ("where-there-are-no-parts-pages-come", test_no_parts_are_pages);
  ADD ("a-proxy-lets-no-parts-through", test_a_proxy_that_lets_no_parts_through);
  ADD ("parts-that-never-are-stop", test_parts_that_never_are_stop);
  ADD ("an-access-that-ends-meanwhile", test_an_access_that_ends_meanwhile);
  ADD ("waits-for-a-busy-server", test_waits_for_a_busy_server);
  ADD ("a-new-epoch-loads-anew", test_a_new_epoch_loads_anew);
  ADD ("a-row-that-cannot-be-read-is-put-aside", test_a_row_that_cannot_be_read_is_put_aside);
  for (guint i = 0; i < FOD_PARTS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/load/goes-on-where-it-was-cut/part-%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fod_part_server_set_up,
                  test_goes_on_where_it_was_cut, fod_part_server_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_autofree char *path = g_strconcat ("/load/flaw/", flaws[i].label, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), fod_part_server_set_up, test_flaw,
                  fod_part_server_tear_down);
    }
  return g_test_run ();
}
