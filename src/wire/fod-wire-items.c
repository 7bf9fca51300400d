/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ops and rows ↔ JSON: what stands inside the messages, the queue, the base and the server's
 * log. The member names are short because there are many of them. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-json-flat.h"
#include "wire/fod-protocol.h"

#define GONE_TEXT "moved"
#define ERASED_TEXT "erased"

void
fod_wire_write_op (FodJsonWriter *writer, const char *name, const FodOp *op)
{
  g_autofree char *hlc = fod_hlc_to_text (op->hlc);

  fod_json_writer_open (writer, name, '{');
  fod_json_writer_text (writer, "op", op->id);
  fod_json_writer_text_if (writer, "tx", op->tx);
  fod_json_writer_text (writer, "t", op->kind);
  fod_json_writer_text (writer, "id", op->row);
  fod_json_writer_text (writer, "k", fod_op_verb_to_text (op->verb));
  fod_json_writer_text (writer, "h", hlc);
  fod_json_writer_number (writer, "cs", op->clock_session);
  fod_json_writer_number (writer, "sc", op->schema);
  if (g_hash_table_size (op->base) > 0)
    fod_json_writer_versions (writer, "b", op->base);
  fod_json_writer_texts_if (writer, "f", op->fields);
  fod_json_writer_texts_if (writer, "add", op->added);
  fod_json_writer_texts_if (writer, "rem", op->removed);
  fod_json_writer_close (writer, '}');
}

static FodOpVerb
read_verb (FodJsonReader *reader)
{
  g_autofree char *text = fod_json_reader_dup_text (reader, "k", FOD_WIRE_TEXT_MAX);
  FodOpVerb verb = FOD_OP_SET;

  if (text != NULL && !fod_op_verb_from_text (text, &verb))
    fod_json_reader_fail (reader, "k", "is not a verb");
  return verb;
}

static FodHlc
read_hlc (FodJsonReader *reader)
{
  g_autofree char *text = fod_json_reader_dup_text (reader, "h", FOD_WIRE_TEXT_MAX);
  FodHlc hlc = 0;

  if (text != NULL && !fod_hlc_from_text (text, &hlc))
    fod_json_reader_fail (reader, "h", "is not a clock's reading");
  return hlc;
}

/* What a set gains and loses are lines, never "nothing". */
static GHashTable *
read_lines (FodJsonReader *reader, const char *name)
{
  GHashTable *lines = fod_json_reader_dup_texts (reader, name);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == NULL)
      fod_json_reader_fail (reader, name, "holds null");
  return lines;
}

FodOp *
fod_wire_read_op (JsonObject *object, GError **error)
{
  FodJsonReader reader;
  g_autoptr (FodOp) op = NULL;
  g_autofree char *id = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *row = NULL;

  fod_json_reader_init (&reader, object);
  id = fod_json_reader_dup_id (&reader, "op");
  kind = fod_json_reader_dup_name (&reader, "t");
  row = fod_json_reader_dup_id (&reader, "id");
  if (!fod_json_reader_close (&reader, error))
    return NULL;

  op = fod_op_new (id, read_verb (&reader), kind, row);
  if (fod_json_reader_has (&reader, "tx"))
    op->tx = fod_json_reader_dup_id (&reader, "tx");
  op->hlc = read_hlc (&reader);
  op->clock_session = (guint)fod_json_reader_get_number (&reader, "cs", G_MAXINT32);
  op->schema = (guint)fod_json_reader_get_number (&reader, "sc", G_MAXINT32);
  fod_wire_replace (&op->base, fod_json_reader_dup_versions (&reader, "b", TRUE));
  fod_wire_replace (&op->fields, fod_json_reader_dup_texts (&reader, "f"));
  fod_wire_replace (&op->added, read_lines (&reader, "add"));
  fod_wire_replace (&op->removed, read_lines (&reader, "rem"));
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&op) : NULL;
}

