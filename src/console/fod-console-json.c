/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values as the console prints them. Decides nothing. */

#include "config.h"

#include "console/fod-console-json.h"

static const char *const type_names[] = {
  [FOD_FIELD_TEXT] = "text",   [FOD_FIELD_LONG_TEXT] = "long-text",
  [FOD_FIELD_DATE] = "date",   [FOD_FIELD_WHEN] = "when",
  [FOD_FIELD_TIME] = "time",   [FOD_FIELD_INT] = "int",
  [FOD_FIELD_BOOL] = "bool",   [FOD_FIELD_CODE] = "code",
  [FOD_FIELD_REF] = "ref",     [FOD_FIELD_SET] = "set",
  [FOD_FIELD_CPR] = "cpr",     [FOD_FIELD_CVR] = "cvr",
  [FOD_FIELD_PHONE] = "phone", [FOD_FIELD_P_NUMBER] = "p-number",
  [FOD_FIELD_EMAIL] = "email",
};

static const char *const merge_names[] = {
  [FOD_MERGE_SILENT] = "silent", [FOD_MERGE_SET] = "set",   [FOD_MERGE_MAX] = "max",
  [FOD_MERGE_RANK] = "rank",     [FOD_MERGE_BOTH] = "both", [FOD_MERGE_STEP] = "step",
  [FOD_MERGE_STRICT] = "strict", [FOD_MERGE_FORK] = "fork", [FOD_MERGE_SERVER] = "server",
};

static const char *const scope_names[] = {
  [FOD_SCOPE_ORG] = "org",
  [FOD_SCOPE_TEAM] = "team",
  [FOD_SCOPE_PARTICIPANT] = "participant",
  [FOD_SCOPE_OWNER] = "owner",
  [FOD_SCOPE_SUBJECT] = "subject",
};

G_STATIC_ASSERT (G_N_ELEMENTS (type_names) == FOD_FIELD_EMAIL + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (merge_names) == FOD_MERGE_SERVER + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (scope_names) == FOD_SCOPE_SUBJECT + 1);

void
fod_console_json_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
fod_console_json_add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean flag)
{
  if (!flag)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

JsonNode *
fod_console_json_texts (const char *name, ...)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  va_list args;

  json_builder_begin_object (builder);
  va_start (args, name);
  for (const char *member = name; member != NULL; member = va_arg (args, const char *))
    fod_console_json_add_text (builder, member, va_arg (args, const char *));
  va_end (args);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

JsonNode *
fod_console_json_record (const FodRecord *record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const FodSpec *spec = fod_record_get_spec (record);

  json_builder_begin_object (builder);
  fod_console_json_add_text (builder, "kind", spec->kind);
  fod_console_json_add_text (builder, "id", fod_record_get_id (record));
  for (guint i = 0; i < spec->n_fields; i++)
    fod_console_json_add_text (builder, spec->fields[i].name, fod_record_get_at (record, i));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
add_field (JsonBuilder *builder, const FodField *field)
{
  json_builder_begin_object (builder);
  fod_console_json_add_text (builder, "name", field->name);
  fod_console_json_add_text (builder, "type", type_names[field->type]);
  fod_console_json_add_text (builder, "merge", merge_names[field->merge]);
  fod_console_json_add_text (builder, "of", field->of);
  fod_console_json_add_text (builder, "order", field->order);
  if (field->max > 0)
    fod_console_json_add_number (builder, "max", field->max);
  add_flag (builder, "required", (field->flags & FOD_FIELD_REQUIRED) != 0);
  add_flag (builder, "sensitive", (field->flags & FOD_FIELD_SENSITIVE) != 0);
  add_flag (builder, "once", (field->flags & FOD_FIELD_ONCE) != 0);
  fod_console_json_add_number (builder, "since", field->since);
  json_builder_end_object (builder);
}

JsonNode *
fod_console_json_spec (const FodSpec *spec)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  fod_console_json_add_text (builder, "kind", spec->kind);
  fod_console_json_add_text (builder, "parent", spec->parent);
  fod_console_json_add_text (builder, "title", spec->title);
  fod_console_json_add_text (builder, "scope", scope_names[spec->scope]);
  add_flag (builder, "server-only", spec->server_only);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spec->n_fields; i++)
    add_field (builder, &spec->fields[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
