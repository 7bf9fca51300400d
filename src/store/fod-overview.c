/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lists show beside a participant or an employer: gathered in one pass over indexes that carry
 * all of it. What counts as a held contact is said in ips/fod-no-contact.c and here alike. */

#include "config.h"

#include "store/fod-job.h"

#include <string.h>

typedef struct
{
  char *kind;
  char *today;
} Input;

typedef void (*TakeRow) (FodOverview *overview, FodStmt *stmt);

/* A meeting counts when it was held: a note unless the person stayed away, or was not the one who
 * was met; a follow-up that was done at a time of day. Column 1: the day, 2: who, 3: how many. */
static const char participant_notes[] =
    "SELECT participant, max(\"date\"), author, count(*) FROM note WHERE _deleted IS NULL "
    "AND \"date\" <= ?1 AND ((attendance IS NULL AND (type IS NULL OR type NOT IN "
    "('conference', 'outreach', 'network'))) OR attendance NOT IN ('no-show', 'cancelled')) "
    "GROUP BY participant";
static const char participant_meetings[] =
    "SELECT participant, max(slot), owner, count(*) FROM follow_up WHERE _deleted IS NULL "
    "AND participant IS NOT NULL AND status = 'done' AND length(slot) > 10 GROUP BY participant";
static const char participant_next[] =
    "SELECT participant, min(slot) FROM follow_up WHERE _deleted IS NULL AND participant IS NOT "
    "NULL AND (status IS NULL OR status = 'planned') AND slot >= ?1 GROUP BY participant";
static const char participant_overdue[] =
    "SELECT participant, count(*) FROM follow_up WHERE _deleted IS NULL AND participant IS NOT "
    "NULL AND (status IS NULL OR status = 'planned') AND slot < ?1 GROUP BY participant";

static const char employer_contacts[] =
    "SELECT employer, max(slot), author, count(*) FROM employer_contact WHERE _deleted IS NULL "
    "AND substr(slot, 1, 10) <= ?1 GROUP BY employer";
static const char employer_next[] =
    "SELECT employer, min(slot) FROM follow_up WHERE _deleted IS NULL AND employer IS NOT NULL "
    "AND (status IS NULL OR status = 'planned') AND slot >= ?1 GROUP BY employer";
static const char employer_overdue[] =
    "SELECT employer, count(*) FROM follow_up WHERE _deleted IS NULL AND employer IS NOT NULL "
    "AND (status IS NULL OR status = 'planned') AND slot < ?1 GROUP BY employer";

static const char conflicts[] =
    "SELECT about, count(*) FROM conflict WHERE _deleted IS NULL AND resolved IS NULL "
    "AND about_kind = ?2 GROUP BY about";

static void
input_free (gpointer data)
{
  Input *input = data;

  g_free (input->kind);
  g_free (input->today);
  g_free (input);
}

static void
overview_free (gpointer data)
{
  FodOverview *self = data;

  g_free (self->last_contact);
  g_free (self->last_by);
  g_free (self->next_slot);
  g_free (self);
}

static void
take_contacts (FodOverview *overview, FodStmt *stmt)
{
  g_autofree char *day = g_strndup (fod_stmt_get_text (stmt, 1), 10);

  overview->contacts += (guint)fod_stmt_get_int (stmt, 3);
  if (g_strcmp0 (day, overview->last_contact) <= 0)
    return;
  g_free (overview->last_contact);
  g_free (overview->last_by);
  overview->last_contact = g_steal_pointer (&day);
  overview->last_by = g_strdup (fod_stmt_get_text (stmt, 2));
}

static void
take_next (FodOverview *overview, FodStmt *stmt)
{
  overview->next_slot = g_strdup (fod_stmt_get_text (stmt, 1));
}

static void
take_overdue (FodOverview *overview, FodStmt *stmt)
{
  overview->overdue = (guint)fod_stmt_get_int (stmt, 1);
}

static void
take_conflicts (FodOverview *overview, FodStmt *stmt)
{
  overview->conflicts = (guint)fod_stmt_get_int (stmt, 1);
}

static FodOverview *
find_overview (GHashTable *all, const char *id)
{
  FodOverview *overview = g_hash_table_lookup (all, id);

  if (overview == NULL)
    {
      overview = g_new0 (FodOverview, 1);
      g_hash_table_insert (all, g_strdup (id), overview);
    }
  return overview;
}

static gboolean
gather (FodLedger *ledger,
        GHashTable *all,
        const char *sql,
        const Input *input,
        TakeRow take,
        GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  if (strstr (sql, "?1") != NULL)
    fod_stmt_bind_text (stmt, 1, input->today);
  if (strstr (sql, "?2") != NULL)
    fod_stmt_bind_text (stmt, 2, input->kind);
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!fod_stmt_is_null (stmt, 0))
        take (find_overview (all, fod_stmt_get_text (stmt, 0)), stmt);
    }
}

static gpointer
run_overview (FodLedger *ledger, gpointer data, GError **error)
{
  const Input *input = data;
  g_autoptr (GHashTable) all =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, overview_free);
  gboolean people = g_str_equal (input->kind, FOD_KIND_PARTICIPANT);

  if (!gather (ledger, all, people ? participant_notes : employer_contacts, input, take_contacts,
               error) ||
      (people && !gather (ledger, all, participant_meetings, input, take_contacts, error)) ||
      !gather (ledger, all, people ? participant_next : employer_next, input, take_next, error) ||
      !gather (ledger, all, people ? participant_overdue : employer_overdue, input, take_overdue,
               error) ||
      !gather (ledger, all, conflicts, input, take_conflicts, error))
    return NULL;
  return g_steal_pointer (&all);
}

void
fod_store_overview_async (FodStore *self,
                          const char *kind,
                          const char *today,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Input *input = g_new0 (Input, 1);
  const FodCall call = { run_overview, input, input_free, (GDestroyNotify)g_hash_table_unref };

  input->kind = g_strdup (kind);
  input->today = g_strdup (today);
  g_task_set_source_tag (task, fod_store_overview_async);
  fod_store_call_async (self, &call, task);
}

GHashTable *
fod_store_overview_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
