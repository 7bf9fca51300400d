/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The protocol over a real socket: enrolment, tokens, statuses, packing, polling. */

#include "config.h"

#include "base/fod-uuid.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-pack.h"
#include "server/fod-server-routes.h"
#include "support/fod-fake-clock.h"
#include "support/fod-temp.h"
#include "support/fod-test-server.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <libsoup/soup.h>
#include <string.h>

#define DEVICE "019a6b2c-31f4-7000-8000-000000000001"

typedef struct
{
  FodTemp *folder;
  FodFakeClock *clock;
  FodTestServer *server;
  SoupSession *session;
  FodEnrolReply *anna;
} Fixture;

typedef struct
{
  guint status;
  char *body;
  char *etag;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->body);
  g_free (answer->etag);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Answer *
send_message (Fixture *self, SoupMessage *message)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read (self->session, message, NULL, &error);

  g_assert_no_error (error);
  answer->status = soup_message_get_status (message);
  answer->body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  answer->etag =
      g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag"));
  return answer;
}

static SoupMessage *
make_message (Fixture *self, const char *method, const char *path, const char *token)
{
  g_autofree char *url = g_strconcat (fod_test_server_get_url (self->server), path, NULL);
  SoupMessage *message = soup_message_new (method, url);
  g_autofree char *bearer = token == NULL ? NULL : g_strconcat ("Bearer ", token, NULL);

  if (bearer != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  bearer);
  return message;
}

static Answer *
post (Fixture *self, const char *path, const char *token, char *body)
{
  g_autoptr (SoupMessage) message = make_message (self, "POST", path, token);
  g_autoptr (GBytes) bytes = g_bytes_new_take (body, strlen (body));

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  return send_message (self, message);
}

static Answer *
get (Fixture *self, const char *path, const char *token, const char *etag)
{
  g_autoptr (SoupMessage) message = make_message (self, "GET", path, token);

  if (etag != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "If-None-Match",
                                  etag);
  return send_message (self, message);
}

static Answer *
enrol (Fixture *self, const char *login, const char *password, const char *device)
{
  g_autoptr (FodSecret) secret = fod_secret_new_text (password);
  FodEnrolRequest request = { (char *)login, secret, (char *)device, (char *)"Bærbar" };

  return post (self, FOD_PATH_ENROL, NULL, fod_wire_print_enrol_request (&request));
}

static FodEnrolReply *
enrol_well (Fixture *self, const char *login, const char *device)
{
  g_autofree char *lower = g_ascii_strdown (login, -1);
  g_autofree char *password = g_strconcat ("password-", lower, NULL);
  g_autoptr (Answer) answer = enrol (self, login, password, device);
  g_autoptr (GError) error = NULL;
  FodEnrolReply *reply;

  g_assert_cmpuint (answer->status, ==, 200);
  reply = fod_wire_parse_enrol_reply (answer->body, strlen (answer->body), &error);
  g_assert_no_error (error);
  return reply;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = fod_temp_new ();
  self->clock = fod_fake_clock_new ();
  self->server = fod_test_server_start (self->folder, FOD_CLOCK (self->clock));
  self->session = soup_session_new ();
  self->anna = enrol_well (self, "anna", DEVICE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fod_enrol_reply_free (self->anna);
  g_object_unref (self->session);
  fod_test_server_stop (self->server);
  g_object_unref (self->clock);
  fod_temp_free (self->folder);
}

static char *
print_push (Fixture *self, const char *device, const char *epoch, guint schema, FodOp *op)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();
  FodPushRequest request = { schema, (char *)device, (char *)epoch,
                             fod_clock_get_real_ms (FOD_CLOCK (self->clock)), ops };

  if (op != NULL)
    g_ptr_array_add (ops, op);
  return fod_wire_print_push_request (&request);
}

static Answer *
push (Fixture *self, FodOp *op)
{
  return post (self, FOD_PATH_PUSH, self->anna->token,
               print_push (self, DEVICE, self->anna->epoch, FOD_SCHEMA_VERSION, op));
}

static char *
print_pull (Fixture *self)
{
  g_autoptr (GHashTable) cursors = g_hash_table_new (g_str_hash, g_str_equal);
  FodPullRequest request = { FOD_SCHEMA_VERSION, (char *)DEVICE, self->anna->epoch, cursors, 2000,
                             1024 * 1024 };

  return fod_wire_print_pull_request (&request);
}

