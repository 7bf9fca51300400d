/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens and closes the profile, and carries calls to the worker thread and answers back. What a
 * call does stands in files of its own. */

#include "config.h"

#include "store/fod-store.h"

#include "store/fod-chores.h"
#include "store/fod-cover.h"
#include "store/fod-job.h"
#include "store/fod-replay.h"
#include "store/fod-search-index.h"
#include "store/fod-setup.h"

#include <malloc.h>

/* How long the worker waits for the next call before it does its chores. */
#define QUIET_US (300 * 1000)

/* More changed rows of a kind than this are told as "any". */
#define NEWS_MAX 200

struct _FodStore
{
  GObject parent_instance;

  FodLedger *ledger; /* the worker's; NULL once closed */
  FodClock *clock;   /* owned */
  GThread *thread;
  GAsyncQueue *jobs;
  char *day; /* the worker's: of the last call */
  char *user;
  char *role;
  FodReadOnly read_only;
};

typedef struct
{
  FodStore *store; /* borrowed: the task, or the waiting caller, keeps it */
  FodCall call;
  GTask *task; /* owned; NULL: somebody waits */
  gpointer result;
  GError *error;
  FodNews *news;
  gboolean stop;
  gboolean done;
  GMutex mutex;
  GCond cond;
} FodJob;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_JOURNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodStore, fod_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (fod-store-error-quark, fod_store_error)

static FodJob *
job_new (FodStore *store, const FodCall *call, GTask *task)
{
  FodJob *job = g_new0 (FodJob, 1);

  job->store = store;
  job->call = *call;
  job->task = task;
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  return job;
}

static void
job_free (FodJob *job)
{
  if (job->call.free_input != NULL)
    g_clear_pointer (&job->call.input, job->call.free_input);
  if (job->call.free_result != NULL)
    g_clear_pointer (&job->result, job->call.free_result);
  g_clear_error (&job->error);
  g_clear_pointer (&job->news, fod_news_free);
  g_clear_object (&job->task);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  g_free (job);
}

static void
emit_changed (FodStore *self, const char *kind, GHashTable *ids)
{
  g_autofree char **list = (char **)g_hash_table_get_keys_as_array (ids, NULL);
  char *any[] = { NULL };

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, kind,
                 g_hash_table_size (ids) > NEWS_MAX ? any : list);
}

static void
tell_news (FodStore *self, FodNews *news)
{
  GHashTableIter iter;
  gpointer kind, ids;

  if (news == NULL)
    return;
  if (news->identity)
    {
      g_free (self->user);
      g_free (self->role);
      self->user = g_steal_pointer (&news->user);
      self->role = g_steal_pointer (&news->role);
    }
  g_hash_table_iter_init (&iter, news->rows);
  while (g_hash_table_iter_next (&iter, &kind, &ids))
    emit_changed (self, kind, ids);
  if (news->journal || g_hash_table_contains (news->rows, FOD_KIND_CONFLICT))
    g_signal_emit (self, signals[SIGNAL_JOURNAL_CHANGED], 0);
}

/* On the opener's thread: first the news, then the answer, so that whoever asked finds lists that
 * know already. */
static gboolean
on_answer (gpointer data)
{
  FodJob *job = data;

  tell_news (job->store, job->news);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->call.free_result);
  job_free (job);
  return G_SOURCE_REMOVE;
}

/* The task is let go of on the opener's thread only: it may hold the last reference to the store,
 * whose end waits for this thread. */
static void
answer (FodJob *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL)
    {
      g_mutex_lock (&job->mutex);
      job->done = TRUE;
      g_cond_signal (&job->cond);
      g_mutex_unlock (&job->mutex);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_answer, job, NULL);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
run_job (FodJob *job)
{
  GCancellable *cancellable = job->task == NULL ? NULL : g_task_get_cancellable (job->task);

  fod_cover_follow_day (job->store->ledger, &job->store->day);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    job->result = job->call.func (job->store->ledger, job->call.input, &job->error);
  if (g_error_matches (job->error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED))
    fod_ledger_note_damage (job->store->ledger);
  job->news = fod_ledger_steal_news (job->store->ledger);
  answer (job);
}

