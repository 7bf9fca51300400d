/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small parts of the server by themselves: throttle, rate, packing, log lines, passwords, and
 * the socket that it listens at. */

#include "config.h"

#include "server/fod-server-address.h"
#include "server/fod-server-enrol.h"
#include "server/fod-server-log.h"
#include "server/fod-server-pack.h"
#include "server/fod-server-passwords.h"
#include "server/fod-server-rate.h"
#include "server/fod-server-throttle.h"
#include "support/fod-fake-clock.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
test_throttle (void)
{
  static const guint waits[] = { 200, 400, 800, 1600, 3200, 6400, 12800, 25000, 25000 };
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodServerThrottle *throttle = fod_server_throttle_new (FOD_CLOCK (clock));

  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "anna"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      fod_server_throttle_fail (throttle, "anna");
      g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "anna"), ==, waits[i]);
    }
  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "bo"), ==, 0);
  fod_fake_clock_advance (clock, 24000);
  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "anna"), ==, 1000);
  fod_fake_clock_advance (clock, 1000);
  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "anna"), ==, 0);
  fod_server_throttle_free (throttle);
}

static void
test_throttle_forgets (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodServerThrottle *throttle = fod_server_throttle_new (FOD_CLOCK (clock));

  for (guint i = 0; i < 5; i++)
    fod_server_throttle_fail (throttle, "anna");
  fod_server_throttle_forget (throttle, "anna");
  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "anna"), ==, 0);
  for (guint i = 0; i < 5; i++)
    fod_server_throttle_fail (throttle, "bo");
  fod_fake_clock_advance (clock, 13 * 60 * 60 * 1000);
  fod_server_throttle_fail (throttle, "bo");
  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "bo"), ==, 200);
  fod_server_throttle_free (throttle);
}

/* Eighteen guesses at once: one is tried, and each further one counts before it is. */
static void
test_throttle_counts_before_the_try (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodServerThrottle *throttle = fod_server_throttle_new (FOD_CLOCK (clock));
  guint let_in = 0, wait = 0;

  for (guint i = 0; i < 18; i++)
    let_in += fod_server_throttle_reserve (throttle, "anna", 1000, &wait);
  /* At once, after 200 ms, after 600 ms. */
  g_assert_cmpuint (let_in, ==, 3);
  g_assert_cmpuint (wait, ==, 1400);
  fod_server_throttle_forget (throttle, "anna");
  g_assert_true (fod_server_throttle_reserve (throttle, "anna", 1000, &wait));
  g_assert_cmpuint (wait, ==, 0);
  fod_server_throttle_withdraw (throttle, "anna");
  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "anna"), ==, 0);
  for (guint i = 0; i < 4; i++)
    g_assert_true (fod_server_throttle_enter (throttle, "192.0.2", 4));
  g_assert_false (fod_server_throttle_enter (throttle, "192.0.2", 4));
  fod_server_throttle_leave (throttle, "192.0.2");
  g_assert_true (fod_server_throttle_enter (throttle, "192.0.2", 4));
  fod_server_throttle_free (throttle);
}

/* Made-up names fill the memory; who is being guessed at stays in it. */
static void
test_throttle_keeps_the_blocked (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodServerThrottle *throttle = fod_server_throttle_new (FOD_CLOCK (clock));
  guint let_in = 0, wait = 0;

  for (guint i = 0; i < 9; i++)
    fod_server_throttle_fail (throttle, "anna");
  /* Also when her wait was over for a moment. */
  fod_fake_clock_advance (clock, 26000);
  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *name = g_strdup_printf ("made-up-%u", i);

      let_in += fod_server_throttle_reserve (throttle, name, 1000, &wait);
    }
  g_assert_cmpuint (let_in, ==, 30000);
  fod_server_throttle_fail (throttle, "anna");
  g_assert_cmpuint (fod_server_throttle_get_wait (throttle, "anna"), ==, 25000);
  fod_server_throttle_free (throttle);
}

