/* SPDX-License-Identifier: GPL-3.0-or-later */

/* kill -9 of the real server at any moment: what it has answered stays, and nothing is there
 * twice. A device that gets no answer sends the same again, as the protocol says. */

#include "config.h"

#include "base/fod-clock.h"
#include "base/fod-uuid.h"
#include "schema/fod-schema.h"
#include "support/fod-temp.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#define DEVICE "019a6b2c-31f4-7000-8000-000000000001"
#define KILLS 100
#define ROWS_A_PUSH 3

typedef struct
{
  FodTemp *folder;
  char *program;
  char *data;
  char *url;
  guint port;
  FodClock *clock;
  GSubprocess *process;
  SoupSession *session;
  FodEnrolReply *anna;
  GHashTable *rows; /* id → name that the server has confirmed */
} Fixture;

static GSubprocess *
spawn (Fixture *self, GSubprocessFlags flags, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("%s %s --data %s", self->program, line, self->data);
  g_auto (GStrv) words = g_strsplit (whole, " ", -1);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv ((const char *const *)words, flags, &error);

  g_assert_no_error (error);
  return process;
}

static char *
run (Fixture *self, const char *line, const char *input)
{
  g_autoptr (GSubprocess) process = spawn (
      self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | (input == NULL ? 0 : G_SUBPROCESS_FLAGS_STDIN_PIPE),
      line);
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_subprocess_communicate_utf8 (process, input, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return out;
}

/* Starts the server at the port that it had. */
static void
serve (Fixture *self)
{
  g_autofree char *command = g_strdup_printf ("serve --port %u", self->port);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  self->process =
      spawn (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, command);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_free (self->url);
  self->url = g_strdup (strstr (line, "http://"));
  self->port = (guint)g_ascii_strtoull (strrchr (self->url, ':') + 1, NULL, 10);
}

static void
kill_server (Fixture *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

/* The answer's body with status 200, or NULL when there was none. */
static char *
post (Fixture *self, const char *path, char *body)
{
  g_autofree char *address = g_strconcat (self->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", address);
  g_autoptr (GBytes) bytes = g_bytes_new_take (body, strlen (body));
  g_autoptr (GBytes) answer = NULL;

  if (self->anna != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", self->anna->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    bearer);
    }
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  answer = soup_session_send_and_read (self->session, message, NULL, NULL);
  if (answer == NULL || soup_message_get_status (message) != 200)
    return NULL;
  return g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

static void
enrol (Fixture *self)
{
  g_autoptr (FodSecret) password = fod_secret_new_text ("hemmelig kode");
  FodEnrolRequest request = { (char *)"anna", password, (char *)DEVICE, NULL };
  g_autofree char *answer = post (self, FOD_PATH_ENROL, fod_wire_print_enrol_request (&request));

  g_assert_nonnull (answer);
  g_clear_pointer (&self->anna, fod_enrol_reply_free);
  self->anna = fod_wire_parse_enrol_reply (answer, strlen (answer), NULL);
  g_assert_nonnull (self->anna);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *init = NULL;

  g_unsetenv ("G_DEBUG");
  self->folder = fod_temp_new ();
  self->data = g_build_filename (self->folder, "server", NULL);
  self->program =
      g_test_build_filename (G_TEST_BUILT, "..", "src", "server", "fodfaeste-server", NULL);
  self->clock = fod_system_clock_new ();
  self->session = soup_session_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  init = g_strconcat ("init ", self->data, NULL);
  g_free (run (self, init, NULL));
  g_free (run (self, "team add Rebild", NULL));
  g_free (run (self, "user add anna --name Anna --team Rebild --password-fd 0", "hemmelig kode\n"));
  serve (self);
  enrol (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->process != NULL)
    kill_server (self);
  g_clear_pointer (&self->anna, fod_enrol_reply_free);
  g_hash_table_unref (self->rows);
  g_object_unref (self->session);
  g_object_unref (self->clock);
  g_free (self->program);
  g_free (self->data);
  g_free (self->url);
  fod_temp_free (self->folder);
}

static FodOp *
make_op (Fixture *self, guint number)
{
  g_autofree char *id = fod_uuid_new (self->clock);
  g_autofree char *row = fod_uuid_new (self->clock);
  FodOp *op = fod_op_new (id, FOD_OP_CREATE, FOD_KIND_PARTICIPANT, row);

  op->schema = FOD_SCHEMA_VERSION;
  op->hlc = fod_hlc_from_ms (fod_clock_get_real_ms (self->clock));
  g_hash_table_insert (op->fields, g_strdup ("name"), g_strdup_printf ("Deltager %u", number));
  return op;
}

static GPtrArray *
make_batch (Fixture *self, guint number)
{
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);

  for (guint i = 0; i < ROWS_A_PUSH; i++)
    g_ptr_array_add (ops, make_op (self, number * ROWS_A_PUSH + i));
  return ops;
}

/* Whether the push was answered; what it confirmed is noted. */
static gboolean
push (Fixture *self, GPtrArray *ops)
{
  FodPushRequest request = { FOD_SCHEMA_VERSION, (char *)DEVICE, self->anna->epoch,
                             fod_clock_get_real_ms (self->clock), ops };
  g_autofree char *answer = post (self, FOD_PATH_PUSH, fod_wire_print_push_request (&request));
  g_autoptr (FodPushReply) reply = NULL;

  if (answer == NULL)
    return FALSE;
  reply = fod_wire_parse_push_reply (answer, strlen (answer), NULL);
  if (reply == NULL)
    return FALSE;
  g_assert_cmpuint (reply->results->len, ==, ops->len);
  for (guint i = 0; i < ops->len; i++)
    {
      const FodOpResult *result = reply->results->pdata[i];
      const FodOp *op = ops->pdata[i];

      g_assert_true (result->result == FOD_RESULT_OK || result->result == FOD_RESULT_DUP);
      g_assert_cmpuint (result->rv, ==, 1);
      g_hash_table_insert (self->rows, g_strdup (op->row),
                           g_strdup (g_hash_table_lookup (op->fields, "name")));
    }
  return TRUE;
}

static gpointer
kill_later (gpointer data)
{
  Fixture *self = data;
  gint64 until = g_get_monotonic_time () + g_test_rand_int_range (0, 12000);

  /* Not a rest but the moment at which the power goes. */
  while (g_get_monotonic_time () < until)
    g_thread_yield ();
  g_subprocess_force_exit (self->process);
  return NULL;
}

/* Pushes until the server is killed under it; the batch that got no answer is left in @ops. */
static void
push_until_killed (Fixture *self, GPtrArray **ops, guint *number)
{
  g_autoptr (GThread) killer = g_thread_new ("killer", kill_later, self);

  while (push (self, *ops))
    {
      g_ptr_array_unref (*ops);
      *ops = make_batch (self, ++*number);
    }
  g_thread_join (g_steal_pointer (&killer));
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

static FodPullReply *
pull (Fixture *self)
{
  g_autoptr (GHashTable) cursors = g_hash_table_new (g_str_hash, g_str_equal);
  FodPullRequest request = { FOD_SCHEMA_VERSION,  (char *)DEVICE,      self->anna->epoch, cursors,
                             FOD_LIMIT_PULL_ROWS, FOD_LIMIT_PULL_BYTES };
  g_autofree char *answer = post (self, FOD_PATH_PULL, fod_wire_print_pull_request (&request));
  FodPullReply *reply;

  g_assert_nonnull (answer);
  reply = fod_wire_parse_pull_reply (answer, strlen (answer), NULL);
  g_assert_nonnull (reply);
  return reply;
}

/* The server has every row that it confirmed, once and unchanged, and says so itself. */
static void
check_rows (Fixture *self)
{
  g_autoptr (FodPullReply) reply = pull (self);
  const FodPullScope *own = reply->scopes->pdata[0];
  guint64 check = 0;

  g_assert_false (own->more);
  g_assert_cmpuint (own->rows->len, ==, g_hash_table_size (self->rows));
  g_assert_cmpuint (own->count, ==, own->rows->len);
  for (guint i = 0; i < own->rows->len; i++)
    {
      const FodRow *row = own->rows->pdata[i];

      check ^= fod_row_check_word (row->kind, row->id, row->rv);
      g_assert_cmpuint (row->rv, ==, 1);
      g_assert_cmpstr (g_hash_table_lookup (row->fields, "name"), ==,
                       g_hash_table_lookup (self->rows, row->id));
    }
  g_assert_cmpuint (own->check, ==, check);
}

static void
test_kill (Fixture *self, gconstpointer data)
{
  guint number = 0;
  GPtrArray *ops = make_batch (self, number);
  g_autofree char *status = NULL;

  for (guint i = 0; i < KILLS; i++)
    {
      push_until_killed (self, &ops, &number);
      serve (self);
    }
  g_assert_true (push (self, ops));
  g_ptr_array_unref (ops);
  check_rows (self);
  kill_server (self);
  status = run (self, "status", NULL);
  g_assert_nonnull (strstr (status, "The database is whole."));
  g_assert_nonnull (strstr (status, "The audit is whole."));
  g_test_message ("%u rows, %u kills", g_hash_table_size (self->rows), KILLS);
}

/* What a serving process says on stderr while somebody works names nobody. */
static void
test_log_names_nobody (Fixture *self, gconstpointer data)
{
  static const char *const secrets[] = { "anna", "Anna", "hemmelig", "Markør", "ung1_" };
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  g_autofree char *command = g_strdup_printf ("serve --port %u", self->port);
  g_autofree char *out = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  FodOp *op = make_op (self, 1);

  kill_server (self);
  self->process =
      spawn (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, command);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  out = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (out);

  g_hash_table_insert (op->fields, g_strdup ("name"), g_strdup ("Markør Jensen"));
  g_hash_table_insert (op->fields, g_strdup ("cpr"), g_strdup ("Markør"));
  g_ptr_array_add (ops, op);
  g_free (post (self, FOD_PATH_PUSH, g_strdup ("{\"Markør\":1}")));
  enrol (self);
  {
    FodPushRequest request = { FOD_SCHEMA_VERSION, (char *)DEVICE, self->anna->epoch, 0, ops };

    g_free (post (self, FOD_PATH_PUSH, fod_wire_print_push_request (&request)));
  }
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_communicate_utf8 (self->process, NULL, NULL, NULL, &log, NULL);
  g_clear_object (&self->process);
  g_assert_nonnull (strstr (log, "\"event\":\"request\""));
  g_assert_nonnull (strstr (log, "\"route\":\"/v1/sync/push\""));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (log, secrets[i]) != NULL)
      g_error ("the log says %s: %s", secrets[i], log);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/server/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("kill/loses-and-doubles-nothing", test_kill);
  ADD ("log/names-nobody", test_log_names_nobody);
  return g_test_run ();
}
