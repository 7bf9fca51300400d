/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people choose among: rows that are there, and values that a field may hold. */

#include "config.h"

#include "sim/fod-sim-hand.h"

#include "sim/fod-sim-machine.h"

#include <string.h>

guint
fod_sim_hand_pick (FodSimHand *h, guint count)
{
  h->state = fod_sim_mix (h->state, count);
  return h->state % count;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (fod_record_get_id (*(FodRecord *const *)a),
                 fod_record_get_id (*(FodRecord *const *)b));
}

GPtrArray *
fod_sim_hand_list (FodSimHand *h, const char *kind, gboolean bin)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  if (bin)
    fod_query_bin (query);
  rows = fod_store_query (h->world->devices[h->device]->store, query, &error);
  if (rows == NULL && fod_sim_machine_has_ended ())
    return g_ptr_array_new ();
  g_assert_no_error (error);
  g_ptr_array_sort (rows, compare_ids);
  return rows;
}

FodRecord *
fod_sim_hand_pick_row (FodSimHand *h, const char *kind, gboolean bin)
{
  g_autoptr (GPtrArray) rows = fod_sim_hand_list (h, kind, bin);

  /* Few rows are everybody's concern, so that people meet. */
  if (rows->len > 0 && fod_sim_hand_pick (h, 3) > 0)
    return fod_record_ref (rows->pdata[0]);
  return rows->len == 0 ? NULL : fod_record_ref (rows->pdata[fod_sim_hand_pick (h, rows->len)]);
}

static char *
pick_word (FodSimHand *h, const char *words_text)
{
  g_auto (GStrv) words = g_strsplit (words_text, " ", -1);

  return g_strdup (words[fod_sim_hand_pick (h, g_strv_length (words))]);
}

static char *
pick_step (FodSimHand *h, const FodField *field, const char *current)
{
  g_auto (GStrv) steps = g_strsplit (field->order, " ", -1);
  guint count = g_strv_length (steps);
  guint first = fod_sim_hand_pick (h, count);

  for (guint i = 0; i < count; i++)
    {
      g_auto (GStrv) ends = g_strsplit (steps[(first + i) % count], ">", 2);

      if (current == NULL || strcmp (ends[0], current) == 0)
        return g_strdup (ends[1]);
    }
  return NULL;
}

static char *
pick_set (FodSimHand *h)
{
  g_autoptr (GString) set = g_string_new (NULL);

  for (char tag = 'a'; tag <= 'f'; tag++)
    if (fod_sim_hand_pick (h, 3) == 0)
      g_string_append_printf (set, "%s%c", set->len > 0 ? "\n" : "", tag);
  return set->len == 0 ? NULL : g_strdup (set->str);
}

/* The id of a row that is there, or nothing. */
char *
fod_sim_hand_pick_ref (FodSimHand *h, const FodField *field)
{
  g_autoptr (FodRecord) row = fod_sim_hand_pick_row (h, field->of, FALSE);

  return row == NULL ? NULL : g_strdup (fod_record_get_id (row));
}

static gboolean
is_traced (const FodField *field)
{
  return field->type == FOD_FIELD_PHONE ||
         ((field->type == FOD_FIELD_TEXT || field->type == FOD_FIELD_LONG_TEXT) &&
          (field->max == 0 || field->max >= 20));
}

/* A text that was never written before, so that it can be looked for. */
static char *
make_token (FodSimHand *h, const FodField *field)
{
  guint number = ++h->world->written;

  return field->type == FOD_FIELD_PHONE ? g_strdup_printf ("98%06u", number)
                                        : g_strdup_printf ("tekst %u.", number);
}

/* A value that the field may hold; NULL to unset it. */
char *
fod_sim_hand_pick_value (FodSimHand *h, const FodField *field, const char *current)
{
  if (is_traced (field))
    return make_token (h, field);
  switch ((int)field->type)
    {
    case FOD_FIELD_TEXT:
      return g_strdup_printf ("%u", 1000 + fod_sim_hand_pick (h, 9000));
    case FOD_FIELD_BOOL:
      return fod_sim_hand_pick (h, 4) == 0 ? NULL : g_strdup ("1");
    case FOD_FIELD_INT:
      return g_strdup_printf ("%u", 1 + fod_sim_hand_pick (h, 1000));
    case FOD_FIELD_SET:
      return pick_set (h);
    case FOD_FIELD_DATE:
    case FOD_FIELD_WHEN:
      return g_strdup_printf ("2026-11-%02u", 10 + fod_sim_hand_pick (h, 20));
    case FOD_FIELD_REF:
      return fod_sim_hand_pick_ref (h, field);
    case FOD_FIELD_CODE:
      if (field->merge == FOD_MERGE_STEP)
        return pick_step (h, field, current);
      return field->order == NULL ? g_strdup ("other") : pick_word (h, field->order);
    default:
      return NULL;
    }
}

void
fod_sim_hand_note (
    FodSimHand *h, const char *kind, const char *id, const FodField *field, const char *value)
{
  g_autofree char *key = g_strconcat (kind, " ", id, NULL);

  if (value != NULL && is_traced (field))
    fod_sim_oracle_save (h->world->oracle, h->device, key, field->name, value);
}