/* A request for a part of a load, and for the history of a row: either passes over the other's. */
static char *
print_either (Fixture *self)
{
  return g_strdup_printf ("{\"proto\":1,\"schema\":%u,\"device\":\"" DEVICE "\",\"epoch\":\"%s\","
                          "\"scope\":\"org:1\",\"cursor\":\"0+\",\"t\":\"participant\","
                          "\"id\":\"" DEVICE "\",\"settled\":[],\"end\":true}",
                          FOD_SCHEMA_VERSION, self->anna->epoch);
}

static void
test_enrolled (Fixture *self, gconstpointer data)
{
  g_assert_true (g_str_has_prefix (self->anna->token, "ung1_"));
  g_assert_cmpuint (strlen (self->anna->token), ==, 48);
  g_assert_cmpstr (self->anna->role, ==, "consultant");
  g_assert_cmpstr (self->anna->organisation, ==, "Rebild Kommune");
  g_assert_true (fod_uuid_is_valid (self->anna->team));
}

static void
test_refused_logins (Fixture *self, gconstpointer data)
{
  g_autoptr (Answer) wrong = enrol (self, "bo", "password-anna", DEVICE);
  g_autoptr (Answer) unknown = enrol (self, "nobody", "password-anna", DEVICE);
  g_autoptr (Answer) theirs = enrol (self, "bo", "password-bo", DEVICE);

  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpuint (unknown->status, ==, 401);
  g_assert_nonnull (strstr (wrong->body, "\"error\":\"login\""));
  g_assert_nonnull (strstr (unknown->body, "\"error\":\"login\""));
  g_assert_cmpuint (theirs->status, ==, 403);
}

static void
test_new_token (Fixture *self, gconstpointer data)
{
  g_autoptr (FodEnrolReply) again = enrol_well (self, "Anna", DEVICE);
  g_autoptr (Answer) old = get (self, FOD_PATH_HEADS, self->anna->token, NULL);
  g_autoptr (Answer) fresh = get (self, FOD_PATH_HEADS, again->token, NULL);

  g_assert_cmpuint (old->status, ==, 401);
  g_assert_cmpuint (fresh->status, ==, 200);
}

/* Every route that needs a token, with none, with nonsense, and with one that has ended. */
static void
test_tokens (Fixture *self, gconstpointer data)
{
  const char *const tokens[] = { NULL, "x", "ung1_AAAA", self->anna->token };
  g_autoptr (FodServerStore) store = fod_test_server_open_store (self->server);
  guint n_routes;
  const FodServerRoute *routes = fod_server_route_list (&n_routes);
  guint tried = 0;

  g_assert_true (fod_server_disable_user (store, FOD_CLOCK (self->clock), "anna", NULL));
  for (guint i = 0; i < n_routes; i++)
    for (guint k = 0; routes[i].needs_token && k < G_N_ELEMENTS (tokens); k++)
      {
        g_autoptr (Answer) answer = NULL;

        if (strcmp (routes[i].method, "GET") == 0)
          answer = get (self, routes[i].path, tokens[k], NULL);
        else if (strcmp (routes[i].path, FOD_PATH_PULL) == 0)
          answer = post (self, routes[i].path, tokens[k], print_pull (self));
        else if (strcmp (routes[i].path, FOD_PATH_SNAPSHOT) == 0 ||
                 strcmp (routes[i].path, FOD_PATH_HISTORY) == 0 ||
                 strcmp (routes[i].path, FOD_PATH_QUARANTINE) == 0)
          answer = post (self, routes[i].path, tokens[k], print_either (self));
        else
          answer = post (self, routes[i].path, tokens[k],
                         print_push (self, DEVICE, self->anna->epoch, 1, NULL));
        g_assert_cmpuint (answer->status, ==, 401);
        tried++;
      }
  g_assert_cmpuint (tried, ==, 32);
}

static void
test_statuses (Fixture *self, gconstpointer data)
{
  const char *token = self->anna->token;
  const char *epoch = self->anna->epoch;
  g_autofree char *other = g_strdup (DEVICE);
  g_autofree char *proto = print_push (self, DEVICE, epoch, 1, NULL);
  g_autoptr (Answer) device = NULL;
  g_autoptr (Answer) stale =
      post (self, FOD_PATH_PUSH, token, print_push (self, DEVICE, "e0", FOD_SCHEMA_VERSION, NULL));
  g_autoptr (Answer) schema = post (self, FOD_PATH_PUSH, token,
                                    print_push (self, DEVICE, epoch, FOD_SCHEMA_VERSION + 1, NULL));
  g_autoptr (Answer) newer = NULL;

  other[0] = 'f';
  device = post (self, FOD_PATH_PUSH, token, print_push (self, other, epoch, 1, NULL));
  *(strstr (proto, "\"proto\":1") + strlen ("\"proto\":")) = '9';
  newer = post (self, FOD_PATH_PUSH, token, g_strdup (proto));
  g_assert_cmpuint (device->status, ==, 403);
  g_assert_cmpuint (stale->status, ==, 409);
  g_assert_cmpuint (schema->status, ==, 422);
  g_assert_cmpuint (newer->status, ==, 426);
}

