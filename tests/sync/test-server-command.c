/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program, as an administrator runs it. */

#include "config.h"

#include "support/fod-temp.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  FodTemp *folder;
  char *program;
  char *data;
} Fixture;

typedef struct
{
  int status;
  char *out;
  char *err;
} Run;

static void
run_free (Run *run)
{
  g_free (run->out);
  g_free (run->err);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = fod_temp_new ();
  self->data = g_build_filename (self->folder, "server", NULL);
  self->program =
      g_test_build_filename (G_TEST_BUILT, "..", "src", "server", "fodfaeste-server", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fod_temp_free (self->folder);
  g_free (self->data);
  g_free (self->program);
}

static GSubprocess *
start (Fixture *self, const char *line, gboolean with_input)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
                                 (with_input ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0));
  g_autofree char *whole = g_strdup_printf ("%s %s --data %s", self->program, line, self->data);
  g_auto (GStrv) words = g_strsplit (whole, " ", -1);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)words, &error);
  g_assert_no_error (error);
  return process;
}

static Run *
run (Fixture *self, const char *line, const char *input)
{
  g_autoptr (GSubprocess) process = start (self, line, input != NULL);
  Run *result = g_new0 (Run, 1);
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, input, NULL, &result->out, &result->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result->status = g_subprocess_get_exit_status (process);
  return result;
}

static void
run_well (Fixture *self, const char *line, const char *input)
{
  g_autoptr (Run) result = run (self, line, input);

  if (result->status != 0)
    g_error ("%s: %s", line, result->err);
}

static void
init (Fixture *self)
{
  g_autofree char *line = g_strconcat ("init ", self->data, NULL);

  run_well (self, line, NULL);
}

/* A serving process: its line with the URL has been read. */
static GSubprocess *
serve (Fixture *self, char **url)
{
  GSubprocess *process = start (self, "serve --port 0", FALSE);
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "Listening on http://127.0.0.1:"));
  *url = g_strdup (strstr (line, "http://"));
  return process;
}

static void
end (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static char *
get_epoch (Fixture *self)
{
  g_autoptr (Run) status = run (self, "status", NULL);
  const char *epoch = strstr (status->out, "Epoch: ");

  g_assert_cmpint (status->status, ==, 0);
  g_assert_nonnull (epoch);
  return g_strndup (epoch + strlen ("Epoch: "), 36);
}

static void
test_init (Fixture *self, gconstpointer data)
{
  g_autofree char *key = g_build_filename (self->data, "server.key", NULL);
  g_autofree char *db = g_build_filename (self->data, "server.db", NULL);
  g_autofree char *again = g_strconcat ("init ", self->data, NULL);
  g_autoptr (Run) twice = NULL;
  g_autofree char *bytes = NULL;
  struct stat info;

  init (self);
  g_assert_cmpint (g_stat (key, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, ==, 32);
  g_assert_cmpint (g_stat (self->data, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_get_contents (db, &bytes, NULL, NULL));
  g_assert_false (g_str_has_prefix (bytes, "SQLite format 3"));
  twice = run (self, again, NULL);
  g_assert_cmpint (twice->status, ==, 1);
  g_assert_nonnull (strstr (twice->err, "already"));
}

static void
test_users (Fixture *self, gconstpointer data)
{
  g_autoptr (Run) before = NULL;
  g_autoptr (Run) after = NULL;

  init (self);
  run_well (self, "team add Rebild", NULL);
  run_well (self, "user add anna --name Anna --team Rebild --password-fd 0", "hemmelig kode\n");
  run_well (self, "user password anna --password-fd 0", "en anden kode\n");
  run_well (self, "team add Hobro", NULL);
  run_well (self, "user change anna --role leader --team Hobro", NULL);
  before = run (self, "user list", NULL);
  g_assert_true (g_str_has_prefix (before->out, "anna\tleader\tactive\t"));
  run_well (self, "user disable anna", NULL);
  after = run (self, "user list", NULL);
  g_assert_true (g_str_has_prefix (after->out, "anna\tleader\tdisabled\t"));
}

/* A made-up device is as good to lose as a real one. */
static void
test_devices (Fixture *self, gconstpointer data)
{
  g_autofree char *init_line = g_strdup_printf (
      "init %s --demo --participants 1 --employers 1 --day 2026-11-23", self->data);
  g_autofree char *revoke = NULL;
  g_autofree char *id = NULL;
  g_autoptr (Run) list = NULL;
  g_autoptr (Run) unknown = NULL;

  run_well (self, init_line, NULL);
  list = run (self, "device list", NULL);
  g_assert_nonnull (strstr (list->out, "\tanna\trevoked\t"));
  id = g_strndup (list->out, 36);
  revoke = g_strconcat ("device revoke ", id, NULL);
  run_well (self, revoke, NULL);
  unknown = run (self, "device revoke 019a6b2c-31f4-7000-8000-000000000001", NULL);
  g_assert_cmpint (unknown->status, ==, 1);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *line;
    const char *input;
    int status;
    const char *says;
  } cases[] = {
    { "user add anna --name Anna --team Rebild --password-fd 0", "kort\n", 1, "8" },
    { "user add anna --name Anna --team Hobro --password-fd 0", "hemmelig kode\n", 1, "no such" },
    { "user add Anna! --name Anna --team Rebild --password-fd 0", "hemmelig kode\n", 1, "login" },
    { "user add anna --team Rebild --password-fd 0", "hemmelig kode\n", 2, "--name" },
    { "user add anna --name A --team Rebild --role boss --password-fd 0", "hemmelig kode\n", 1,
      "no such" },
    { "user disable anna", NULL, 1, "no such" },
    { "user", NULL, 2, "Usage" },
    { "serve now", NULL, 2, "Usage" },
    { "serve --listen 0.0.0.0:0", NULL, 1, "loopback" },
    { "serve --listen nonsense", NULL, 1, "port" },
    { "status --colour", NULL, 2, "--colour" },
    { "restore /nowhere", NULL, 1, "nowhere" },
  };

  init (self);
  run_well (self, "team add Rebild", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Run) result = run (self, cases[i].line, cases[i].input);

      if (result->status != cases[i].status || strstr (result->err, cases[i].says) == NULL)
        g_error ("%s: %d %s", cases[i].line, result->status, result->err);
    }
}

static void
test_open_key (Fixture *self, gconstpointer data)
{
  g_autofree char *key = g_build_filename (self->data, "server.key", NULL);
  g_autoptr (Run) open = NULL;
  g_autoptr (Run) missing = NULL;

  init (self);
  g_chmod (key, 0644);
  open = run (self, "status", NULL);
  g_assert_cmpint (open->status, ==, 1);
  g_assert_nonnull (strstr (open->err, "chmod 600"));
  g_unlink (key);
  missing = run (self, "status", NULL);
  g_assert_cmpint (missing->status, ==, 1);
  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));
}

