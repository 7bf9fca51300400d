/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three laptops that edit at random over a line that loses requests and answers: when it is quiet
 * again, all three hold the same. A test is named by its seed; FOD_SEED=n repeats it. */

#include "config.h"

#include "support/fod-flaky-transport.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"

#include <string.h>

#define DEVICES 3
#define STEPS 400
#define SEEDS 6
#define QUIET_ROUNDS 6

typedef struct
{
  guint32 seed;
  GRand *rand;
  char *folder;
  FodClock *clock;
  FodTestServer *server;
  FodFlakyTransport *lines[DEVICES];
  FodTestDevice *devices[DEVICES];
  guint written;
} World;

static const char *const kinds[] = { FOD_KIND_PARTICIPANT, FOD_KIND_EMPLOYER, FOD_KIND_FOLLOW_UP,
                                     FOD_KIND_NOTE, FOD_KIND_EMPLOYER_CONTACT };

static guint
pick (World *w, guint count)
{
  return (guint)g_rand_int_range (w->rand, 0, (gint32)count);
}

static char *
pick_text (World *w)
{
  static const char *const words[] = { "ordblind", "lager", "Åse", "øst", "stille", "byg" };

  return g_strdup_printf ("%s %u", words[pick (w, G_N_ELEMENTS (words))], pick (w, 1000));
}

static char *
pick_word_of (World *w, const char *order)
{
  g_auto (GStrv) words = g_strsplit (order, " ", -1);

  return g_strdup (words[pick (w, g_strv_length (words))]);
}

/* A legal step from @current, or nothing when there is none. */
static char *
pick_step (World *w, const FodField *field, const char *current)
{
  g_auto (GStrv) steps = g_strsplit (field->order, " ", -1);
  guint first = pick (w, g_strv_length (steps));

  for (guint i = 0; i < g_strv_length (steps); i++)
    {
      g_auto (GStrv) ends = g_strsplit (steps[(first + i) % g_strv_length (steps)], ">", 2);

      if (current == NULL || strcmp (ends[0], current) == 0)
        return g_strdup (ends[1]);
    }
  return NULL;
}

static char *
pick_tags (World *w)
{
  static const char *const tags[] = { "a", "b", "c", "d", "e", "å", "æ", "ø" };
  g_autoptr (GString) set = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (pick (w, 3) == 0)
      g_string_append_printf (set, "%s%s", set->len > 0 ? "\n" : "", tags[i]);
  return set->len == 0 ? NULL : g_strdup (set->str);
}

/* A value that the field may hold; NULL when this kind of field is left alone. */
static char *
pick_value (World *w, const FodField *field, const char *current)
{
  if (field->merge == FOD_MERGE_SERVER || field->flags & FOD_FIELD_ONCE)
    return NULL;
  switch ((int)field->type)
    {
    case FOD_FIELD_TEXT:
    case FOD_FIELD_LONG_TEXT:
      return field->max > 0 && field->max < 20 ? g_strdup_printf ("%u", 1000 + pick (w, 9000))
                                               : pick_text (w);
    case FOD_FIELD_BOOL:
      return g_strdup ("1");
    case FOD_FIELD_PHONE:
      return g_strdup_printf ("98%06u", pick (w, 1000000));
    case FOD_FIELD_SET:
      return pick_tags (w);
    case FOD_FIELD_WHEN:
      return g_strdup_printf ("2026-11-%02u", 10 + pick (w, 20));
    case FOD_FIELD_CODE:
      if (field->merge == FOD_MERGE_STEP)
        return pick_step (w, field, current);
      return field->order == NULL ? g_strdup ("other") : pick_word_of (w, field->order);
    default:
      return NULL;
    }
}

static FodRecord *
pick_row (World *w, FodTestDevice *device, const char *kind)
{
  g_autoptr (GPtrArray) rows = fod_test_device_list (device, kind);

  return rows->len == 0 ? NULL : fod_record_ref (rows->pdata[pick (w, rows->len)]);
}

static void
make_participant (World *w, FodTestDevice *device)
{
  g_autofree char *name = pick_text (w);
  g_autofree char *id = fod_test_device_create (device, FOD_KIND_PARTICIPANT, "name", name, "stage",
                                                "referred", "tags", "a\nb", NULL);

  w->written++;
  g_assert_nonnull (id);
}

static void
make_employer (World *w, FodTestDevice *device)
{
  g_autofree char *name = pick_text (w);
  g_autofree char *id =
      fod_test_device_create (device, FOD_KIND_EMPLOYER, "name", name, "phone", "98111111", NULL);

  w->written++;
  g_assert_nonnull (id);
}

static void
make_child (World *w, FodTestDevice *device)
{
  g_autoptr (FodRecord) participant = pick_row (w, device, FOD_KIND_PARTICIPANT);
  g_autofree char *text = pick_text (w);
  g_autofree char *note = NULL;
  g_autofree char *follow_up = NULL;

  if (participant == NULL)
    return;
  if (pick (w, 2) == 0)
    note = fod_test_device_create (device, FOD_KIND_NOTE, "participant",
                                   fod_record_get_id (participant), "date", "2026-11-23", "body",
                                   text, NULL);
  else
    follow_up = fod_test_device_create (device, FOD_KIND_FOLLOW_UP, "participant",
                                        fod_record_get_id (participant), "title", text, "slot",
                                        "2026-11-24", "status", "planned", NULL);
  w->written++;
}

