/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A value. */

#include "config.h"

#include "ips/fod-conference-person.h"

FodConferencePerson *
fod_conference_person_new (const char *id)
{
  FodConferencePerson *self = g_atomic_rc_box_new0 (FodConferencePerson);

  self->id = g_strdup (id);
  self->may_say = FOD_TEAM_CONSENT_NOTHING;
  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  self->withheld = g_ptr_array_new_with_free_func (g_free);
  return self;
}

FodConferencePerson *
fod_conference_person_ref (FodConferencePerson *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FodConferencePerson *self = data;

  g_free (self->id);
  g_clear_pointer (&self->participant, fod_record_unref);
  g_free (self->raised_on);
  g_free (self->next_slot);
  g_ptr_array_unref (self->said);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->withheld);
}

void
fod_conference_person_unref (FodConferencePerson *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

gboolean
fod_conference_person_is_raised (const FodConferencePerson *self, const char *today)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->raised_on, today) == 0;
}
