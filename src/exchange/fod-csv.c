/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The CSV reader: one pass over checked text, every limit kept while reading. And the writer, its
 * mirror. */

#include "config.h"

#include "exchange/fod-csv.h"

#include <string.h>

#define FORMULA_STARTS "=+-@\t\r"
/* The first of equals is guessed: Danish spreadsheets write the semicolon. */
#define DELIMITERS ";,\t|"
#define GUESS_ROWS 20

struct _FodCsv
{
  char *text;    /* the cells stand in it, each with a NUL behind */
  GArray *cells; /* of char *, row after row */
  GArray *rows;  /* of Row */
  guint n_columns;
  char delimiter;
  FodCharset charset;
};

typedef struct
{
  guint first;
  guint n_cells;
  guint line;
} Row;

/* Reads at @next and writes the cells at @write, in the same text: a cell with its NUL is never
 * longer than its source with what ends it. */
typedef struct
{
  char *next;
  char *write;
  char delimiter;
  guint line;
  guint quote_line;
} Reader;

static gboolean
is_end_of_row (char c)
{
  return c == '\0' || c == '\n' || c == '\r';
}

/* Takes CR LF, LF and CR alike for one line's end. */
static void
skip_end_of_line (Reader *reader)
{
  if (*reader->next == '\r' && reader->next[1] == '\n')
    reader->next++;
  if (*reader->next != '\0')
    {
      reader->next++;
      reader->line++;
    }
}

/* Reads from the opening quote to what ends the cell. Returns FALSE without a closing quote, and
 * when there is text behind it. */
static gboolean
read_quoted (Reader *reader)
{
  reader->quote_line = reader->line;
  reader->next++;
  for (;;)
    {
      char c = *reader->next;

      if (c == '\0')
        return FALSE;
      reader->next++;
      if (c == '"' && *reader->next != '"')
        break;
      if (c == '"')
        reader->next++;
      if (c == '\n' || (c == '\r' && *reader->next != '\n'))
        reader->line++;
      *reader->write++ = c;
    }

  while (*reader->next == ' ')
    reader->next++;
  return *reader->next == reader->delimiter || is_end_of_row (*reader->next);
}

static void
read_plain (Reader *reader)
{
  while (!is_end_of_row (*reader->next) && *reader->next != reader->delimiter)
    *reader->write++ = *reader->next++;
}

/* Whether fod_csv_append_row() would have put the first apostrophe there. */
static gboolean
looks_guarded (const char *cell)
{
  gsize quotes = strspn (cell, "'");

  return quotes > 0 && cell[quotes] != '\0' && strchr (FORMULA_STARTS, cell[quotes]) != NULL;
}

/* Reads one row; leaves @reader behind its end. Returns -1 or the FodExchangeError. */
static int
read_row (Reader *reader, FodCsv *csv)
{
  const char *start = reader->next;
  Row row = { csv->cells->len, 0, reader->line };
  gboolean more = TRUE;

  while (more)
    {
      char *cell = reader->write;
      char stop;

      if (*reader->next != '"')
        read_plain (reader);
      else if (!read_quoted (reader))
        return FOD_EXCHANGE_ERROR_QUOTE;

      /* Kept first: the NUL may go exactly there. */
      stop = *reader->next;
      more = !is_end_of_row (stop);
      if (more)
        reader->next++;
      else
        skip_end_of_line (reader);
      *reader->write++ = '\0';

      cell += looks_guarded (cell) ? 1 : 0;
      g_array_append_val (csv->cells, cell);
      if (++row.n_cells > FOD_EXCHANGE_MAX_COLUMNS)
        return FOD_EXCHANGE_ERROR_TOO_MANY_COLUMNS;
      if (reader->next - start > FOD_EXCHANGE_MAX_LINE)
        return FOD_EXCHANGE_ERROR_LINE_TOO_LONG;
    }

  if (row.n_cells == 1 && *g_array_index (csv->cells, char *, row.first) == '\0')
    {
      g_array_set_size (csv->cells, row.first);
      return -1;
    }
  if (csv->rows->len == FOD_EXCHANGE_MAX_ROWS)
    return FOD_EXCHANGE_ERROR_TOO_MANY_ROWS;
  g_array_append_val (csv->rows, row);
  csv->n_columns = MAX (csv->n_columns, row.n_cells);
  return -1;
}

/* How well @delimiter parts the first rows: how many have as many cells as the first one, then how
 * many cells that are. 0 when it does not occur in the first row. */
