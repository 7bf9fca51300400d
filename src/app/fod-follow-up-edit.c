/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The edits of a follow-up that need no form: settled, moved, deleted. */

#include "config.h"

#include "app/fod-follow-up-edit.h"

#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-toast.h"
#include "base/fod-uuid.h"
#include "base/fod-when.h"

#include <glib/gi18n.h>
#include <string.h>

#define HOUR_MINUTES 60
#define HOURS 24

/* An edit under way: the widget that asked may be gone when it is done, its window is not. */
typedef struct
{
  GtkWidget *window; /* owned */
  char *done;        /* owned: what the toast says */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->window);
  g_free (job->done);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = fod_store_apply_finish (FOD_STORE (source), result, &error);

  if (job->window == NULL)
    return;
  if (tx == NULL)
    fod_toast_error (job->window, error);
  else
    fod_undo_toast (job->window, tx, job->done);
}

/* @done is (transfer full). */
static void
apply (GtkWidget *from, FodContext *context, FodEdit *edit, char *done)
{
  GtkWindow *window = fod_go_window (from);
  Job *job = g_new0 (Job, 1);

  if (window != NULL)
    job->window = g_object_ref (GTK_WIDGET (window));
  job->done = done;
  fod_store_apply_async (fod_context_get_store (context), edit, NULL, on_applied, job);
}

static char *
describe_status (const char *status)
{
  if (strcmp (status, "done") == 0)
    return g_strdup (_ ("Follow-up done"));
  if (strcmp (status, "cancelled") == 0)
    return g_strdup (_ ("Follow-up cancelled"));
  if (strcmp (status, "no-show") == 0)
    return g_strdup (_ ("No-show noted"));
  return g_strdup (_ ("Follow-up planned again"));
}

void
fod_follow_up_set_status (GtkWidget *from,
                          FodContext *context,
                          FodRecord *record,
                          const char *status)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) after = NULL;
  g_autofree char *today = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from) && FOD_IS_CONTEXT (context));
  g_return_if_fail (record != NULL && status != NULL);

  today = fod_context_dup_today (context);
  after = fod_record_copy (record);
  fod_record_set (after, "status", status);
  fod_record_set (after, "settled-on", strcmp (status, "planned") == 0 ? NULL : today);
  fod_edit_set_record (edit, record, after);
  if (!fod_edit_is_empty (edit))
    apply (from, context, edit, describe_status (status));
}

void
fod_follow_up_set_slot (GtkWidget *from, FodContext *context, FodRecord *record, const char *slot)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *today = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from) && FOD_IS_CONTEXT (context));
  g_return_if_fail (record != NULL && fod_when_parse (slot, NULL));

  if (g_strcmp0 (fod_record_get (record, "slot"), slot) == 0)
    return;
  today = fod_context_dup_today (context);
  words = fod_format_slot (slot, today);
  fod_edit_set (edit, FOD_KIND_FOLLOW_UP, fod_record_get_id (record), "slot", slot,
                fod_record_get (record, "slot"));
  apply (from, context, edit, g_strdup_printf (_ ("Moved to %s"), words));
}

void
fod_follow_up_delete (GtkWidget *from, FodContext *context, FodRecord *record)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();

  g_return_if_fail (GTK_IS_WIDGET (from) && FOD_IS_CONTEXT (context) && record != NULL);

  fod_edit_delete (edit, FOD_KIND_FOLLOW_UP, fod_record_get_id (record));
  apply (from, context, edit, g_strdup (_ ("Follow-up moved to the bin")));
}

/* Today, or with @with_time the next full hour. */
static char *
propose_slot (FodContext *context, gboolean with_time)
{
  g_autofree char *today = fod_context_dup_today (context);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (
      fod_clock_get_real_ms (fod_context_get_clock (context)) / 1000);
  int hour = MIN (g_date_time_get_hour (now) + 1, HOURS - 1);
  FodWhen when;

  if (with_time)
    fod_when_init_time (&when, today, hour * HOUR_MINUTES, HOUR_MINUTES, fod_when_get_here ());
  else
    fod_when_init_day (&when, today);
  return fod_when_format (&when);
}

FodRecord *
fod_follow_up_start (FodContext *context, GVariant *known)
{
  g_autofree char *id = NULL;
  g_autofree char *slot = NULL;
  FodRecord *record;
  GVariantIter iter;
  const char *field;
  const char *value;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && known != NULL, NULL);

  id = fod_uuid_new (fod_context_get_clock (context));
  record = fod_record_new (&fod_follow_up_spec, id);
  fod_record_set (record, "status", "planned");
  g_variant_iter_init (&iter, known);
  while (g_variant_iter_next (&iter, "{&s&s}", &field, &value))
    if (fod_spec_find (&fod_follow_up_spec, field) != NULL)
      fod_record_set (record, field, value);

  if (!fod_when_parse (fod_record_get (record, "slot"), NULL))
    {
      slot = propose_slot (context, g_strcmp0 (fod_record_get (record, "slot"), "time") == 0);
      fod_record_set (record, "slot", slot);
    }
  return record;
}
