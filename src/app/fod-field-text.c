/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A value as people write it: the same in every form, at a conflict and where it is only read.
 * What masks a value, or names a choice, is not here. */

#include "config.h"

#include "app/fod-field-text.h"

#include "app/fod-format.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
show_date (const char *text, const char *today)
{
  return fod_format_date (text);
}

static char *
show_set (const char *text, const char *today)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv (", ", lines);
}

static char *
read_set (const char *text, const char *today)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    g_strstrip (*part);
  return g_strjoinv ("\n", parts);
}

static char *
show_cpr (const char *text, const char *today)
{
  return strlen (text) == 10 ? g_strdup_printf ("%.6s-%s", text, text + 6) : g_strdup (text);
}

/* Hours with one decimal for minutes: people write "7,5" or "7.5". */
static char *
show_hours (const char *text, const char *today)
{
  return fod_format_weekly_hours (text);
}

/* A number with either decimal mark, times @factor, rounded; what is no number stays as typed and
 * the field's check refuses it. */
static char *
read_number (const char *text, double factor)
{
  g_autofree char *number = g_strdelimit (g_strstrip (g_strdup (text)), ",", '.');
  char *end = NULL;
  double value = g_ascii_strtod (number, &end);

  if (*number == '\0')
    return NULL;
  if (end == number || *end != '\0' || value < 0 || value * factor > G_MAXINT32)
    return g_strdup (text);
  return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)(value * factor + 0.5));
}

static char *
read_hours (const char *text, const char *today)
{
  return read_number (text, 60);
}

/* Kroner with two decimals for øre. */
static char *
show_pay (const char *text, const char *today)
{
  return fod_format_pay (text);
}

static char *
read_pay (const char *text, const char *today)
{
  return read_number (text, 100);
}

void
fod_field_text_find (const FodField *field, FodFormText *show, FodFormText *read)
{
  g_return_if_fail (field != NULL && show != NULL && read != NULL);

  *show = NULL;
  *read = NULL;
  if (field->type == FOD_FIELD_DATE)
    {
      *show = show_date;
      *read = fod_format_read_date;
    }
  else if (field->type == FOD_FIELD_SET)
    {
      *show = show_set;
      *read = read_set;
    }
  else if (field->type == FOD_FIELD_CPR)
    *show = show_cpr;
  else if (g_str_has_prefix (field->name, "weekly-minutes"))
    {
      *show = show_hours;
      *read = read_hours;
    }
  else if (g_str_equal (field->name, "hourly-pay-ore"))
    {
      *show = show_pay;
      *read = read_pay;
    }
}
