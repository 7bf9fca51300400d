/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows a record to templates and expressions. One class body serves every kind: the property list
 * comes from the spec, so a new field needs no line here. */

#include "config.h"

#include "model/fod-entity.h"

typedef struct
{
  FodRecord *record; /* owned */
} FodEntityPrivate;

enum
{
  PROP_0,
  PROP_ID,
  N_PROPS
};

/* A field's property id: the spec's index, counted from 1. "id" belongs to the base class, whose
 * ids are apart. */
#define FIELD_PROP(index) ((index) + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FodEntity, fod_entity, G_TYPE_OBJECT)

static FodEntityPrivate *
get_private (FodEntity *self)
{
  return fod_entity_get_instance_private (self);
}

static void
kind_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FodRecord *record = get_private (FOD_ENTITY (object))->record;

  g_value_set_string (value, fod_record_get_at (record, prop_id - FIELD_PROP (0)));
}

/* GObject does not inherit get_property for properties that a subclass installs, so that each kind
 * sets its own. */
static void
kind_class_init (gpointer klass, gpointer class_data)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const FodSpec *spec = class_data;

  FOD_ENTITY_CLASS (klass)->spec = spec;
  object_class->get_property = kind_get_property;
  for (guint i = 0; i < spec->n_fields; i++)
    g_object_class_install_property (
        object_class, FIELD_PROP (i),
        g_param_spec_string (spec->fields[i].name, NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

static char *
dup_type_name (const char *kind)
{
  g_auto (GStrv) words = g_strsplit (kind, "-", -1);
  g_autoptr (GString) name = g_string_new ("Fod");

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_string_append_c (name, g_ascii_toupper (words[i][0]));
      g_string_append (name, words[i] + 1);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
fod_entity_finalize (GObject *object)
{
  FodEntity *self = FOD_ENTITY (object);

  g_clear_pointer (&get_private (self)->record, fod_record_unref);
  G_OBJECT_CLASS (fod_entity_parent_class)->finalize (object);
}

static void
fod_entity_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, fod_entity_get_id (FOD_ENTITY (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fod_entity_class_init (FodEntityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = fod_entity_finalize;
  object_class->get_property = fod_entity_get_property;

  properties[PROP_ID] =
      g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fod_entity_init (FodEntity *self)
{
}

GType
fod_entity_type_of (const FodSpec *spec)
{
  g_autofree char *name = NULL;
  GTypeInfo info = { 0 };
  GType type;

  g_return_val_if_fail (spec != NULL, G_TYPE_INVALID);

  name = dup_type_name (spec->kind);
  type = g_type_from_name (name);
  if (type != G_TYPE_INVALID)
    return type;

  info.class_size = sizeof (FodEntityClass);
  info.class_init = kind_class_init;
  info.class_data = spec;
  info.instance_size = sizeof (FodEntity);
  return g_type_register_static (FOD_TYPE_ENTITY, name, &info, G_TYPE_FLAG_FINAL);
}

FodEntity *
fod_entity_new (FodRecord *record)
{
  FodEntity *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (fod_entity_type_of (fod_record_get_spec (record)), NULL);
  get_private (self)->record = fod_record_ref (record);
  return self;
}

FodRecord *
fod_entity_get_record (FodEntity *self)
{
  g_return_val_if_fail (FOD_IS_ENTITY (self), NULL);

  return get_private (self)->record;
}

void
fod_entity_set_record (FodEntity *self, FodRecord *record)
{
  FodEntityPrivate *priv;
  g_autoptr (FodRecord) before = NULL;
  const FodSpec *spec;

  g_return_if_fail (FOD_IS_ENTITY (self));
  g_return_if_fail (record != NULL);
  g_return_if_fail (fod_record_get_spec (record) == FOD_ENTITY_GET_CLASS (self)->spec);
  g_return_if_fail (g_str_equal (fod_record_get_id (record), fod_entity_get_id (self)));

  priv = get_private (self);
  spec = fod_record_get_spec (record);
  before = g_steal_pointer (&priv->record);
  priv->record = fod_record_ref (record);

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < spec->n_fields; i++)
    if (g_strcmp0 (fod_record_get_at (before, i), fod_record_get_at (record, i)) != 0)
      g_object_notify (G_OBJECT (self), spec->fields[i].name);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
fod_entity_get_id (FodEntity *self)
{
  g_return_val_if_fail (FOD_IS_ENTITY (self), NULL);

  return fod_record_get_id (get_private (self)->record);
}

const char *
fod_entity_get (FodEntity *self, const char *field)
{
  g_return_val_if_fail (FOD_IS_ENTITY (self), NULL);

  return fod_record_get (get_private (self)->record, field);
}

gboolean
fod_entity_get_bool (FodEntity *self, const char *field)
{
  g_return_val_if_fail (FOD_IS_ENTITY (self), FALSE);

  return fod_record_get_bool (get_private (self)->record, field);
}

GPtrArray *
fod_entity_dup_records (GListModel *entities)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);

  g_return_val_if_fail (G_IS_LIST_MODEL (entities), records);

  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (entities, i);

      g_ptr_array_add (records, fod_record_ref (fod_entity_get_record (entity)));
    }
  return records;
}