static void
change_field (World *w, FodTestDevice *device)
{
  const char *kind = kinds[pick (w, G_N_ELEMENTS (kinds))];
  const FodSpec *spec = fod_schema_get (kind);
  g_autoptr (FodRecord) row = pick_row (w, device, kind);
  guint index = pick (w, spec->n_fields);
  g_autofree char *value = NULL;

  if (row == NULL)
    return;
  value = pick_value (w, &spec->fields[index], fod_record_get_at (row, index));
  if (value == NULL)
    return;
  fod_test_device_set (device, kind, fod_record_get_id (row), spec->fields[index].name, value);
  w->written++;
}

static void
apply (World *w, FodTestDevice *device, FodEdit *edit)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_apply (device, edit, &error);
  g_assert_no_error (error);
  w->written++;
}

static void
delete_row (World *w, FodTestDevice *device)
{
  const char *kind = kinds[pick (w, G_N_ELEMENTS (kinds))];
  g_autoptr (FodRecord) row = pick_row (w, device, kind);
  FodEdit *edit;

  if (row == NULL)
    return;
  edit = fod_edit_new ();
  fod_edit_delete (edit, kind, fod_record_get_id (row));
  apply (w, device, edit);
}

static void
settle_conflict (World *w, FodTestDevice *device)
{
  g_autoptr (FodRecord) row = pick_row (w, device, FOD_KIND_CONFLICT);
  FodEdit *edit;

  if (row == NULL || fod_record_get_bool (row, "resolved"))
    return;
  edit = fod_edit_new ();
  fod_edit_resolve (edit, fod_record_get_id (row),
                    fod_record_get (row, pick (w, 2) == 0 ? "standing" : "offered"));
  apply (w, device, edit);
}

/* On a bad line a round may fail, but only for being offline. */
static void
sync_anyhow (FodTestDevice *device)
{
  g_autoptr (GError) error = NULL;

  if (!fod_test_device_sync (device, NULL, &error))
    g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE);
}

static void
step (World *w)
{
  FodTestDevice *device = w->devices[pick (w, DEVICES)];
  guint what = pick (w, 100);

  if (what < 6)
    make_participant (w, device);
  else if (what < 14)
    make_employer (w, device);
  else if (what < 26)
    make_child (w, device);
  else if (what < 66)
    change_field (w, device);
  else if (what < 71)
    delete_row (w, device);
  else if (what < 76)
    settle_conflict (w, device);
  else if (what < 79)
    fod_test_device_restart (device);
  else
    sync_anyhow (device);
}

static void
start (World *w)
{
  FodServerLimits limits;

  fod_server_limits_init (&limits);
  limits.requests_per_minute = 1000000;
  limits.password_mib = 8;
  w->rand = g_rand_new_with_seed (w->seed);
  w->folder = fod_temp_new ();
  w->clock = fod_system_clock_new ();
  w->server = fod_test_server_start_with (w->folder, w->clock, &limits, 0);
  for (guint i = 0; i < DEVICES; i++)
    {
      g_autoptr (GError) error = NULL;

      w->lines[i] = fod_flaky_transport_new (fod_test_server_get_url (w->server));
      w->devices[i] = fod_test_device_new (w->clock, FOD_TRANSPORT (w->lines[i]));
      fod_test_device_enrol (w->devices[i], fod_test_server_get_url (w->server), "anna", &error);
      g_assert_no_error (error);
      fod_flaky_transport_set_losses (w->lines[i], w->rand, 0.1, 0.1);
    }
}

static void
stop (World *w)
{
  for (guint i = 0; i < DEVICES; i++)
    {
      fod_test_device_free (w->devices[i]);
      g_object_unref (w->lines[i]);
    }
  fod_test_server_stop (w->server);
  g_object_unref (w->clock);
  fod_temp_free (w->folder);
  g_rand_free (w->rand);
}

static guint
sync_well (FodTestDevice *device)
{
  FodSyncRound round = { 0 };
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (device, &round, &error);
  g_assert_no_error (error);
  return round.pushed + round.pulled + round.waiting;
}

/* Liveness: once nothing is lost any more, a fixed number of rounds is enough, and then there is
 * nothing left to say. */
static void
come_to_rest (World *w)
{
  guint said = 1;

  for (guint i = 0; i < DEVICES; i++)
    fod_flaky_transport_set_losses (w->lines[i], w->rand, 0, 0);
  for (guint n = 0; n < QUIET_ROUNDS && said > 0; n++)
    {
      said = 0;
      for (guint i = 0; i < DEVICES; i++)
        said += sync_well (w->devices[i]);
    }
  g_assert_cmpuint (said, ==, 0);
}

static void
test_seed (gconstpointer data)
{
  World w = { .seed = GPOINTER_TO_UINT (data) };
  g_autofree char *first = NULL;

  g_test_message ("seed %u", w.seed);
  start (&w);
  for (guint i = 0; i < STEPS; i++)
    step (&w);
  come_to_rest (&w);
  first = fod_test_device_dup_view (w.devices[0]);
  g_assert_cmpuint (w.written, >, 10);
  for (guint i = 1; i < DEVICES; i++)
    {
      g_autofree char *other = fod_test_device_dup_view (w.devices[i]);

      g_assert_cmpstr (first, ==, other);
    }
  stop (&w);
}

int
main (int argc, char *argv[])
{
  const char *given = g_getenv ("FOD_SEED");

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < (given != NULL ? 1 : SEEDS); i++)
    {
      guint seed = given != NULL ? (guint)g_ascii_strtoull (given, NULL, 10)
                                 : (guint)g_test_rand_int_range (1, G_MAXINT32);
      g_autofree char *path = g_strdup_printf ("/converge/seed-%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_seed);
    }
  return g_test_run ();
}
