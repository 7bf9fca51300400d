/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One entry of the quarantine. Whether a value may be taken over is asked of the record as this
 * laptop has it now; the server has the last word, as with any edit. */

#include "config.h"

#include "app/fod-quarantine-row.h"

#include "app/fod-clip.h"
#include "app/fod-format.h"
#include "app/fod-label.h"
#include "app/fod-name.h"
#include "base/fod-uuid.h"
#include "schema/fod-merge.h"

#include <glib/gi18n.h>

struct _FodQuarantineRow
{
  AdwExpanderRow parent_instance;

  FodContext *context;
  FodQuarantined *entry;
  FodRecord *now;    /* nullable: the record as it is here */
  FodRecord *parent; /* nullable: what it was to hang on, or what a conflict is about */
};

enum
{
  SETTLE,
  TAKE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodQuarantineRow, fod_quarantine_row, ADW_TYPE_EXPANDER_ROW)

static const FodField *
get_parent_field (FodQuarantineRow *self)
{
  const FodSpec *spec = fod_schema_get (self->entry->kind);

  return spec == NULL || spec->parent == NULL ? NULL : fod_spec_find (spec, spec->parent);
}

static const char *
get_title (const FodRecord *record)
{
  const FodSpec *spec = record != NULL ? fod_record_get_spec (record) : NULL;

  return spec == NULL || spec->title == NULL ? NULL : fod_record_get (record, spec->title);
}

static const char *
describe_verb (FodQuarantineRow *self)
{
  if (g_strcmp0 (self->entry->verb, "create") == 0)
    return C_ ("change", "New");
  if (g_strcmp0 (self->entry->verb, "delete") == 0)
    return C_ ("change", "Moved to the bin");
  if (g_strcmp0 (self->entry->verb, "undelete") == 0)
    return C_ ("change", "Brought back");
  if (g_strcmp0 (self->entry->verb, "resolve") == 0)
    return C_ ("change", "Decided");
  return C_ ("change", "Changed");
}

static void
show_head (FodQuarantineRow *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *author = fod_directory_get_user_name (directory, self->entry->by);
  const char *kind = fod_label_kind (self->entry->kind);
  const char *name = get_title (self->parent != NULL ? self->parent : self->now);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *moment = fod_format_moment (self->entry->at, today);
  g_autofree char *title = name != NULL ? g_strdup_printf ("%s · %s", kind, name) : g_strdup (kind);
  g_autofree char *subtitle = g_strdup_printf (
      "%s · %s · %s", author != NULL ? author : _ ("a colleague"), describe_verb (self), moment);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static gboolean
is_me (FodQuarantineRow *self, const char *user)
{
  return user != NULL &&
         g_strcmp0 (user, fod_store_get_user (fod_context_get_store (self->context))) == 0;
}

/* What stands in the field when the value is taken over. */
static char *
dup_result (FodQuarantineRow *self, const FodField *field)
{
  if (field->type == FOD_FIELD_SET && !g_hash_table_contains (self->entry->fields, field->name))
    return fod_merge_set (fod_record_get (self->now, field->name),
                          g_hash_table_lookup (self->entry->added, field->name),
                          g_hash_table_lookup (self->entry->removed, field->name));
  return g_strdup (g_hash_table_lookup (self->entry->fields, field->name));
}

static gboolean
can_take (FodQuarantineRow *self, const FodField *field)
{
  g_autofree char *value = NULL;
  const char *now;

  if (self->now == NULL || field->merge == FOD_MERGE_SERVER ||
      (field->flags & FOD_FIELD_ONCE) != 0 ||
      (field->merge == FOD_MERGE_FORK && !is_me (self, fod_record_get (self->now, "author"))))
    return FALSE;
  value = dup_result (self, field);
  now = fod_record_get (self->now, field->name);
  if (g_strcmp0 (value, now) == 0 || !fod_field_check (field, value, NULL) ||
      ((field->flags & FOD_FIELD_REQUIRED) != 0 && value == NULL))
    return FALSE;
  return field->merge != FOD_MERGE_STEP || fod_merge_is_step (field, now, value);
}

/* A new record, where what it hangs on is here; under an id of its own, because the server never
 * takes the old one. */
static FodRecord *
dup_record (FodQuarantineRow *self)
{
  const FodSpec *spec = fod_schema_get (self->entry->kind);
  g_autofree char *id = NULL;
  g_autoptr (FodRecord) record = NULL;

  if (spec == NULL || self->now != NULL || g_strcmp0 (self->entry->verb, "create") != 0 ||
      (get_parent_field (self) != NULL && self->parent == NULL))
    return NULL;
  id = fod_uuid_new (fod_context_get_clock (self->context));
  record = fod_record_new (spec, id);
  for (guint i = 0; i < spec->n_fields; i++)
    if (spec->fields[i].merge != FOD_MERGE_SERVER)
      fod_record_set (record, spec->fields[i].name,
                      g_hash_table_lookup (self->entry->fields, spec->fields[i].name));
  return fod_record_check (record, NULL, NULL) ? g_steal_pointer (&record) : NULL;
}

static void
on_take_all (FodQuarantineRow *self, GtkWidget *button)
{
  g_autoptr (FodRecord) record = dup_record (self);
  g_autoptr (FodEdit) edit = fod_edit_new ();

  if (record == NULL)
    return;
  fod_edit_create (edit, record);
  gtk_widget_set_sensitive (button, FALSE);
  gtk_button_set_label (GTK_BUTTON (button), _ ("Taken over"));
  g_signal_emit (self, signals[TAKE], 0, edit);
}

static void
on_take (GtkWidget *button, const FodField *field)
{
  FodQuarantineRow *self =
      FOD_QUARANTINE_ROW (gtk_widget_get_ancestor (button, FOD_TYPE_QUARANTINE_ROW));
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *value = dup_result (self, field);

  fod_edit_set (edit, self->entry->kind, self->entry->row, field->name, value,
                fod_record_get (self->now, field->name));
  gtk_widget_set_sensitive (button, FALSE);
  gtk_button_set_label (GTK_BUTTON (button), _ ("Taken over"));
  g_signal_emit (self, signals[TAKE], 0, edit);
}

static void
on_settle (FodQuarantineRow *self)
{
  g_signal_emit (self, signals[SETTLE], 0);
}

static void
on_copy (GtkWidget *button, const char *text)
{
  GtkWidget *self = gtk_widget_get_ancestor (button, FOD_TYPE_QUARANTINE_ROW);

  fod_clip_put (gtk_widget_get_clipboard (button), FOD_QUARANTINE_ROW (self)->context, text,
                FOD_CLIP_MS);
}

static void
free_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_copy (GtkWidget *row, const char *label, const char *text)
{
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is a field: "Phone" */
  g_autofree char *name = g_strdup_printf (_ ("Copy: %s"), label);

  gtk_widget_set_tooltip_text (copy, _ ("Copy"));
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "flat");
  fod_name (copy, name);
  g_signal_connect_data (copy, "clicked", G_CALLBACK (on_copy), g_strdup (text), free_text, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
}

static void
add_take (GtkWidget *row, const char *label, const FodField *field)
{
  GtkWidget *take = gtk_button_new_with_label (_ ("Take over"));
  /* Translators: %s is a field: "Phone" */
  g_autofree char *name = g_strdup_printf (_ ("Take over: %s"), label);

  gtk_widget_set_valign (take, GTK_ALIGN_CENTER);
  fod_name (take, name);
  g_signal_connect (take, "clicked", G_CALLBACK (on_take), (gpointer)field);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), take);
}