static void
test_hello (Fixture *self, gconstpointer data)
{
  g_autoptr (Answer) answer = get (self, FOD_PATH_HELLO, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodHello) hello = fod_wire_parse_hello (answer->body, strlen (answer->body), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hello->schema_now, ==, FOD_SCHEMA_VERSION);
  g_assert_cmpstr (hello->epoch, ==, self->anna->epoch);
  g_assert_cmpint (hello->now, ==, fod_clock_get_real_ms (FOD_CLOCK (self->clock)));
}

static FodOp *
make_participant (Fixture *self)
{
  g_autofree char *id = fod_uuid_new (FOD_CLOCK (self->clock));
  g_autofree char *row = fod_uuid_new (FOD_CLOCK (self->clock));
  FodOp *op = fod_op_new (id, FOD_OP_CREATE, FOD_KIND_PARTICIPANT, row);

  op->schema = FOD_SCHEMA_VERSION;
  op->hlc = fod_hlc_from_ms (fod_clock_get_real_ms (FOD_CLOCK (self->clock)));
  g_hash_table_insert (op->fields, g_strdup ("name"), g_strdup ("Åse <b>&\"Møller\"</b>"));
  return op;
}

static void
test_push_and_pull (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOp) op = make_participant (self);
  g_autoptr (Answer) pushed = push (self, op);
  g_autoptr (Answer) pulled = post (self, FOD_PATH_PULL, self->anna->token, print_pull (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPushReply) settled =
      fod_wire_parse_push_reply (pushed->body, strlen (pushed->body), &error);
  g_autoptr (FodPullReply) reply = NULL;
  const FodPullScope *own;
  const FodRow *row;

  g_assert_no_error (error);
  g_assert_cmpint (((FodOpResult *)settled->results->pdata[0])->result, ==, FOD_RESULT_OK);
  reply = fod_wire_parse_pull_reply (pulled->body, strlen (pulled->body), &error);
  g_assert_no_error (error);
  own = reply->scopes->pdata[0];
  g_assert_true (g_str_has_prefix (own->id, "user:"));
  g_assert_cmpuint (own->rows->len, ==, 1);
  row = own->rows->pdata[0];
  g_assert_cmpstr (g_hash_table_lookup (row->fields, "name"), ==, "Åse <b>&\"Møller\"</b>");
  g_assert_cmpstr (g_hash_table_lookup (row->fields, "consultant"), ==, self->anna->user);
}

static void
test_packed_push (Fixture *self, gconstpointer data)
{
  g_autoptr (FodOp) op = make_participant (self);
  char *text = print_push (self, DEVICE, self->anna->epoch, FOD_SCHEMA_VERSION, op);
  g_autoptr (GBytes) plain = g_bytes_new_take (text, strlen (text));
  g_autoptr (GBytes) packed = fod_server_pack (plain);
  g_autoptr (SoupMessage) message = make_message (self, "POST", FOD_PATH_PUSH, self->anna->token);
  g_autoptr (Answer) answer = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", packed);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Encoding",
                                "gzip");
  answer = send_message (self, message);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "\"r\":\"ok\""));
}

static void
test_packed_reply (Fixture *self, gconstpointer data)
{
  g_autoptr (SoupMessage) message = make_message (self, "POST", FOD_PATH_PULL, self->anna->token);
  char *text = print_pull (self);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  g_autoptr (Answer) answer = NULL;
  goffset length;

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = send_message (self, message);
  length = soup_message_headers_get_content_length (soup_message_get_response_headers (message));
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpint (length, >, 1000);
  g_assert_cmpint (length, <, (goffset)strlen (answer->body) / 2);
}

