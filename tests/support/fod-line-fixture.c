/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodLine: two laptops, a server, and a bad line to the one. */

#include "config.h"

#include "support/fod-line-fixture.h"

#include "support/fod-temp.h"
#include "sync/fod-http-transport.h"

static void
enrol (FodTestDevice *device, const char *url, const char *login)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (device, url, login, &error);
  g_assert_no_error (error);
  fod_line_sync (device);
}

void
fod_line_set_up (FodLine *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = fod_temp_new ();
  self->clock = fod_fake_clock_new ();
  self->server = fod_test_server_start (self->folder, FOD_CLOCK (self->clock));
  self->proxy = fod_fault_proxy_start (fod_test_server_get_port (self->server));
  self->line = fod_http_transport_new (fod_fault_proxy_get_url (self->proxy), &error);
  g_assert_no_error (error);
  self->anna = fod_test_device_new (FOD_CLOCK (self->clock), self->line);
  enrol (self->anna, fod_fault_proxy_get_url (self->proxy), "anna");
  self->bo = fod_line_add (self, "bo", NULL);
}

FodTestDevice *
fod_line_add (FodLine *self, const char *login, FodClock *clock)
{
  FodTestDevice *device =
      fod_test_device_new (clock != NULL ? clock : FOD_CLOCK (self->clock), NULL);

  enrol (device, fod_test_server_get_url (self->server), login);
  return device;
}

void
fod_line_tear_down (FodLine *self, gconstpointer data)
{
  fod_test_device_free (self->anna);
  fod_test_device_free (self->bo);
  g_object_unref (self->line);
  fod_fault_proxy_stop (self->proxy);
  fod_test_server_stop (self->server);
  g_object_unref (self->clock);
  fod_temp_free (self->folder);
}

void
fod_line_write (FodLine *self, FodTestDevice *device)
{
  g_autofree char *name = g_strdup_printf ("Virksomhed %u", ++self->written);
  g_autofree char *id =
      fod_test_device_create (device, FOD_KIND_EMPLOYER, "name", name, "phone", "98111111", NULL);

  g_assert_nonnull (id);
}

void
fod_line_give_both_ways (FodLine *self)
{
  fod_line_write (self, self->bo);
  fod_line_sync (self->bo);
  fod_line_write (self, self->anna);
}

void
fod_line_sync (FodTestDevice *device)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_test_device_count (device).waiting, ==, 0);
  g_assert_cmpint (fod_sync_engine_get_state (fod_test_device_get_engine (device)), ==,
                   FOD_SYNC_IN_STEP);
}

static void
assert_true_state (FodTestDevice *device, const GError *error)
{
  FodSyncState state = fod_sync_engine_get_state (fod_test_device_get_engine (device));

  g_assert_true (error->domain == FOD_SYNC_ERROR);
  if (error->code == FOD_SYNC_ERROR_OFFLINE)
    g_assert_cmpint (state, ==, FOD_SYNC_OFFLINE);
  else if (error->code == FOD_SYNC_ERROR_BUSY)
    g_assert_cmpint (state, ==, FOD_SYNC_WAITING);
  else
    g_assert_cmpint (state, ==, FOD_SYNC_ATTENTION);
}

int
fod_line_fail (FodLine *self, const FodFault *fault)
{
  guint before = fod_fault_proxy_count (self->proxy, NULL);
  guint waiting = fod_test_device_count (self->anna).waiting;
  g_autoptr (GError) error = NULL;

  fod_fault_proxy_set (self->proxy, fault);
  g_assert_false (fod_test_device_sync (self->anna, NULL, &error));
  assert_true_state (self->anna, error);
  g_assert_cmpuint (fod_test_device_count (self->anna).waiting, ==, waiting);
  /* A round is two requests, and libsoup sends one that met a dead connection once more. */
  g_assert_cmpuint (fod_fault_proxy_count (self->proxy, NULL) - before, <=, 3);
  return error->code;
}

void
fod_line_assert_value (
    FodTestDevice *device, const char *kind, const char *id, const char *field, const char *value)
{
  g_autofree char *held = fod_test_device_dup (device, kind, id, field);

  g_assert_cmpstr (held, ==, value);
}

void
fod_line_assert_same (FodTestDevice *a, FodTestDevice *b)
{
  g_autofree char *one = fod_test_device_dup_view (a);
  g_autofree char *other = fod_test_device_dup_view (b);

  g_assert_cmpstr (one, ==, other);
}

guint
fod_line_count (FodTestDevice *device, const char *kind)
{
  g_autoptr (GPtrArray) rows = fod_test_device_list (device, kind);

  return rows->len;
}

void
fod_line_delete (FodTestDevice *device, const char *kind, const char *id)
{
  FodEdit *edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  fod_edit_delete (edit, kind, id);
  fod_test_device_apply (device, edit, &error);
  g_assert_no_error (error);
}

void
fod_line_assert_whole (FodLine *self)
{
  fod_fault_proxy_set (self->proxy, NULL);
  fod_line_sync (self->anna);
  fod_line_sync (self->bo);
  /* What the server adds to a new row, its maker's next round brings. */
  fod_line_sync (self->anna);
  g_assert_cmpuint (fod_line_count (self->bo, FOD_KIND_EMPLOYER), ==, self->written);
  fod_line_assert_same (self->anna, self->bo);
  g_assert_cmpuint (fod_test_device_count (self->anna).refused, ==, 0);
}
