/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine's state in words. Pure: reads the engine, changes nothing. */

#include "config.h"

#include "app/fod-sync-text.h"

#include "app/fod-error-text.h"
#include "app/fod-format.h"

#include <glib/gi18n.h>

typedef struct
{
  FodSyncState state;
  guint waiting;
  guint refused;
  guint conflicts;
  guint unread;
  guint handed;
  gint64 last_contact;
  gint64 clock_off;
  gint64 offline_since;
  gboolean busy;
  int fetched;
  int problem;
  guint days_away;
} Snapshot;

static Snapshot
read_engine (FodSyncEngine *engine)
{
  Snapshot now = { 0 };

  now.state = fod_sync_engine_get_state (engine);
  g_object_get (engine, "waiting", &now.waiting, "refused", &now.refused, "conflicts",
                &now.conflicts, "unread", &now.unread, "handed", &now.handed, "clock-off",
                &now.clock_off, "last-contact", &now.last_contact, "offline-since",
                &now.offline_since, "busy", &now.busy, "fetched", &now.fetched, "problem",
                &now.problem, NULL);
  /* Whatever else a person has to see comes first. */
  if (now.state == FOD_SYNC_OFFLINE || now.state == FOD_SYNC_WAITING)
    now.days_away = fod_sync_engine_get_days_away (engine);
  return now;
}

const char *
fod_sync_text_icon (FodSyncEngine *engine)
{
  Snapshot now = read_engine (engine);

  if (now.days_away > 0)
    return "dialog-warning-symbolic";
  switch (now.state)
    {
    case FOD_SYNC_LOCAL:
      return "computer-symbolic";
    case FOD_SYNC_IN_STEP:
      return "emblem-ok-symbolic";
    case FOD_SYNC_WAITING:
      return "emblem-synchronizing-symbolic";
    case FOD_SYNC_OFFLINE:
      return "network-offline-symbolic";
    case FOD_SYNC_ATTENTION:
    default:
      return "dialog-warning-symbolic";
    }
}

static char *
short_busy (const Snapshot *now)
{
  if (now->fetched < 0)
    return g_strdup (_ ("Syncing…"));
  /* Translators: how much of the team's records is here already, very short */
  return g_strdup_printf (_ ("Fetching %d %%"), now->fetched);
}

static char *
format_waiting (guint waiting)
{
  /* Translators: changes that the server does not have yet, very short */
  return g_strdup_printf (ngettext ("%u waiting", "%u waiting", waiting), waiting);
}

static char *
short_attention (const Snapshot *now)
{
  if (now->conflicts > 0)
    /* Translators: values that two people gave, very short */
    return g_strdup_printf (ngettext ("%u to decide", "%u to decide", now->conflicts),
                            now->conflicts);
  if (now->refused > 0)
    /* Translators: changes that the server did not take, very short */
    return g_strdup_printf (ngettext ("%u refused", "%u refused", now->refused), now->refused);
  return g_strdup (_ ("Needs attention"));
}

char *
fod_sync_text_short (FodSyncEngine *engine, const char *today)
{
  Snapshot now = read_engine (engine);
  g_autofree char *text = NULL;

  if (now.days_away > 0)
    /* Translators: for how long the server was not reached, very short */
    return g_strdup_printf (ngettext ("%u day offline", "%u days offline", now.days_away),
                            now.days_away);
  switch (now.state)
    {
    case FOD_SYNC_LOCAL:
      return g_strdup (C_ ("sync", "Only here"));
    case FOD_SYNC_IN_STEP:
      text = fod_format_moment (now.last_contact, today);
      /* Translators: the time of day when the server last answered */
      return g_strdup_printf (_ ("In step %s"), text);
    case FOD_SYNC_WAITING:
      return now.waiting > 0 ? format_waiting (now.waiting) : short_busy (&now);
    case FOD_SYNC_OFFLINE:
      if (now.waiting == 0)
        return g_strdup (_ ("Offline"));
      text = format_waiting (now.waiting);
      /* Translators: followed by how many changes wait */
      return g_strdup_printf (_ ("Offline – %s"), text);
    case FOD_SYNC_ATTENTION:
    default:
      return short_attention (&now);
    }
}

const char *
fod_sync_text_heading (FodSyncEngine *engine)
{
  Snapshot now = read_engine (engine);

  if (now.days_away > 0)
    return _ ("The server was not reached for a long time");
  switch (now.state)
    {
    case FOD_SYNC_LOCAL:
      return _ ("No server is set up");
    case FOD_SYNC_IN_STEP:
      return _ ("In step with the team");
    case FOD_SYNC_WAITING:
      return now.busy ? _ ("Syncing now") : _ ("Changes wait for the next sync");
    case FOD_SYNC_OFFLINE:
      return _ ("Offline – you can go on working");
    case FOD_SYNC_ATTENTION:
    default:
      return now.conflicts > 0 ? _ ("Two answers: one has to be chosen") : _ ("Needs attention");
    }
}