static void
test_networks (void)
{
  static const struct
  {
    const char *address;
    const char *network;
  } cases[] = {
    { "192.0.2.17", "192.0.2" },
    { "192.0.2.200", "192.0.2" },
    { "192.0.3.17", "192.0.3" },
    { "2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002" },
    { "2001:db8:1:2::9", "2001:0db8:0001:0002" },
    { "not an address", "not an address" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *network = fod_server_throttle_dup_network (cases[i].address);

      g_assert_cmpstr (network, ==, cases[i].network);
    }
}

static void
test_rate (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodServerRate *rate = fod_server_rate_new (FOD_CLOCK (clock), 60);
  guint taken = 0;

  for (guint i = 0; i < 100; i++)
    taken += fod_server_rate_take (rate, "a");
  g_assert_cmpuint (taken, ==, 60);
  g_assert_true (fod_server_rate_take (rate, "b"));
  fod_fake_clock_advance (clock, 1000);
  g_assert_true (fod_server_rate_take (rate, "a"));
  g_assert_false (fod_server_rate_take (rate, "a"));
  /* A night does not save up more than a minute's worth. */
  fod_fake_clock_advance (clock, 8 * 60 * 60 * 1000);
  taken = 0;
  for (guint i = 0; i < 100; i++)
    taken += fod_server_rate_take (rate, "a");
  g_assert_cmpuint (taken, ==, 60);
  fod_server_rate_free (rate);
}

static void
test_pack (void)
{
  g_autofree char *text = g_strnfill (200000, 'a');
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) packed = fod_server_pack (plain);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = fod_server_unpack (packed, 200000, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, back));
  g_assert_cmpuint (g_bytes_get_size (packed), <, 2000);
  g_clear_pointer (&back, g_bytes_unref);
  back = fod_server_unpack (packed, 199999, &error);
  g_assert_null (back);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

/* Every cut, and what stands behind the end. */
static void
test_unpack_damaged (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (GBytes) packed = fod_server_pack (plain);
  gsize size;
  const char *data = g_bytes_get_data (packed, &size);
  g_autofree char *longer = g_malloc0 (size + 1);
  g_autoptr (GBytes) trailing = NULL;

  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) back = fod_server_unpack (part, 1000, &error);

      g_assert_null (back);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  memcpy (longer, data, size);
  trailing = g_bytes_new (longer, size + 1);
  g_assert_null (fod_server_unpack (trailing, 1000, NULL));
}

static void
test_log (void)
{
  const GLogField fields[] = {
    { "GLIB_DOMAIN", "fod-server", -1 },
    { "CODE_FILE", "x.c", -1 },
    { "EVENT", "request", -1 },
    { "MESSAGE", "a \"b\"\n\\c \xff", -1 },
  };
  g_autofree char *line = fod_server_log_print (G_LOG_LEVEL_INFO, fields, G_N_ELEMENTS (fields));
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *object;

  g_assert_nonnull (node);
  g_assert_null (strchr (line, '\n'));
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "level"), ==, "info");
  g_assert_cmpstr (json_object_get_string_member (object, "event"), ==, "request");
  g_assert_cmpstr (json_object_get_string_member (object, "message"), ==, "a \"b\"\n\\c \uFFFD");
  g_assert_false (json_object_has_member (object, "code_file"));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  int *outcome = user_data;
  g_autoptr (GError) error = NULL;

  *outcome = fod_server_passwords_check_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    *outcome = -2;
  else
    g_assert_no_error (error);
}

