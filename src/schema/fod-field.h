/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FodFieldType:
 *
 * What a field's text may be. Every value is its canonical text, from the keyboard to the wire;
 * %NULL is "not set", and an empty text is never stored.
 */
typedef enum
{
  FOD_FIELD_TEXT,      /* one line */
  FOD_FIELD_LONG_TEXT, /* lines */
  FOD_FIELD_DATE,      /* yyyy-mm-dd, no zone */
  FOD_FIELD_WHEN,      /* FodWhen */
  FOD_FIELD_TIME,      /* milliseconds since 1970, decimal */
  FOD_FIELD_INT,       /* decimal, between 0 and the field's limit */
  FOD_FIELD_BOOL,      /* "1" or not set */
  FOD_FIELD_CODE,      /* a code of the list that the field names */
  FOD_FIELD_REF,       /* the id of a row of the kind that the field names */
  FOD_FIELD_SET,       /* sorted, distinct lines */
  FOD_FIELD_CPR,       /* ten digits, no modulus 11 */
  FOD_FIELD_CVR,       /* eight digits */
  FOD_FIELD_P_NUMBER,  /* ten digits */
  FOD_FIELD_PHONE,     /* digits, spaces, a leading + */
  FOD_FIELD_EMAIL
} FodFieldType;

/**
 * FodMergeClass:
 *
 * What happens when two people changed the field without having seen each other's value
 * (PROTOCOL.md, merging).
 */
typedef enum
{
  FOD_MERGE_SILENT, /* the later stands, the other stays in the history */
  FOD_MERGE_SET,    /* additions and removals of both */
  FOD_MERGE_MAX,    /* the greater text */
  FOD_MERGE_RANK,   /* the later in the field's order */
  FOD_MERGE_BOTH,   /* the later stands, the other is offered: a conflict */
  FOD_MERGE_STEP,   /* a legal step applies, else as FOD_MERGE_BOTH */
  FOD_MERGE_STRICT, /* the stricter (later in the order; an earlier end) stands, shown */
  FOD_MERGE_FORK,   /* a linked second row keeps the other text */
  FOD_MERGE_SERVER  /* only the server writes it */
} FodMergeClass;

typedef enum
{
  FOD_FIELD_REQUIRED = 1 << 0,
  FOD_FIELD_SENSITIVE = 1 << 1, /* has no printer: never in a log, a title, a notification */
  FOD_FIELD_NAME = 1 << 2,      /* searched as a name */
  FOD_FIELD_WORDS = 1 << 3,     /* searched as running text */
  FOD_FIELD_ONCE = 1 << 4,      /* written when the row is made and never again */
  FOD_FIELD_HANDED = 1 << 5     /* of the server's: whoever has the row may say whose it becomes */
} FodFieldFlags;

/**
 * FodField:
 * @name: kebab-case; the GObject property, the JSON member, and with _ for - the column
 * @of: the kind of a reference, the name of a code list (of a set: whose codes its lines are)
 * @order: for FOD_MERGE_RANK and _STRICT the codes from weak to strong, for FOD_MERGE_STEP the
 * legal steps as "from>to"; one space between
 * @max: the greatest number, or the most characters of a text (0: 200 for a line, 20,000 for lines)
 * @since: the schema version that brought it
 */
typedef struct
{
  const char *name;
  FodFieldType type;
  FodMergeClass merge;
  FodFieldFlags flags;
  const char *of;
  const char *order;
  gint64 max;
  guint since;
} FodField;

/**
 * FodFieldError:
 * @FOD_FIELD_ERROR_REQUIRED: nothing where something must be
 * @FOD_FIELD_ERROR_UTF8: not valid UTF-8, or holds a NUL or a control character
 * @FOD_FIELD_ERROR_TOO_LONG: more characters than the field takes
 * @FOD_FIELD_ERROR_FORM: not of the type's form (a date that does not exist, nine digits of CPR)
 * @FOD_FIELD_ERROR_RANGE: a number or day out of range
 * @FOD_FIELD_ERROR_ORDER: an end before its start (a check over two fields)
 * @FOD_FIELD_ERROR_UNKNOWN: no such field or kind
 * @FOD_FIELD_ERROR_NAME: a participant's name where it may not stand (ips/fod-name-guard.h)
 *
 * The message of such an error names the field and the rule in English for logs, never the value.
 */
typedef enum
{
  FOD_FIELD_ERROR_REQUIRED,
  FOD_FIELD_ERROR_UTF8,
  FOD_FIELD_ERROR_TOO_LONG,
  FOD_FIELD_ERROR_FORM,
  FOD_FIELD_ERROR_RANGE,
  FOD_FIELD_ERROR_ORDER,
  FOD_FIELD_ERROR_UNKNOWN,
  FOD_FIELD_ERROR_NAME
} FodFieldError;

#define FOD_FIELD_ERROR (fod_field_error_quark ())
GQuark fod_field_error_quark (void);

/**
 * fod_field_normalize:
 * @text: (nullable): what a person typed or a file held
 *
 * Brings @text to the field's canonical form: blanks at the ends go, a CPR number loses its hyphen,
 * a set its order and doubles, an empty text becomes %NULL. What has no canonical form is returned
 * as it is and left to fod_field_check().
 *
 * Returns: (transfer full) (nullable): the canonical text
 */
char *fod_field_normalize (const FodField *field, const char *text);

/**
 * fod_field_check:
 * @text: (nullable): a canonical text
 * @error: %FOD_FIELD_ERROR
 *
 * Returns: whether the field may hold @text
 */
gboolean fod_field_check (const FodField *field, const char *text, GError **error);

/** fod_field_dup_column: Returns: (transfer full): the name of its column */
char *fod_field_dup_column (const FodField *field);

G_END_DECLS