static void
test_heads (Fixture *self, gconstpointer data)
{
  const char *token = self->anna->token;
  g_autoptr (Answer) first = get (self, FOD_PATH_HEADS, token, NULL);
  g_autoptr (Answer) same = get (self, FOD_PATH_HEADS, token, first->etag);
  g_autoptr (FodOp) op = make_participant (self);
  g_autoptr (Answer) pushed = push (self, op);
  g_autoptr (Answer) moved = get (self, FOD_PATH_HEADS, token, first->etag);

  g_assert_cmpuint (pushed->status, ==, 200);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_nonnull (first->etag);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (same->body == NULL ? 0 : strlen (same->body), ==, 0);
  g_assert_cmpuint (moved->status, ==, 200);
}

/* The same server again, which takes ten requests a minute from one caller. */
static void
restart_slow (Fixture *self)
{
  FodServerLimits limits;

  fod_test_server_stop (self->server);
  fod_server_limits_init (&limits);
  limits.password_mib = 8;
  limits.requests_per_minute = 10;
  self->server = fod_test_server_start_with (self->folder, FOD_CLOCK (self->clock), &limits, 0);
}

static void
test_rate (Fixture *self, gconstpointer data)
{
  guint refused = 0;

  restart_slow (self);
  for (guint i = 0; i < 15; i++)
    {
      g_autoptr (Answer) answer = get (self, FOD_PATH_HEADS, self->anna->token, NULL);

      refused += answer->status == 429;
    }
  g_assert_cmpuint (refused, ==, 5);
  fod_fake_clock_advance (self->clock, 6000);
  {
    g_autoptr (Answer) answer = get (self, FOD_PATH_HEADS, self->anna->token, NULL);

    g_assert_cmpuint (answer->status, ==, 200);
  }
}

static void
test_made_up_tokens_are_one_stranger (Fixture *self, gconstpointer data)
{
  guint refused = 0;

  restart_slow (self);
  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *token =
          g_strdup_printf ("%.*s%02u", (int)strlen (self->anna->token) - 2, self->anna->token, i);
      g_autoptr (Answer) answer = get (self, FOD_PATH_HELLO, token, NULL);

      refused += answer->status == 429;
    }
  g_assert_cmpuint (refused, ==, 5);
}

/* Each try from a network of its own, as somebody with many machines would. */
static Answer *
guess (Fixture *self, const char *login, guint network)
{
  g_autoptr (FodSecret) secret = fod_secret_new_text ("a guess");
  FodEnrolRequest request = { (char *)login, secret, (char *)DEVICE, (char *)"Bærbar" };
  g_autofree char *body = fod_wire_print_enrol_request (&request);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (SoupMessage) message = make_message (self, "POST", FOD_PATH_ENROL, NULL);
  g_autofree char *address = g_strdup_printf ("10.0.%u.1", network);

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_message_headers_replace (soup_message_get_request_headers (message), "X-Forwarded-For",
                                address);
  return send_message (self, message);
}

static void
test_spellings_are_one_account (Fixture *self, gconstpointer data)
{
  static const char *const spellings[] = { "bo", "Bo", "bO", "BO", "bo" };
  guint status = 0;

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (Answer) answer = guess (self, spellings[i], i);

      status = answer->status;
    }
  g_assert_cmpuint (status, ==, 429);
}

/* Who is called as somebody's network does not keep that network out. */
static void
test_a_login_is_no_network (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (Answer) answer = guess (self, "10.0.77", i);

      g_assert_cmpuint (answer->status, >=, 400);
    }
  {
    g_autoptr (Answer) answer = guess (self, "bo", 77);

    g_assert_cmpuint (answer->status, ==, 401);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/server/http/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-device-becomes-known", test_enrolled);
  ADD ("wrong-and-unknown-logins-look-alike", test_refused_logins);
  ADD ("a-new-token-ends-the-old-one", test_new_token);
  ADD ("every-route-asks-for-the-token", test_tokens);
  ADD ("what-does-not-fit-has-its-status", test_statuses);
  ADD ("hello-says-what-is-spoken", test_hello);
  ADD ("what-was-pushed-is-pulled", test_push_and_pull);
  ADD ("takes-gzip", test_packed_push);
  ADD ("gives-gzip", test_packed_reply);
  ADD ("heads-poll-is-304-while-nothing-moved", test_heads);
  ADD ("a-device-may-ask-so-often", test_rate);
  ADD ("made-up-tokens-are-one-stranger", test_made_up_tokens_are_one_stranger);
  ADD ("a-login-is-no-network", test_a_login_is_no_network);
  ADD ("spellings-of-a-login-are-one-account", test_spellings_are_one_account);
  return g_test_run ();
}
