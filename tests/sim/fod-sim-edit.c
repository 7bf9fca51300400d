/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do at their devices: any kind, any field, any verb, as the numbers of a step say. */

#include "config.h"

#include "sim/fod-sim-hand.h"

#include "base/fod-uuid.h"
#include "sim/fod-sim-machine.h"

#include <string.h>

#define UNDOABLE 4

/* The last is only told of (below), so that the steps that were kept go on to mean what they meant.
 */
static const char *const kinds[] = {
  FOD_KIND_PARTICIPANT,      FOD_KIND_EMPLOYER,
  FOD_KIND_FOLLOW_UP,        FOD_KIND_NOTE,
  FOD_KIND_PLACEMENT,        FOD_KIND_CONTACT_PERSON,
  FOD_KIND_EMPLOYER_CONTACT, FOD_KIND_TREATMENT_CONTACT,
  FOD_KIND_PROFILE_SECTION,
};
#define ANY_KINDS (G_N_ELEMENTS (kinds) - 1)

/* The id of the new row, or NULL when there is nothing to hang it on. */
static char *
create (FodSimHand *h, const char *kind, const char *parent)
{
  const FodSpec *spec = fod_schema_get (kind);
  g_autofree char *id = fod_uuid_new (FOD_CLOCK (h->world->devices[h->device]->clock));
  g_autoptr (FodRecord) record = fod_record_new (spec, id);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];
      gboolean is_parent = g_strcmp0 (field->name, spec->parent) == 0;
      g_autofree char *value = NULL;

      if (field->merge == FOD_MERGE_SERVER ||
          (!is_parent && (field->flags & FOD_FIELD_REQUIRED) == 0 && fod_sim_hand_pick (h, 8) != 0))
        continue;
      if (is_parent)
        value = parent == NULL ? fod_sim_hand_pick_ref (h, field) : g_strdup (parent);
      else if (field->type != FOD_FIELD_REF && field->merge != FOD_MERGE_STEP)
        value = fod_sim_hand_pick_value (h, field, NULL);
      if (value == NULL && (field->flags & FOD_FIELD_REQUIRED) != 0)
        return NULL;
      fod_record_set (record, field->name, value);
      fod_sim_hand_note (h, kind, id, field, value);
    }
  fod_edit_create (h->edit, record);
  return g_steal_pointer (&id);
}

/* Rather one that people can be at odds about. */
static guint
pick_field (FodSimHand *h, const FodSpec *spec)
{
  guint first = fod_sim_hand_pick (h, spec->n_fields);

  for (guint i = 0; i < spec->n_fields && h->state % 4 != 0; i++)
    {
      guint index = (first % 3 + i) % spec->n_fields;
      FodMergeClass merge = spec->fields[index].merge;

      if (merge == FOD_MERGE_BOTH || merge == FOD_MERGE_FORK || merge == FOD_MERGE_STRICT)
        return index;
    }
  return first;
}

static void
set_one_of (FodSimHand *h, const char *kind, const FodRecord *row)
{
  const FodSpec *spec = fod_schema_get (kind);
  guint index = pick_field (h, spec);
  const FodField *field = &spec->fields[index];
  g_autofree char *value = NULL;

  if (row == NULL || field->merge == FOD_MERGE_SERVER || (field->flags & FOD_FIELD_ONCE) != 0 ||
      g_strcmp0 (field->of, FOD_KIND_USER) == 0)
    return;
  value = fod_sim_hand_pick_value (h, field, fod_record_get_at (row, index));
  if (value == NULL && (field->flags & FOD_FIELD_REQUIRED) != 0)
    return;
  fod_edit_set (h->edit, kind, fod_record_get_id (row), field->name, value,
                fod_record_get_at (row, index));
  fod_sim_hand_note (h, kind, fod_record_get_id (row), field, value);
}

static void
set_one (FodSimHand *h, const char *kind)
{
  g_autoptr (FodRecord) row = fod_sim_hand_pick_row (h, kind, FALSE);

  set_one_of (h, kind, row);
  if (row == NULL)
    g_free (create (h, kind, NULL));
}

static void
make_family (FodSimHand *h)
{
  g_autofree char *id = create (h, FOD_KIND_PARTICIPANT, NULL);
  g_autofree char *child = NULL;
  g_autofree char *other = NULL;

  if (id == NULL)
    return;
  child = create (h, FOD_KIND_NOTE, id);
  other = create (h, FOD_KIND_FOLLOW_UP, id);
}

