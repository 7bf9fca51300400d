/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the parts of first loads, newest use first. */

#include "config.h"

#include "server/fod-server-shelf.h"

/* A row has some 350 bytes: a page of a pull, and a part, have a few times this many. */
#define BYTES_A_ROW 512
#define BYTES_A_CELL_ENTRY 1024

typedef struct
{
  char *key;
  FodServerPart *part;
} FodSlot;

struct _FodServerShelf
{
  GMutex lock;
  GQueue slots;      /* of FodSlot, the last used first */
  GHashTable *index; /* key → link of `slots` */
  gsize bytes;
  gsize part_bytes;
  gsize max_bytes;
  guint at_once;
  guint inside;
  guint age; /* so often it was emptied */
};

char *
fod_server_part_print (GPtrArray *places, guint count)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (places != NULL && count <= places->len, NULL);

  for (guint i = 0; i < count; i++)
    {
      const FodServerPlace *place = places->pdata[i];
      char numbers[80];
      int size =
          g_snprintf (numbers, sizeof numbers, " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %d\n",
                      place->seq, place->rv, (int)place->state);

      g_checksum_update (checksum, (const guchar *)place->kind, -1);
      g_checksum_update (checksum, (const guchar *)place->id, -1);
      g_checksum_update (checksum, (const guchar *)numbers, size);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

FodServerPart *
fod_server_part_new (GPtrArray *places, guint count, GBytes *packed)
{
  FodServerPart *self;

  g_return_val_if_fail (places != NULL && count > 0 && count <= places->len, NULL);
  g_return_val_if_fail (packed != NULL, NULL);

  self = g_atomic_rc_box_new0 (FodServerPart);
  self->places = count;
  self->to = ((FodServerPlace *)places->pdata[count - 1])->seq;
  self->print = fod_server_part_print (places, count);
  self->packed = packed;
  self->sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, packed);
  return self;
}

FodServerPart *
fod_server_part_ref (FodServerPart *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
part_clear (gpointer data)
{
  FodServerPart *self = data;

  g_free (self->print);
  g_bytes_unref (self->packed);
  g_free (self->sum);
}

void
fod_server_part_unref (FodServerPart *self)
{
  g_atomic_rc_box_release_full (self, part_clear);
}

FodServerShelf *
fod_server_shelf_new (gsize part_bytes, gsize max_bytes, guint at_once)
{
  FodServerShelf *self = g_new0 (FodServerShelf, 1);

  g_mutex_init (&self->lock);
  g_queue_init (&self->slots);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->part_bytes = part_bytes;
  self->max_bytes = max_bytes;
  self->at_once = at_once;
  return self;
}

/* With the lock held, as all of these. */
static void
remove_link (FodServerShelf *self, GList *link)
{
  FodSlot *slot = link->data;

  g_hash_table_remove (self->index, slot->key);
  g_queue_delete_link (&self->slots, link);
  self->bytes -= g_bytes_get_size (slot->part->packed);
  fod_server_part_unref (slot->part);
  g_free (slot->key);
  g_free (slot);
}

static void
remove_key (FodServerShelf *self, const char *key)
{
  GList *link = g_hash_table_lookup (self->index, key);

  if (link != NULL)
    remove_link (self, link);
}

void
fod_server_shelf_free (FodServerShelf *self)
{
  g_return_if_fail (self != NULL);

  while (self->slots.tail != NULL)
    remove_link (self, self->slots.tail);
  g_hash_table_unref (self->index);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gsize
fod_server_shelf_get_part_bytes (FodServerShelf *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->part_bytes;
}

guint64
fod_server_shelf_get_cell (FodServerShelf *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return MAX (1, self->part_bytes / BYTES_A_CELL_ENTRY);
}

guint
fod_server_shelf_get_part_from (FodServerShelf *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return MAX (1, (guint)(self->part_bytes / BYTES_A_ROW));
}

gboolean
fod_server_shelf_enter (FodServerShelf *self)
{
  gboolean may;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  may = self->inside < self->at_once;
  self->inside += may ? 1 : 0;
  g_mutex_unlock (&self->lock);
  return may;
}

void
fod_server_shelf_leave (FodServerShelf *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->inside--;
  g_mutex_unlock (&self->lock);
}

FodServerPart *
fod_server_shelf_find (FodServerShelf *self, const char *key)
{
  GList *link;
  FodServerPart *part = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  g_mutex_lock (&self->lock);
  link = g_hash_table_lookup (self->index, key);
  if (link != NULL)
    {
      g_queue_unlink (&self->slots, link);
      g_queue_push_head_link (&self->slots, link);
      part = fod_server_part_ref (((FodSlot *)link->data)->part);
    }
  g_mutex_unlock (&self->lock);
  return part;
}

guint
fod_server_shelf_get_age (FodServerShelf *self)
{
  guint age;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  age = self->age;
  g_mutex_unlock (&self->lock);
  return age;
}

/* With the lock held. */
static void
put (FodServerShelf *self, const char *key, FodServerPart *part)
{
  FodSlot *slot = g_new0 (FodSlot, 1);

  slot->key = g_strdup (key);
  slot->part = fod_server_part_ref (part);
  remove_key (self, key);
  g_queue_push_head (&self->slots, slot);
  g_hash_table_insert (self->index, slot->key, self->slots.head);
  self->bytes += g_bytes_get_size (part->packed);
  while (self->bytes > self->max_bytes)
    remove_link (self, self->slots.tail);
}

void
fod_server_shelf_put (FodServerShelf *self, const char *key, FodServerPart *part, guint age)
{
  g_return_if_fail (self != NULL && key != NULL && part != NULL);

  g_mutex_lock (&self->lock);
  if (age == self->age)
    put (self, key, part);
  g_mutex_unlock (&self->lock);
}

void
fod_server_shelf_empty (FodServerShelf *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->age++;
  while (self->slots.tail != NULL)
    remove_link (self, self->slots.tail);
  g_mutex_unlock (&self->lock);
}

void
fod_server_shelf_drop (FodServerShelf *self, const char *key)
{
  g_return_if_fail (self != NULL && key != NULL);

  g_mutex_lock (&self->lock);
  remove_key (self, key);
  g_mutex_unlock (&self->lock);
}

gsize
fod_server_shelf_get_bytes (FodServerShelf *self)
{
  gsize bytes;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  bytes = self->bytes;
  g_mutex_unlock (&self->lock);
  return bytes;
}