/* The next call. When there are chores and it is quiet, they are done meanwhile, part by part; with
 * none the thread sleeps. Before that the memory of what was read is given back: answers are made
 * here and let go of elsewhere, which leaves three quarters of this thread's share of it unused. */
static FodJob *
wait_for_job (FodStore *self, GAsyncQueue *jobs)
{
  gboolean more = self->ledger != NULL && fod_ledger_steal_chores (self->ledger);
  FodJob *job = g_async_queue_timeout_pop (jobs, QUIET_US);

  while (job == NULL && more)
    {
      more = fod_chores_run (self->ledger);
      job = g_async_queue_try_pop (jobs);
    }
  if (job == NULL)
    {
      malloc_trim (0);
      return g_async_queue_pop (jobs);
    }
  if (more)
    fod_ledger_set_chores (self->ledger);
  return job;
}

static gpointer
work (gpointer data)
{
  FodStore *self = data;
  GAsyncQueue *jobs = self->jobs;

  while (TRUE)
    {
      FodJob *job = wait_for_job (self, jobs);

      if (job->stop)
        {
          g_clear_pointer (&self->ledger, fod_ledger_free);
          answer (job);
          return NULL;
        }
      run_job (job);
    }
}

static FodStore *
store_new (FodLedger *ledger)
{
  FodStore *self = g_object_new (FOD_TYPE_STORE, NULL);

  self->ledger = ledger;
  self->clock = g_object_ref (fod_ledger_get_clock (ledger));
  self->user = g_strdup (fod_ledger_get_user (ledger));
  self->role = g_strdup (fod_ledger_get_role (ledger));
  self->read_only = fod_ledger_get_read_only (ledger);
  self->thread = g_thread_new ("fod-store", work, self);
  return self;
}

static FodLedger *
open_to_write (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error)
{
  g_autoptr (FodLedger) ledger = fod_ledger_open (folder, keys, clock, error);
  g_autoptr (FodNews) news = NULL;

  if (ledger == NULL || !fod_replay_reconcile (ledger, error) || !fod_setup_run (ledger, error))
    return NULL;
  /* Nobody has read anything yet. */
  news = fod_ledger_steal_news (ledger);
  return g_steal_pointer (&ledger);
}

/* The index of what is searched follows first: it could not later. */
static FodLedger *
open_to_read (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error)
{
  g_autofree char *copy = fod_read_copy_make (folder, error);
  g_autoptr (FodLedger) ledger = NULL;
  gboolean left;

  if (copy == NULL)
    return NULL;
  ledger = open_to_write (copy, keys, clock, error);
  /* The open files are enough; nothing is left behind, even by a kill. */
  fod_read_copy_remove (copy);
  if (ledger == NULL || !fod_search_index_follow (ledger, 0, &left, error) ||
      !fod_ledger_end_writing (ledger, fod_read_copy_find_reason (folder), error))
    return NULL;
  fod_ledger_steal_chores (ledger);
  return g_steal_pointer (&ledger);
}

static FodLedger *
open_ledger (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FodLedger *ledger = open_to_write (folder, keys, clock, &failure);

  if (g_error_matches (failure, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY))
    return open_to_read (folder, keys, clock, error);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return ledger;
}

typedef struct
{
  char *folder;
  FodStoreKeys keys;
  FodClock *clock;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->folder);
  fod_secret_unref (opening->keys.database);
  fod_secret_unref (opening->keys.journal);
  g_object_unref (opening->clock);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  FodLedger *ledger = open_ledger (opening->folder, &opening->keys, opening->clock, &error);

  if (ledger == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ledger, (GDestroyNotify)fod_ledger_free);
}

static void
fod_store_dispose (GObject *object)
{
  fod_store_close (FOD_STORE (object));
  G_OBJECT_CLASS (fod_store_parent_class)->dispose (object);
}