static void
add_counts (GString *text, const Snapshot *now)
{
  if (now->waiting > 0)
    {
      g_string_append_printf (
          text,
          ngettext ("%u change waits to be sent; it is safe on this machine.",
                    "%u changes wait to be sent; they are safe on this machine.", now->waiting),
          now->waiting);
      g_string_append_c (text, '\n');
    }
  if (now->conflicts > 0)
    {
      g_string_append_printf (
          text,
          ngettext ("%u value was given by two people. Both are kept until you choose.",
                    "%u values were given by two people. Both are kept until you choose.",
                    now->conflicts),
          now->conflicts);
      g_string_append_c (text, '\n');
    }
  if (now->refused > 0)
    {
      g_string_append_printf (text,
                              ngettext ("%u change was refused by the server; see why.",
                                        "%u changes were refused by the server; see why.",
                                        now->refused),
                              now->refused);
      g_string_append_c (text, '\n');
    }
  if (now->handed > 0)
    {
      g_string_append_printf (
          text,
          ngettext (
              "%u change was about what you no longer have. The server keeps it for your team "
              "leader; here it is gone.",
              "%u changes were about what you no longer have. The server keeps them for your "
              "team leader; here they are gone.",
              now->handed),
          now->handed);
      g_string_append_c (text, '\n');
    }
  if (now->unread > 0)
    {
      g_string_append_printf (
          text,
          ngettext ("%u record from the server can’t be read by this version. It is kept; update "
                    "Fodfæste to see it.",
                    "%u records from the server can’t be read by this version. They are kept; "
                    "update Fodfæste to see them.",
                    now->unread),
          now->unread);
      g_string_append_c (text, '\n');
    }
}

static void
add_fetched (GString *text, const Snapshot *now)
{
  if (now->fetched < 0)
    return;
  g_string_append_printf (text,
                          _ ("The team’s records are being fetched, your own first: %d %% are "
                             "here. You can work with them already."),
                          now->fetched);
  g_string_append_c (text, '\n');
}

char *
fod_sync_text_details (FodSyncEngine *engine, const char *today)
{
  Snapshot now = read_engine (engine);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *moment = NULL;

  if (now.state == FOD_SYNC_LOCAL)
    return g_strdup (_ ("Everything stays on this machine. Connect to the team’s server in "
                        "Preferences."));

  if (now.days_away > 0)
    g_string_append_printf (
        text, "%s\n",
        _ ("You can go on working. Bring this machine to a network where the server can be "
           "reached, "
           "so that your colleagues get what you wrote, and you what they wrote."));
  add_counts (text, &now);
  add_fetched (text, &now);
  if (now.problem >= 0)
    {
      g_autoptr (GError) error = g_error_new_literal (FOD_SYNC_ERROR, now.problem, "");
      g_autofree char *problem = fod_error_text (error);

      g_string_append_printf (text, "%s\n", problem);
    }
  if (now.clock_off != 0)
    g_string_append_printf (
        text, "%s\n",
        now.clock_off > 0 ? _ ("The clock of this machine is fast. Nothing is lost by it; set "
                               "the date and time, so that your days are right.")
                          : _ ("The clock of this machine is slow. Nothing is lost by it; set "
                               "the date and time, so that your days are right."));
  if (now.state == FOD_SYNC_OFFLINE && now.offline_since > 0)
    {
      moment = fod_format_moment (now.offline_since, today);
      g_string_append_printf (text, _ ("Offline since %s."), moment);
    }
  else if (now.last_contact > 0)
    {
      moment = fod_format_moment (now.last_contact, today);
      g_string_append_printf (text, _ ("The server last answered %s."), moment);
    }
  else
    g_string_append (text, _ ("The server has not answered yet."));
  return g_strdup (g_strchomp (text->str));
}

gboolean
fod_sync_text_needs_person (FodSyncEngine *engine)
{
  return fod_sync_engine_get_state (engine) == FOD_SYNC_ATTENTION ||
         read_engine (engine).days_away > 0;
}

const char *
fod_sync_text_refusal (const char *code, gboolean handover)
{
  static const struct
  {
    const char *code;
    const char *text;
  } rows[] = {
    { "forbidden", N_ ("You may not change this (any more). Ask your team leader.") },
    { "gone", N_ ("It was deleted meanwhile.") },
    { "invalid", N_ ("The value does not follow the rules.") },
    { "field_unknown", N_ ("The server is older than this program and does not know the field.") },
    { "transition", N_ ("The course or job is not at a point where this step is possible.") },
    { "ref_missing", N_ ("What it points to is not on the server.") },
    { "quota", N_ ("The server takes no more at present.") },
  };

  if (handover && g_strcmp0 (code, "transition") == 0)
    return _ ("Somebody else has handed the participant over meanwhile. See who has them now.");
  if (handover && g_strcmp0 (code, "ref_missing") == 0)
    return _ ("The colleague is not in the participant’s team any more.");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_strcmp0 (rows[i].code, code) == 0)
        return _ (rows[i].text);
    }
  return _ ("The server refused it for a reason that this program does not know.");
}

char *
fod_sync_text_dup_awaits (gint64 until_ms, const char *today)
{
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_local (until_ms / 1000);
  g_autofree char *date = until == NULL ? NULL : g_date_time_format (until, "%Y-%m-%d");
  g_autofree char *day = fod_format_day (date, today);

  /* Translators: the day until which it waits */
  return g_strdup_printf (_ ("The server was put back from a backup and lacks this record: the "
                             "change waits for a colleague’s machine to bring it back, until %s."),
                          day);
}