/* What was written in words; of a set, what it was to gain and to lose. */
static char *
dup_words (FodQuarantineRow *self, const FodField *field)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *added = g_hash_table_lookup (self->entry->added, field->name);
  const char *removed = g_hash_table_lookup (self->entry->removed, field->name);
  g_autoptr (GString) words = NULL;

  if (g_hash_table_contains (self->entry->fields, field->name))
    return fod_label_value (directory, field,
                            g_hash_table_lookup (self->entry->fields, field->name));
  if (added == NULL && removed == NULL)
    return NULL;
  words = g_string_new (NULL);
  for (guint i = 0; i < 2; i++)
    {
      const char *lines = i == 0 ? added : removed;
      g_autofree char *text = lines != NULL ? fod_label_value (directory, field, lines) : NULL;

      if (text != NULL)
        g_string_append_printf (words, "%s%s %s", words->len > 0 ? "\n" : "", i == 0 ? "+" : "−",
                                text);
    }
  return g_strdup (words->str);
}

/* Codes and names are copied as they are read; what a person typed as it was typed. */
static const char *
get_copied (const FodField *field, const char *value, const char *words)
{
  if (value == NULL || field->type == FOD_FIELD_CODE || field->type == FOD_FIELD_REF ||
      field->type == FOD_FIELD_DATE || field->type == FOD_FIELD_WHEN ||
      field->type == FOD_FIELD_BOOL)
    return words;
  return value;
}

static GtkWidget *
add_words (FodQuarantineRow *self, const char *label, const char *words)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

/* What somebody decided: a value for a field of the record that the conflict is about. */
static void
add_decision (FodQuarantineRow *self)
{
  const char *kind = self->now == NULL ? NULL : fod_record_get (self->now, "about-kind");
  const char *name = self->now == NULL ? NULL : fod_record_get (self->now, "field");
  const FodSpec *spec = kind == NULL ? NULL : fod_schema_get (kind);
  const FodField *field = spec == NULL || name == NULL ? NULL : fod_spec_find (spec, name);
  const char *label = field != NULL ? fod_label_field (kind, name) : _ ("Value");
  const char *value = g_hash_table_lookup (self->entry->fields, "value");
  g_autofree char *words =
      fod_label_value (fod_context_get_directory (self->context), field, value);

  add_copy (add_words (self, label, words), label,
            field != NULL ? get_copied (field, value, words) : words);
}