static void
resolve (FodSimHand *h)
{
  g_autoptr (FodRecord) row = fod_sim_hand_pick_row (h, FOD_KIND_CONFLICT, FALSE);

  if (row != NULL && !fod_record_get_bool (row, "resolved"))
    fod_edit_resolve (h->edit, fod_record_get_id (row),
                      fod_record_get (row, fod_sim_hand_pick (h, 2) == 0 ? "standing" : "offered"));
}

/* Returns: whether something is thrown away. */
static gboolean
fill (FodSimHand *h)
{
  const char *kind = kinds[fod_sim_hand_pick (h, ANY_KINDS)];
  guint what = fod_sim_hand_pick (h, 100);
  g_autoptr (FodRecord) row = NULL;

  if (what < 16)
    g_free (create (h, kind, NULL));
  else if (what < 72)
    set_one (h, kind);
  else if (what < 75)
    make_family (h);
  else if (what < 80)
    for (guint i = 0; i < 3; i++)
      set_one (h, kinds[fod_sim_hand_pick (h, ANY_KINDS)]);
  else if (what < 88)
    resolve (h);
  else if ((row = fod_sim_hand_pick_row (h, kind, what >= 94)) == NULL)
    return FALSE;
  else if (what < 94)
    fod_edit_delete (h->edit, kind, fod_record_get_id (row));
  else
    fod_edit_undelete (h->edit, kind, fod_record_get_id (row));
  return row != NULL;
}

/* What was thrown away at the device by hand may be gone. */
static void
forget_thrown_away (FodSimHand *h)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) bin = fod_sim_hand_list (h, kinds[k], TRUE);

      for (guint i = 0; i < bin->len; i++)
        {
          g_autofree char *key =
              g_strconcat (kinds[k], " ", fod_record_get_id (bin->pdata[i]), NULL);

          fod_sim_oracle_unsave (h->world->oracle, h->device, NULL, key);
        }
    }
}

static void
undo (FodSimHand *h)
{
  GPtrArray *undoable = h->world->undoable[h->device];
  FodSimDevice *device = h->world->devices[h->device];
  g_autofree char *tx = NULL;
  g_autofree char *opposite = NULL;
  g_autoptr (GError) error = NULL;

  if (undoable->len == 0)
    return;
  tx = g_ptr_array_steal_index (undoable, undoable->len - 1);
  opposite = fod_store_undo (device->store, tx, &error);
  fod_sim_oracle_unsave (h->world->oracle, h->device, tx, NULL);
}

/* A section of the profile of a participant, as somebody writes it who has it open and empty:
 * somebody else may have made it meanwhile, here and elsewhere. */
static gboolean
tell (FodSimHand *h)
{
  static const char *const sections[] = { "dream", "health" };
  const FodSpec *spec = &fod_profile_section_spec;
  g_autoptr (FodRecord) participant = fod_sim_hand_pick_row (h, FOD_KIND_PARTICIPANT, FALSE);
  g_autoptr (FodRecord) record = fod_record_new (spec, "");
  g_autoptr (FodRecord) told = NULL;
  g_autofree char *id = NULL;

  if (participant == NULL)
    return FALSE;
  fod_record_set (record, "participant", fod_record_get_id (participant));
  fod_record_set (record, "section", sections[fod_sim_hand_pick (h, G_N_ELEMENTS (sections))]);
  id = fod_record_dup_shared_id (record);
  told = fod_record_copy_as (record, id);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];
      g_autofree char *value = NULL;

      if ((field->flags & FOD_FIELD_ONCE) != 0 || fod_sim_hand_pick (h, 2) == 0)
        continue;
      value = fod_sim_hand_pick_value (h, field, NULL);
      fod_record_set_at (told, i, value);
      fod_sim_hand_note (h, spec->kind, id, field, value);
    }
  fod_edit_create (h->edit, told);
  return FALSE;
}

/* ... or goes on with one that is there. */
static gboolean
tell_more (FodSimHand *h)
{
  guint what = fod_sim_hand_pick (h, 20);
  g_autoptr (FodRecord) row = fod_sim_hand_pick_row (h, FOD_KIND_PROFILE_SECTION, what == 1);

  if (what > 1)
    set_one_of (h, FOD_KIND_PROFILE_SECTION, row);
  else if (row != NULL && what == 1)
    fod_edit_undelete (h->edit, FOD_KIND_PROFILE_SECTION, fod_record_get_id (row));
  else if (row != NULL)
    fod_edit_delete (h->edit, FOD_KIND_PROFILE_SECTION, fod_record_get_id (row));
  return what <= 1;
}

static gboolean
undo_one (FodSimHand *h)
{
  undo (h);
  return TRUE;
}

