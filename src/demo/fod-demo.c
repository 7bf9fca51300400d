/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes up a team: who is in it, and in which order the rest comes. */

#include "config.h"

#include "demo/fod-demo.h"

#include "base/fod-date.h"
#include "demo/fod-demo-private.h"

/* Nobody works at midnight; an afternoon hour in UTC is on the same day in Denmark all year. */
#define HOUR_MS (60 * 60 * 1000)
#define WORK_HOUR 14
#define EPOCH_DAY "1970-01-01"

static const char *const leader_name = "Lene Bech Andersen";
static const char *const consultant_names[] = {
  "Anna Kjær Mikkelsen", "Bo Thorup",         "Camilla Ravn Olesen", "Dennis Aagaard Lund",
  "Eva Sønderby",        "Frederik Bisgaard", "Gitte Holm Poulsen",  "Henrik Ørsted Vad",
};
static const char *const leader_login = "lene";
static const char *const consultant_logins[] = { "anna", "bo",       "camilla", "dennis",
                                                 "eva",  "frederik", "gitte",   "henrik" };

void
fod_demo_plan_init (FodDemoPlan *plan, const char *day)
{
  g_return_if_fail (plan != NULL);

  plan->seed = 1;
  plan->day = day;
  plan->consultants = 4;
  plan->participants = 80;
  plan->employers = 300;
  plan->days = 365;
}

void
fod_demo_yield (FodDemo *self, const FodRecord *record, const char *user, const char *date)
{
  const char *day =
      date == NULL || fod_date_days_between (date, self->plan->day) < 0 ? self->plan->day : date;
  gint64 hours = (gint64)fod_date_days_between (EPOCH_DAY, day) * 24 + WORK_HOUR;

  self->func (record, user, hours * HOUR_MS, self->user_data);
}

static void
user_free (gpointer data)
{
  FodDemoUser *user = data;

  g_free (user->id);
  g_free (user->name);
  g_free (user);
}

static void
add_user (FodDemo *self, const char *name, const char *login, const char *role)
{
  FodDemoUser *user = g_new0 (FodDemoUser, 1);
  g_autoptr (FodRecord) record = NULL;
  g_autofree char *phone = fod_demo_dup_phone (self);
  g_autofree char *mail = fod_demo_dup_mail (login, "rebild.example");

  user->id = fod_demo_dup_id (self, FOD_KIND_USER, self->users->len);
  user->name = g_strdup (name);
  g_ptr_array_add (self->users, user);
  record = fod_record_new (&fod_user_spec, user->id);
  fod_record_set (record, "name", name);
  fod_record_set (record, "login", login);
  fod_record_set (record, "role", role);
  fod_record_set (record, "team", self->team);
  fod_record_set (record, "phone", phone);
  fod_record_set (record, "email", mail);
  fod_demo_yield (self, record, NULL, NULL);
}

/* More consultants than there are names get a number. */
static void
add_consultant (FodDemo *self, guint number)
{
  guint names = G_N_ELEMENTS (consultant_names);
  g_autofree char *name = NULL;
  g_autofree char *login = NULL;

  if (number < names)
    {
      add_user (self, consultant_names[number], consultant_logins[number], "consultant");
      return;
    }
  name = g_strdup_printf ("%s %u", consultant_names[number % names], number / names + 1);
  login = g_strdup_printf ("%s%u", consultant_logins[number % names], number / names + 1);
  add_user (self, name, login, "consultant");
}

static void
make_team (FodDemo *self)
{
  g_autoptr (FodRecord) record = NULL;

  self->team = fod_demo_dup_id (self, FOD_KIND_TEAM, 0);
  record = fod_record_new (&fod_team_spec, self->team);
  fod_record_set (record, "name", "IPS Rebild");
  fod_demo_yield (self, record, NULL, NULL);
  add_user (self, leader_name, leader_login, "leader");
  for (guint i = 0; i < self->plan->consultants; i++)
    add_consultant (self, i);
}

void
fod_demo_generate (const FodDemoPlan *plan, FodDemoFunc func, gpointer user_data)
{
  FodDemo self = { plan, func, user_data, 0, NULL, NULL, NULL, NULL };

  g_return_if_fail (plan != NULL && func != NULL);
  g_return_if_fail (fod_date_parse (plan->day, NULL));
  g_return_if_fail (plan->consultants > 0);

  self.random = plan->seed;
  self.users = g_ptr_array_new_with_free_func (user_free);
  self.employers = g_ptr_array_new_with_free_func (g_free);
  self.employer_names = g_ptr_array_new_with_free_func (g_free);
  make_team (&self);
  fod_demo_employers (&self);
  fod_demo_participants (&self);
  g_ptr_array_unref (self.users);
  g_ptr_array_unref (self.employers);
  g_ptr_array_unref (self.employer_names);
  g_free (self.team);
}
