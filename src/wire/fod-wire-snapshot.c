/* SPDX-License-Identifier: GPL-3.0-or-later */

/* POST /v1/sync/snapshot: what is asked, the line that a part begins with, and its rows, one a
 * line. Packing and the sum are the business of those who send and take them. */

#include "config.h"

#include "wire/fod-wire-private.h"

#include "wire/fod-protocol.h"

#include <string.h>

#define SUM_DIGITS 64

void
fod_snapshot_request_free (FodSnapshotRequest *self)
{
  g_free (self->device);
  g_free (self->epoch);
  g_free (self->run);
  g_free (self->scope);
  g_free (self->cursor);
  g_free (self);
}

void
fod_snapshot_head_free (FodSnapshotHead *self)
{
  g_free (self->epoch);
  g_free (self->scope);
  g_free (self->from);
  g_free (self->next);
  g_free (self->sum);
  g_free (self);
}

char *
fod_wire_print_snapshot_request (const FodSnapshotRequest *request)
{
  FodJsonWriter writer;

  g_return_val_if_fail (request != NULL, NULL);

  fod_wire_begin (&writer, 512);
  fod_wire_write_caller (&writer, request->schema, request->device, request->run, request->epoch);
  fod_json_writer_text (&writer, "scope", request->scope);
  fod_json_writer_text (&writer, "cursor", request->cursor);
  return fod_wire_end (&writer);
}

FodSnapshotRequest *
fod_wire_parse_snapshot_request (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root =
      fod_wire_open_request (&reader, data, size, FOD_LIMIT_PUSH_BYTES, error);
  g_autoptr (FodSnapshotRequest) request = NULL;

  if (root == NULL)
    return NULL;
  request = g_new0 (FodSnapshotRequest, 1);
  fod_wire_read_caller (&reader, &request->schema, &request->device, &request->run,
                        &request->epoch);
  request->scope = fod_json_reader_dup_text (&reader, "scope", FOD_WIRE_TEXT_MAX);
  request->cursor = fod_json_reader_dup_text (&reader, "cursor", FOD_WIRE_TEXT_MAX);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&request) : NULL;
}

char *
fod_wire_print_snapshot_head (const FodSnapshotHead *head)
{
  FodJsonWriter writer;

  g_return_val_if_fail (head != NULL, NULL);

  fod_wire_begin (&writer, 512);
  fod_json_writer_text (&writer, "epoch", head->epoch);
  fod_json_writer_number (&writer, "now", (guint64)head->now);
  fod_json_writer_text (&writer, "scope", head->scope);
  fod_json_writer_text (&writer, "from", head->from);
  fod_json_writer_text (&writer, "next", head->next);
  fod_json_writer_flag (&writer, "more", head->more);
  fod_json_writer_number (&writer, "head", head->head);
  fod_json_writer_number (&writer, "count", head->count);
  fod_json_writer_text (&writer, "sum", head->sum);
  return fod_wire_end (&writer);
}

FodSnapshotHead *
fod_wire_parse_snapshot_head (const char *data, gsize size, GError **error)
{
  FodJsonReader reader;
  g_autoptr (JsonNode) root = fod_wire_open (&reader, data, size, FOD_LIMIT_BODY_BYTES, error);
  g_autoptr (FodSnapshotHead) head = NULL;

  if (root == NULL)
    return NULL;
  head = g_new0 (FodSnapshotHead, 1);
  head->epoch = fod_json_reader_dup_text (&reader, "epoch", FOD_WIRE_TEXT_MAX);
  head->now = fod_json_reader_get_number (&reader, "now", FOD_WIRE_NUMBER_MAX);
  head->scope = fod_json_reader_dup_text (&reader, "scope", FOD_WIRE_TEXT_MAX);
  head->from = fod_json_reader_dup_text (&reader, "from", FOD_WIRE_TEXT_MAX);
  head->next = fod_json_reader_dup_text (&reader, "next", FOD_WIRE_TEXT_MAX);
  head->more = fod_json_reader_get_flag (&reader, "more");
  head->head = (guint64)fod_json_reader_get_number (&reader, "head", FOD_WIRE_NUMBER_MAX);
  head->count = (guint64)fod_json_reader_get_number (&reader, "count", FOD_WIRE_NUMBER_MAX);
  head->sum = fod_json_reader_dup_text (&reader, "sum", SUM_DIGITS);
  return fod_json_reader_close (&reader, error) ? g_steal_pointer (&head) : NULL;
}

void
fod_wire_append_row (GString *lines, const FodRow *row)
{
  FodJsonWriter writer = { lines, FALSE };

  g_return_if_fail (lines != NULL && row != NULL);

  fod_wire_write_row (&writer, NULL, row);
  g_string_append_c (lines, '\n');
}

/* One line at a time, so that a large part is never in memory as a tree. */
static gboolean
take_line (FodPullScope *page, const char *line, gsize size, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (page->rows->len + page->aside->len == FOD_LIMIT_PART_ROWS)
    {
      g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_LIMIT, "too many rows");
      return FALSE;
    }
  node = fod_json_parse (line, size, FOD_LIMIT_PART_BYTES, error);
  if (node == NULL)
    return FALSE;
  fod_wire_take_entry (page, node);
  return TRUE;
}

FodPullScope *
fod_wire_parse_rows (
    const char *data, gsize size, const char *scope, const char *next, GError **error)
{
  g_autoptr (FodPullScope) page = fod_wire_new_page ();

  g_return_val_if_fail (scope != NULL && next != NULL, NULL);

  page->id = g_strdup (scope);
  page->next = g_strdup (next);
  page->more = TRUE;
  for (gsize at = 0; at < size;)
    {
      const char *end = memchr (data + at, '\n', size - at);

      if (end == NULL)
        {
          g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_CUT, "a line has no end");
          return NULL;
        }
      if (!take_line (page, data + at, (gsize)(end - data) - at, error))
        return NULL;
      at = (gsize)(end - data) + 1;
    }
  return g_steal_pointer (&page);
}