static void
add_value (FodQuarantineRow *self, const FodField *field)
{
  const char *label = fod_label_field (self->entry->kind, field->name);
  g_autofree char *words = dup_words (self, field);
  g_autofree char *text = NULL;
  GtkWidget *row;

  if (words == NULL)
    return;
  if (self->now != NULL)
    {
      g_autofree char *now = fod_label_value (fod_context_get_directory (self->context), field,
                                              fod_record_get (self->now, field->name));

      /* Translators: what was written, and what stands there at present */
      text = g_strdup_printf (_ ("%1$s\nNow: %2$s"), words, now);
    }
  row = add_words (self, label, text != NULL ? text : words);
  add_copy (row, label,
            get_copied (field, g_hash_table_lookup (self->entry->fields, field->name), words));
  if (can_take (self, field))
    add_take (row, label, field);
}

static void
add_foot (FodQuarantineRow *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *settle = gtk_button_new_with_label (_ ("Settled"));
  g_autoptr (FodRecord) record = dup_record (self);

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "fod-card");
  if (record != NULL)
    {
      GtkWidget *take = gtk_button_new_with_label (_ ("Take over"));

      g_signal_connect_object (take, "clicked", G_CALLBACK (on_take_all), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), take);
    }
  gtk_widget_set_tooltip_text (settle, _ ("Nobody needs to see it again"));
  g_signal_connect_object (settle, "clicked", G_CALLBACK (on_settle), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), settle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
show_all (FodQuarantineRow *self)
{
  const FodSpec *spec = fod_schema_get (self->entry->kind);

  show_head (self);
  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    /* The head says what it hangs on. */
    if (&spec->fields[i] != get_parent_field (self))
      add_value (self, &spec->fields[i]);
  if (g_strcmp0 (self->entry->verb, "resolve") == 0)
    add_decision (self);
  add_foot (self);
}

static void
on_parent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodQuarantineRow) self = user_data;

  self->parent = fod_store_get_finish (FOD_STORE (source), result, NULL);
  if (self->context != NULL)
    show_all (self);
}

static void
on_record (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodQuarantineRow) self = user_data;
  const FodField *field = get_parent_field (self);
  const char *kind = field != NULL ? field->of : NULL;
  const char *parent = NULL;

  self->now = fod_store_get_finish (FOD_STORE (source), result, NULL);
  if (self->context == NULL)
    return;
  if (field != NULL)
    parent = self->now != NULL ? fod_record_get (self->now, field->name)
                               : g_hash_table_lookup (self->entry->fields, field->name);
  else if (self->now != NULL && g_str_equal (self->entry->kind, FOD_KIND_CONFLICT))
    {
      kind = fod_record_get (self->now, "about-kind");
      parent = fod_record_get (self->now, "about");
    }
  if (kind != NULL && parent != NULL)
    fod_store_get_async (FOD_STORE (source), kind, parent, NULL, on_parent, g_object_ref (self));
  else
    show_all (self);
}

static void
fod_quarantine_row_dispose (GObject *object)
{
  g_clear_object (&FOD_QUARANTINE_ROW (object)->context);

  G_OBJECT_CLASS (fod_quarantine_row_parent_class)->dispose (object);
}

static void
fod_quarantine_row_finalize (GObject *object)
{
  FodQuarantineRow *self = FOD_QUARANTINE_ROW (object);

  g_clear_pointer (&self->entry, fod_quarantined_free);
  g_clear_pointer (&self->now, fod_record_unref);
  g_clear_pointer (&self->parent, fod_record_unref);

  G_OBJECT_CLASS (fod_quarantine_row_parent_class)->finalize (object);
}

static void
fod_quarantine_row_class_init (FodQuarantineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_quarantine_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_quarantine_row_finalize;

  signals[SETTLE] = g_signal_new ("settle", FOD_TYPE_QUARANTINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[TAKE] = g_signal_new ("take", FOD_TYPE_QUARANTINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, FOD_TYPE_EDIT);
}

static void
fod_quarantine_row_init (FodQuarantineRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

FodQuarantineRow *
fod_quarantine_row_new (FodContext *context, FodQuarantined *entry)
{
  FodQuarantineRow *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (FOD_TYPE_QUARANTINE_ROW, NULL);
  self->context = g_object_ref (context);
  self->entry = entry;
  show_head (self);
  if (fod_schema_get (entry->kind) != NULL)
    fod_store_get_async (fod_context_get_store (context), entry->kind, entry->row, NULL, on_record,
                         g_object_ref (self));
  else
    show_all (self);
  return self;
}

const FodQuarantined *
fod_quarantine_row_get_entry (FodQuarantineRow *self)
{
  g_return_val_if_fail (FOD_IS_QUARANTINE_ROW (self), NULL);

  return self->entry;
}