static void
fod_store_finalize (GObject *object)
{
  FodStore *self = FOD_STORE (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_free (self->day);
  g_free (self->user);
  g_free (self->role);
  G_OBJECT_CLASS (fod_store_parent_class)->finalize (object);
}

static void
fod_store_class_init (FodStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_store_dispose;
  object_class->finalize = fod_store_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", FOD_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRV);
  signals[SIGNAL_JOURNAL_CHANGED] = g_signal_new (
      "journal-changed", FOD_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_store_init (FodStore *self)
{
  self->jobs = g_async_queue_new ();
}

void
fod_store_open_async (const char *folder,
                      const FodStoreKeys *keys,
                      FodClock *clock,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening;

  g_return_if_fail (folder != NULL && keys != NULL && FOD_IS_CLOCK (clock));

  g_task_set_source_tag (task, fod_store_open_async);
  opening = g_new0 (Opening, 1);
  opening->folder = g_strdup (folder);
  opening->keys.database = fod_secret_ref (keys->database);
  opening->keys.journal = fod_secret_ref (keys->journal);
  opening->clock = g_object_ref (clock);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

FodStore *
fod_store_open_finish (GAsyncResult *result, GError **error)
{
  FodLedger *ledger = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  ledger = g_task_propagate_pointer (G_TASK (result), error);
  return ledger == NULL ? NULL : store_new (ledger);
}

FodStore *
fod_store_open (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error)
{
  FodLedger *ledger = NULL;

  g_return_val_if_fail (folder != NULL && keys != NULL && FOD_IS_CLOCK (clock), NULL);

  ledger = open_ledger (folder, keys, clock, error);
  return ledger == NULL ? NULL : store_new (ledger);
}

void
fod_store_close (FodStore *self)
{
  const FodCall none = { 0 };
  FodJob *job;

  g_return_if_fail (FOD_IS_STORE (self));

  if (self->thread == NULL)
    return;
  job = job_new (self, &none, NULL);
  job->stop = TRUE;
  g_async_queue_push (self->jobs, job);
  g_thread_join (g_steal_pointer (&self->thread));
  job_free (job);
}

FodClock *
fod_store_get_clock (FodStore *self)
{
  g_return_val_if_fail (FOD_IS_STORE (self), NULL);

  return self->clock;
}

const char *
fod_store_get_user (FodStore *self)
{
  g_return_val_if_fail (FOD_IS_STORE (self), NULL);

  return self->user;
}

const char *
fod_store_get_role (FodStore *self)
{
  g_return_val_if_fail (FOD_IS_STORE (self), NULL);

  return self->role;
}

FodReadOnly
fod_store_get_read_only (FodStore *self)
{
  g_return_val_if_fail (FOD_IS_STORE (self), FOD_READ_ONLY_NO);

  return self->read_only;
}

static GError *
closed_error (void)
{
  return g_error_new_literal (FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED, "the store is closed");
}

void
fod_store_call_async (FodStore *self, const FodCall *call, GTask *task)
{
  FodJob *job = job_new (self, call, g_object_ref (task));

  /* What was written was written: a cancelling that comes too late does not hide it. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, job);
      return;
    }
  g_task_return_error (task, closed_error ());
  job_free (job);
}

gpointer
fod_store_call (FodStore *self, const FodCall *call, GError **error)
{
  FodJob *job = job_new (self, call, NULL);
  gpointer result = NULL;

  if (self->thread == NULL)
    {
      g_propagate_error (error, closed_error ());
      job_free (job);
      return NULL;
    }
  g_async_queue_push (self->jobs, job);
  g_mutex_lock (&job->mutex);
  while (!job->done)
    g_cond_wait (&job->cond, &job->mutex);
  g_mutex_unlock (&job->mutex);
  tell_news (self, job->news);
  result = g_steal_pointer (&job->result);
  if (job->error != NULL)
    g_propagate_error (error, g_steal_pointer (&job->error));
  job_free (job);
  return result;
}