void
fod_wire_write_row (FodJsonWriter *writer, const char *name, const FodRow *row)
{
  fod_json_writer_open (writer, name, '{');
  fod_json_writer_text (writer, "t", row->kind);
  fod_json_writer_text (writer, "id", row->id);
  if (row->seq > 0)
    fod_json_writer_number (writer, "s", row->seq);
  if (row->state == FOD_ROW_GONE)
    fod_json_writer_text (writer, "gone", GONE_TEXT);
  else if (row->state == FOD_ROW_ERASED)
    fod_json_writer_text (writer, "gone", ERASED_TEXT);
  else
    fod_json_writer_number (writer, "rv", row->rv);
  if (row->state == FOD_ROW_DELETED)
    fod_json_writer_number (writer, "del", 1);
  if (row->state == FOD_ROW_DELETED && row->gone_by != NULL)
    {
      fod_json_writer_text (writer, "by", row->gone_by);
      fod_json_writer_number (writer, "at", (guint64)row->gone_at);
    }
  if (row->state == FOD_ROW_LIVE)
    {
      fod_json_writer_texts (writer, "f", row->fields);
      fod_json_writer_versions (writer, "v", row->versions);
    }
  fod_json_writer_close (writer, '}');
}

static FodRowState
read_state (FodJsonReader *reader)
{
  if (fod_json_reader_has (reader, "gone"))
    {
      g_autofree char *why = fod_json_reader_dup_text (reader, "gone", FOD_WIRE_TEXT_MAX);

      return g_strcmp0 (why, ERASED_TEXT) == 0 ? FOD_ROW_ERASED : FOD_ROW_GONE;
    }
  if (!fod_json_reader_has (reader, "del"))
    return FOD_ROW_LIVE;
  if (fod_json_reader_get_number (reader, "del", 1) != 1)
    fod_json_reader_fail (reader, "del", "is not 1");
  return FOD_ROW_DELETED;
}

FodRow *
fod_wire_read_row (JsonObject *object, GError **error)
{
  FodJsonReader reader;
  g_autoptr (FodRow) row = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *id = NULL;

  fod_json_reader_init (&reader, object);
  kind = fod_json_reader_dup_name (&reader, "t");
  id = fod_json_reader_dup_id (&reader, "id");
  if (!fod_json_reader_close (&reader, error))
    return NULL;

  row = fod_row_new (kind, id);
  row->state = read_state (&reader);
  if (fod_json_reader_has (&reader, "s"))
    row->seq = (guint64)fod_json_reader_get_number (&reader, "s", FOD_WIRE_NUMBER_MAX);
  if (row->state == FOD_ROW_LIVE || row->state == FOD_ROW_DELETED)
    row->rv = (guint64)fod_json_reader_get_number (&reader, "rv", FOD_WIRE_NUMBER_MAX);
  if (row->state == FOD_ROW_DELETED && fod_json_reader_has (&reader, "by"))
    {
      row->gone_by = fod_json_reader_dup_id (&reader, "by");
      row->gone_at = fod_json_reader_get_number (&reader, "at", FOD_WIRE_NUMBER_MAX);
    }
  if (row->state == FOD_ROW_LIVE)
    {
      fod_json_reader_get_object (&reader, "f");
      fod_wire_replace (&row->fields, fod_json_reader_dup_texts (&reader, "f"));
      fod_wire_replace (&row->versions, fod_json_reader_dup_versions (&reader, "v", FALSE));
    }
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&row) : NULL;
}

char *
fod_wire_print_op (const FodOp *op)
{
  FodJsonWriter writer;

  g_return_val_if_fail (op != NULL, NULL);

  fod_json_writer_init (&writer, 256);
  fod_wire_write_op (&writer, NULL, op);
  return fod_json_writer_end (&writer);
}

FodOp *
fod_wire_parse_op (const char *data, gsize size, GError **error)
{
  g_autoptr (JsonNode) root = fod_json_parse (data, size, FOD_LIMIT_BODY_BYTES, error);

  return root == NULL ? NULL : fod_wire_read_op (json_node_get_object (root), error);
}

char *
fod_wire_print_texts (GHashTable *texts)
{
  FodJsonWriter writer;

  g_return_val_if_fail (texts != NULL, NULL);

  fod_json_writer_init (&writer, 256);
  fod_json_writer_texts (&writer, NULL, texts);
  return fod_json_writer_end (&writer);
}

GHashTable *
fod_wire_parse_texts (const char *data, gsize size, GError **error)
{
  return fod_json_flat_parse (data, size, FOD_LIMIT_BODY_BYTES, error);
}