static guint
score_delimiter (const char *text, char delimiter)
{
  guint first = 0;
  guint count = 0;
  guint rows = 0;
  guint same = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; rows < GUESS_ROWS; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      if (*p == delimiter && !quoted)
        count++;
      if (*p == '\0' || (!quoted && is_end_of_row (*p)))
        {
          first = rows == 0 ? count : first;
          same += count == first ? 1 : 0;
          rows++;
          count = 0;
        }
      if (*p == '\0')
        break;
      if (*p == '\r' && p[1] == '\n')
        p++;
    }
  return first == 0 ? 0 : same * (FOD_EXCHANGE_MAX_LINE + 1) + first;
}

static char
guess_delimiter (const char *text)
{
  char best = DELIMITERS[0];
  guint best_score = 0;

  for (const char *candidate = DELIMITERS; *candidate != '\0'; candidate++)
    {
      guint score = score_delimiter (text, *candidate);

      if (score > best_score)
        {
          best = *candidate;
          best_score = score;
        }
    }
  return best;
}

static gboolean
has_excel_hint (const char *text)
{
  return g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\0' &&
         strchr (DELIMITERS, text[4]) != NULL && is_end_of_row (text[5]);
}

static gboolean
read_rows (FodCsv *self, guint *line, GError **error)
{
  Reader reader = { self->text, self->text, self->delimiter, 1, 0 };

  if (has_excel_hint (self->text))
    {
      reader.delimiter = self->delimiter == '\0' ? self->text[4] : self->delimiter;
      reader.next += 5;
      skip_end_of_line (&reader);
    }
  if (reader.delimiter == '\0')
    reader.delimiter = guess_delimiter (reader.next);
  self->delimiter = reader.delimiter;

  while (*reader.next != '\0')
    {
      guint start = reader.line;
      int code = read_row (&reader, self);

      if (code >= 0)
        return fod_exchange_fail ((FodExchangeError)code,
                                  code == FOD_EXCHANGE_ERROR_QUOTE ? reader.quote_line : start,
                                  line, error);
    }
  if (self->rows->len == 0)
    return fod_exchange_fail (FOD_EXCHANGE_ERROR_EMPTY, 0, line, error);
  return TRUE;
}

FodCsv *
fod_csv_parse (GBytes *bytes, char delimiter, guint *line, GError **error)
{
  g_autoptr (FodCsv) self = NULL;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (delimiter == '\0' || strchr (DELIMITERS, delimiter) != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size > FOD_EXCHANGE_MAX_BYTES)
    {
      fod_exchange_fail (FOD_EXCHANGE_ERROR_TOO_LARGE, 0, line, error);
      return NULL;
    }

  self = g_new0 (FodCsv, 1);
  self->cells = g_array_new (FALSE, FALSE, sizeof (char *));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->delimiter = delimiter;
  self->charset = fod_charset_guess (data, size);
  self->text = fod_charset_decode (self->charset, data, size, line, error);
  if (self->text == NULL || !read_rows (self, line, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
fod_csv_free (FodCsv *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self->text);
  g_free (self);
}

guint
fod_csv_get_n_rows (const FodCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

guint
fod_csv_get_n_columns (const FodCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

const char *
fod_csv_get_cell (const FodCsv *self, guint row, guint column)
{
  const Row *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < self->rows->len, NULL);

  found = &g_array_index (self->rows, Row, row);
  if (column >= found->n_cells)
    return "";
  return g_array_index (self->cells, char *, found->first + column);
}

guint
fod_csv_get_line (const FodCsv *self, guint row)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (row < self->rows->len, 0);

  return g_array_index (self->rows, Row, row).line;
}

char
fod_csv_get_delimiter (const FodCsv *self)
{
  g_return_val_if_fail (self != NULL, ';');

  return self->delimiter;
}

FodCharset
fod_csv_get_charset (const FodCsv *self)
{
  g_return_val_if_fail (self != NULL, FOD_CHARSET_UTF8);

  return self->charset;
}

static void
append_cell (GString *out, const char *cell)
{
  g_string_append_c (out, '"');
  if (*cell != '\0' && (strchr (FORMULA_STARTS, *cell) != NULL || looks_guarded (cell)))
    g_string_append_c (out, '\'');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
fod_csv_append_row (GString *out, const char *const *cells, guint n_cells, char delimiter)
{
  g_return_if_fail (out != NULL);
  g_return_if_fail (cells != NULL || n_cells == 0);

  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (out, delimiter);
      append_cell (out, cells[i] == NULL ? "" : cells[i]);
    }
  g_string_append (out, "\r\n");
}