static void
wait_for (const int *outcome)
{
  while (*outcome == -1)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_passwords (void)
{
  g_autoptr (FodSecret) right = fod_secret_new_text ("hemmelig kode");
  g_autoptr (FodSecret) wrong = fod_secret_new_text ("hemmelig kodf");
  g_autofree char *hash = fod_server_hash_password (right, 8, NULL);
  FodServerPasswords *pool = fod_server_passwords_new (8);
  int outcomes[4] = { -1, -1, -1, -1 };

  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  fod_server_passwords_check_async (pool, right, hash, on_checked, &outcomes[0]);
  fod_server_passwords_check_async (pool, wrong, hash, on_checked, &outcomes[1]);
  fod_server_passwords_check_async (pool, right, NULL, on_checked, &outcomes[2]);
  fod_server_passwords_check_async (pool, right, "", on_checked, &outcomes[3]);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    wait_for (&outcomes[i]);
  g_assert_cmpint (outcomes[0], ==, TRUE);
  g_assert_cmpint (outcomes[1], ==, FALSE);
  g_assert_cmpint (outcomes[2], ==, FALSE);
  g_assert_cmpint (outcomes[3], ==, FALSE);
  fod_server_passwords_free (pool);
}

/* Who sends many logins at once gets "later", and the memory stays. */
static void
test_password_crowd (void)
{
  g_autoptr (FodSecret) password = fod_secret_new_text ("hemmelig kode");
  g_autofree char *hash = fod_server_hash_password (password, 8, NULL);
  FodServerPasswords *pool = fod_server_passwords_new (8);
  int outcomes[60];
  guint busy = 0;

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    outcomes[i] = -1;
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    fod_server_passwords_check_async (pool, password, hash, on_checked, &outcomes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      wait_for (&outcomes[i]);
      busy += outcomes[i] == -2;
    }
  g_assert_cmpuint (busy, >, 0);
  g_assert_cmpuint (busy, <, G_N_ELEMENTS (outcomes));
  fod_server_passwords_free (pool);
}

static void
test_token_hash (void)
{
  g_autofree char *one = fod_server_token_hash ("ung1_abc");
  g_autofree char *other = fod_server_token_hash ("ung1_abd");
  g_autofree char *longest = g_strnfill (200, 'a');
  g_autofree char *too_long = g_strconcat ("ung1_", longest, NULL);

  g_assert_cmpuint (strlen (one), ==, 64);
  g_assert_cmpstr (one, !=, other);
  g_assert_null (fod_server_token_hash ("abc"));
  g_assert_null (fod_server_token_hash (NULL));
  g_assert_null (fod_server_token_hash (too_long));
}

/* Nobody takes them up, and still each is connected at once: one that finds no room waits for a
 * second attempt of its kernel, and who has hundreds of them in its way may lose them. */
static void
test_a_crowd_finds_room (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = fod_server_address_parse ("127.0.0.1:0", FALSE, &error);
  g_autoptr (GSocket) server = fod_server_address_listen (any, &error);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GPtrArray) crowd = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  address = g_socket_get_local_address (server, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 200; i++)
    {
      GSocket *one =
          g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_ptr_array_add (crowd, one);
      g_socket_connect (one, address, NULL, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/throttle/doubles-to-a-limit", test_throttle);
  g_test_add_func ("/server/throttle/forgets", test_throttle_forgets);
  g_test_add_func ("/server/throttle/counts-before-the-try", test_throttle_counts_before_the_try);
  g_test_add_func ("/server/throttle/keeps-the-blocked", test_throttle_keeps_the_blocked);
  g_test_add_func ("/server/throttle/knows-networks", test_networks);
  g_test_add_func ("/server/rate/fills-up-again", test_rate);
  g_test_add_func ("/server/pack/there-and-back-within-the-cap", test_pack);
  g_test_add_func ("/server/pack/refuses-every-cut", test_unpack_damaged);
  g_test_add_func ("/server/log/is-one-line-of-json", test_log);
  g_test_add_func ("/server/passwords/right-wrong-and-nobody", test_passwords);
  g_test_add_func ("/server/passwords/a-crowd-is-told-to-wait", test_password_crowd);
  g_test_add_func ("/server/address/a-crowd-finds-room", test_a_crowd_finds_room);
  g_test_add_func ("/server/token/only-its-hash-is-kept", test_token_hash);
  return g_test_run ();
}