static void
edit_once (FodSimHand *h, gboolean (*act) (FodSimHand *))
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  FodSimWorld *world = h->world;
  GPtrArray *undoable = world->undoable[h->device];
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = NULL;
  gboolean thrown_away;

  h->edit = edit;
  thrown_away = act (h);
  if (!fod_edit_is_empty (edit))
    tx = fod_store_apply (world->devices[h->device]->store, edit, &error);
  /* What the fields do not take together was not saved, and the person was told; nor what is about
   * a row that could not be read. */
  if (error != NULL && error->domain != FOD_FIELD_ERROR && !fod_sim_machine_has_ended () &&
      !(g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND) &&
        fod_sim_oracle_is_spoilt (world->oracle, h->device, NULL)))
    fod_sim_oracle_complain (world->oracle, 6, "device %u: a save was not taken: %s", h->device,
                             error->message);
  fod_sim_oracle_end_save (world->oracle, tx);
  if (g_getenv ("FOD_SIM_TRACE") != NULL)
    g_printerr ("device %u: %s -> %s\n", h->device, act == undo_one ? "undo" : "edit", tx);
  if (tx != NULL)
    g_ptr_array_add (undoable, g_steal_pointer (&tx));
  if (undoable->len > UNDOABLE)
    g_ptr_array_remove_index (undoable, 0);
  if (thrown_away && !fod_sim_machine_has_ended ())
    forget_thrown_away (h);
}

void
fod_sim_world_edit (FodSimWorld *self, guint device, const guint *numbers)
{
  FodSimHand h = { self, device, numbers[0], NULL };

  for (guint i = 0; i <= numbers[2] % 3; i++)
    edit_once (&h, numbers[1] % 100 < 5 ? undo_one : fill);
}

void
fod_sim_world_tell (FodSimWorld *self, guint device, const guint *numbers)
{
  FodSimHand h = { self, device, numbers[0], NULL };

  edit_once (&h, numbers[1] % 3 == 0 ? tell_more : tell);
}

/* As in a calendar: @days from now. */
static char *
dup_day (FodSimHand *h, int days)
{
  gint64 ms = fod_clock_get_real_ms (FOD_CLOCK (h->world->server->clock));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_local (utc);
  g_autoptr (GDateTime) day = g_date_time_add_days (here, days);

  return g_date_time_format (day, "%Y-%m-%d");
}

static void
give_to (FodSimHand *h, const FodRecord *row, const char *user)
{
  const char *id = fod_record_get_id (row);
  g_autofree char *until = dup_day (h, (int)fod_sim_hand_pick (h, 4));
  guint what = fod_sim_hand_pick (h, 5);

  if (what < 2)
    fod_edit_set (h->edit, FOD_KIND_PARTICIPANT, id, "consultant", user,
                  fod_record_get (row, "consultant"));
  else
    {
      fod_edit_set (h->edit, FOD_KIND_PARTICIPANT, id, "cover", what == 2 ? NULL : user,
                    fod_record_get (row, "cover"));
      fod_edit_set (h->edit, FOD_KIND_PARTICIPANT, id, "cover-until", what == 2 ? NULL : until,
                    fod_record_get (row, "cover-until"));
    }
}

void
fod_sim_world_give (FodSimWorld *self, guint device, const guint *numbers)
{
  FodSimHand h = { self, device, numbers[0], NULL };
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) row = fod_sim_hand_pick_row (&h, FOD_KIND_PARTICIPANT, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *tx = NULL;

  if (row == NULL)
    return;
  h.edit = edit;
  give_to (&h, row, self->server->users[numbers[1] % FOD_SIM_USERS]);
  tx = fod_store_apply (self->devices[device]->store, edit, &error);
  /* Whose the participant is not is told so. */
  if (error != NULL && error->domain != FOD_FIELD_ERROR &&
      !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_SERVER_ONLY))
    fod_sim_oracle_complain (self->oracle, 6, "device %u: a handover was not taken: %s", device,
                             error->message);
  if (tx != NULL)
    g_ptr_array_add (self->undoable[device], g_steal_pointer (&tx));
}

void
fod_sim_world_furnish (FodSimWorld *self, guint device)
{
  FodSimHand h = { self, device, device, NULL };
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *tx = NULL;

  h.edit = edit;
  make_family (&h);
  make_family (&h);
  g_free (create (&h, FOD_KIND_EMPLOYER, NULL));
  tx = fod_sim_device_apply (self->devices[device], edit, NULL);
  fod_sim_oracle_end_save (self->oracle, tx);
}