static void
test_serve (Fixture *self, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (Run) second = NULL;
  g_autoptr (Run) restore = NULL;
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *line = g_strconcat ("restore ", copy, NULL);

  init (self);
  process = serve (self, &url);
  second = run (self, "serve --port 0", NULL);
  g_assert_cmpint (second->status, ==, 1);
  g_assert_nonnull (strstr (second->err, "running"));
  restore = run (self, line, NULL);
  g_assert_cmpint (restore->status, ==, 1);
  g_assert_nonnull (strstr (restore->err, "running"));
  run_well (self, "team add Rebild", NULL);
  end (process);
}

static void
test_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *backup = g_strconcat ("backup ", copy, NULL);
  g_autofree char *restore = g_strconcat ("restore ", copy, NULL);
  g_autofree char *url = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (Run) status = NULL;
  gsize size;

  init (self);
  run_well (self, "team add Rebild", NULL);
  process = serve (self, &url);
  run_well (self, backup, NULL);
  run_well (self, "user add anna --name Anna --team Rebild --password-fd 0", "hemmelig kode\n");
  end (process);
  before = get_epoch (self);
  run_well (self, restore, NULL);
  after = get_epoch (self);
  g_assert_cmpstr (before, !=, after);
  status = run (self, "status", NULL);
  g_assert_nonnull (strstr (status->out, "Users: 0"));
  g_assert_nonnull (strstr (status->out, "The audit is whole."));

  /* A copy that is not whole changes nothing. */
  g_assert_true (g_file_get_contents (copy, &bytes, &size, NULL));
  memset (bytes + size / 2, 'x', 4096);
  g_assert_true (g_file_set_contents (copy, bytes, (gssize)size, NULL));
  {
    g_autoptr (Run) damaged = run (self, restore, NULL);
    g_autofree char *still = get_epoch (self);

    g_assert_cmpint (damaged->status, ==, 1);
    g_assert_nonnull (strstr (damaged->err, "damaged"));
    g_assert_cmpstr (still, ==, after);
  }
}

static void
test_demo (Fixture *self, gconstpointer data)
{
  g_autofree char *line = g_strdup_printf (
      "init %s --demo --participants 5 --employers 10 --day 2026-11-23", self->data);
  g_autoptr (Run) result = run (self, line, NULL);

  g_assert_cmpint (result->status, ==, 0);
  g_assert_nonnull (strstr (result->out, "lene\tdemo-lene\tleader\t"));
  g_assert_nonnull (strstr (result->out, "anna\tdemo-anna\tconsultant\t"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/server/command/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("init-makes-a-folder-for-its-owner", test_init);
  ADD ("users-come-and-go", test_users);
  ADD ("devices-are-listed-and-revoked", test_devices);
  ADD ("says-why-not", test_refusals);
  ADD ("a-key-that-others-can-read-is-refused", test_open_key);
  ADD ("serves-once-until-sigterm", test_serve);
  ADD ("a-copy-is-put-back", test_backup);
  ADD ("makes-up-a-team", test_demo);
  return g_test_run ();
}
