/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for what goes wrong: one sentence a code, and what the shell is told. The layers below
 * return codes; a message of theirs is for logs and is never shown. */

#include "config.h"

#include "console/fod-console-error.h"

#include "exchange/fod-exchange-error.h"
#include "store/fod-store.h"
#include "sync/fod-sync-engine.h"
#include "vault/fod-vault-error.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (fod-console-error-quark, fod_console_error)

typedef struct
{
  int code;
  FodExit exit;
  const char *sentence;
} Row;

static const Row db_rows[] = {
  { FOD_DB_ERROR_WRONG_KEY, FOD_EXIT_ATTENTION,
    N_ ("The key file does not belong to this database. Put the right key file back.") },
  { FOD_DB_ERROR_DAMAGED, FOD_EXIT_ATTENTION,
    N_ ("The database is damaged. Make a new one with “repair”; what was not sent is put back.") },
  { FOD_DB_ERROR_FULL, FOD_EXIT_ATTENTION,
    N_ ("The disk is full. Nothing was lost; make room and try again.") },
  { FOD_DB_ERROR_READ_ONLY, FOD_EXIT_ATTENTION,
    N_ ("The profile's folder can't be written. Allow writing there, or choose another folder.") },
  { FOD_DB_ERROR_BUSY, FOD_EXIT_ATTENTION,
    N_ ("Another program is using this profile. Close it and try again.") },
  { FOD_DB_ERROR_TOO_NEW, FOD_EXIT_ATTENTION,
    N_ ("A newer version of Fodfæste wrote this database. Update this program and try again.") },
  { FOD_DB_ERROR_NOT_ENCRYPTED, FOD_EXIT_ATTENTION,
    N_ ("This machine can't encrypt the database, so nothing was written. Install Fodfæste "
        "anew.") },
  { FOD_DB_ERROR_CONSTRAINT, FOD_EXIT_BAD_CALL,
    N_ ("This does not fit with what is already there. Nothing was changed.") },
  { FOD_DB_ERROR_IO, FOD_EXIT_ATTENTION,
    N_ ("The disk can't be read or written. Check the disk and try again.") },
};

static const Row store_rows[] = {
  { FOD_STORE_ERROR_NOT_FOUND, FOD_EXIT_BAD_CALL,
    N_ ("There is nothing with that id. Use “list” to see what there is.") },
  { FOD_STORE_ERROR_SERVER_ONLY, FOD_EXIT_BAD_CALL,
    N_ ("Only the server writes this. Ask the one who runs it.") },
  { FOD_STORE_ERROR_CLOSED, FOD_EXIT_ATTENTION,
    N_ ("The profile was closed. Start the program again.") },
  { FOD_STORE_ERROR_IN_USE, FOD_EXIT_ATTENTION,
    N_ ("Another program is using this profile. Close it and try again.") },
  { FOD_STORE_ERROR_ENDED, FOD_EXIT_ATTENTION,
    N_ ("It was not saved: the access of this computer has ended, and what was saved before is "
        "with the server.") },
};

static const Row vault_rows[] = {
  { FOD_VAULT_ERROR_WRONG_PASSPHRASE, FOD_EXIT_ATTENTION,
    N_ ("The passphrase is wrong. Try again.") },
  { FOD_VAULT_ERROR_DAMAGED, FOD_EXIT_ATTENTION,
    N_ ("The key file is damaged. Put a copy of it back, or enrol in a new folder.") },
  { FOD_VAULT_ERROR_OTHER_DATABASE, FOD_EXIT_ATTENTION,
    N_ ("The key file does not belong to this database. Put the right key file back.") },
  { FOD_VAULT_ERROR_NO_FILE, FOD_EXIT_BAD_CALL,
    N_ ("There is no profile in this folder. Make one with “init”.") },
  { FOD_VAULT_ERROR_TOO_NEW, FOD_EXIT_ATTENTION,
    N_ ("A newer version of Fodfæste wrote the key file. Update this program and try again.") },
  { FOD_VAULT_ERROR_EXISTS, FOD_EXIT_BAD_CALL,
    N_ ("There is already a profile in this folder. Choose another folder.") },
  { FOD_VAULT_ERROR_NO_SPACE, FOD_EXIT_ATTENTION,
    N_ ("The disk is full. Nothing was lost; make room and try again.") },
  { FOD_VAULT_ERROR_READ_ONLY, FOD_EXIT_ATTENTION,
    N_ ("The profile's folder can't be written. Allow writing there, or choose another folder.") },
  { FOD_VAULT_ERROR_NO_MEMORY, FOD_EXIT_ATTENTION,
    N_ ("There is not enough memory to unlock the profile. Close other programs and try again.") },
  { FOD_VAULT_ERROR_IO, FOD_EXIT_ATTENTION,
    N_ ("The disk can't be read or written. Check the disk and try again.") },
};

static const Row sync_rows[] = {
  { FOD_SYNC_ERROR_OFFLINE, FOD_EXIT_OFFLINE,
    N_ ("The server can't be reached. Your changes are safe here; sync again when you are "
        "online.") },
  { FOD_SYNC_ERROR_SERVER, FOD_EXIT_OFFLINE,
    N_ ("What answered is not a Fodfæste server, perhaps the login page of a guest network. Your "
        "changes are safe here; check the network and sync again.") },
  { FOD_SYNC_ERROR_BUSY, FOD_EXIT_OFFLINE,
    N_ ("The server is busy. Your changes are safe here; sync again in a few minutes.") },
  { FOD_SYNC_ERROR_LOGIN, FOD_EXIT_ATTENTION,
    N_ ("The user name or the password is wrong. Try again.") },
  { FOD_SYNC_ERROR_REVOKED, FOD_EXIT_ATTENTION,
    N_ ("This device's access has ended. Ask the one who runs the server.") },
  { FOD_SYNC_ERROR_ENDED, FOD_EXIT_ATTENTION,
    N_ ("This device's access has ended. What waited was handed over, and the profile is "
        "deleted.") },
  { FOD_SYNC_ERROR_TOO_OLD, FOD_EXIT_ATTENTION,
    N_ ("This program is too old for the server. Your changes are safe here; update and sync "
        "again.") },
  { FOD_SYNC_ERROR_PULL_ONLY, FOD_EXIT_ATTENTION,
    N_ ("This program is too old to send changes. What others write was fetched; yours are safe "
        "here, see “waiting”. Update and sync again.") },
  { FOD_SYNC_ERROR_SERVER_OLD, FOD_EXIT_ATTENTION,
    N_ ("The server is older than this program. What others write was fetched; yours are safe "
        "here until the server is updated. Tell the one who runs it.") },
  { FOD_SYNC_ERROR_LOOP, FOD_EXIT_ATTENTION,
    N_ ("The server sends the same thing again and again, so the sync was stopped. Tell the one "
        "who runs the server.") },
  { FOD_SYNC_ERROR_CERTIFICATE, FOD_EXIT_ATTENTION,
    N_ ("The connection is not safe, so nothing was sent. Check the address, or ask the one who "
        "runs the server.") },
  { FOD_SYNC_ERROR_ADDRESS, FOD_EXIT_BAD_CALL,
    N_ ("This is no address of a server. Write https:// and its name.") },
  { FOD_SYNC_ERROR_MISMATCH, FOD_EXIT_ATTENTION,
    N_ ("What is here differs from the server, though it was loaded anew. Nothing of yours is "
        "lost; "
        "tell the one who runs the server.") },
  { FOD_SYNC_ERROR_STORE, FOD_EXIT_ATTENTION,
    N_ ("This machine could not write to its own database, so the sync was broken off. Make room "
        "on the disk, or start Fodfæste again.") },
  { FOD_SYNC_ERROR_OTHER_USER, FOD_EXIT_ATTENTION,
    N_ ("This profile belongs to the user who was enrolled first, so nothing was sent. Enrol that "
        "user, or make a new profile in another folder with “init”.") },
  { FOD_SYNC_ERROR_NOT_ENROLLED, FOD_EXIT_BAD_CALL,
    N_ ("This profile has no server. Set one up with “enrol”.") },
};

static const Row exchange_rows[] = {
  { FOD_EXCHANGE_ERROR_EMPTY, FOD_EXIT_BAD_CALL, N_ ("The file is empty. Choose another.") },
  { FOD_EXCHANGE_ERROR_TOO_LARGE, FOD_EXIT_BAD_CALL,
    N_ ("The file is larger than 16 MB. Split it and import the parts.") },
  { FOD_EXCHANGE_ERROR_LINE_TOO_LONG, FOD_EXIT_BAD_CALL,
    N_ ("A line is too long, perhaps for want of a closing quote. Correct it and try again.") },
  { FOD_EXCHANGE_ERROR_TOO_MANY_ROWS, FOD_EXIT_BAD_CALL,
    N_ ("The file has more than 100,000 rows. Split it and import the parts.") },
  { FOD_EXCHANGE_ERROR_TOO_MANY_COLUMNS, FOD_EXIT_BAD_CALL,
    N_ ("The file has more than 500 columns. Leave out those that are not needed.") },
  { FOD_EXCHANGE_ERROR_QUOTE, FOD_EXIT_BAD_CALL,
    N_ ("A quote is not closed, or text stands behind it. Correct it and try again.") },
  { FOD_EXCHANGE_ERROR_BINARY, FOD_EXIT_BAD_CALL,
    N_ ("This is no text file. Save the sheet as CSV in the other program first.") },
  { FOD_EXCHANGE_ERROR_UTF8, FOD_EXIT_BAD_CALL,
    N_ ("The text is damaged UTF-8. Save the file as UTF-8 in the other program again.") },
  { FOD_EXCHANGE_ERROR_NOT_VCARD, FOD_EXIT_BAD_CALL,
    N_ ("This is no vCard file. Export the contacts as .vcf again.") },
  { FOD_EXCHANGE_ERROR_VERSION, FOD_EXIT_BAD_CALL,
    N_ ("The vCard's version is not known. Export it as version 3.0 or 4.0.") },
  { FOD_EXCHANGE_ERROR_UNFINISHED, FOD_EXIT_BAD_CALL,
    N_ ("The file ends inside a card. Export the contacts again.") },
  { FOD_EXCHANGE_ERROR_LINE, FOD_EXIT_BAD_CALL,
    N_ ("A line of the vCard can't be read. Export the contacts again.") },
  { FOD_EXCHANGE_ERROR_CHARSET, FOD_EXIT_BAD_CALL,
    N_ ("The vCard's character set is not known. Export it as UTF-8.") },
};

static const char *
find_sentence (const Row *rows, gsize n_rows, int code, FodExit *out)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].code != code)
        continue;
      *out = rows[i].exit;
      return _ (rows[i].sentence);
    }
  return NULL;
}

static const char *
explain_io (int code, FodExit *out)
{
  if (code == G_IO_ERROR_NOT_FOUND || code == G_IO_ERROR_IS_DIRECTORY ||
      code == G_IO_ERROR_NOT_REGULAR_FILE)
    {
      *out = FOD_EXIT_BAD_CALL;
      return _ ("There is no such file. Check its name.");
    }
  if (code == G_IO_ERROR_PERMISSION_DENIED || code == G_IO_ERROR_READ_ONLY)
    return _ ("The file or folder may not be read or written. Change its permissions.");
  if (code == G_IO_ERROR_NO_SPACE)
    return _ ("The disk is full. Nothing was lost; make room and try again.");
  return NULL;
}

static const char *
explain_file (int code, FodExit *out)
{
  if (code == G_FILE_ERROR_NOENT)
    return explain_io (G_IO_ERROR_NOT_FOUND, out);
  if (code == G_FILE_ERROR_ACCES || code == G_FILE_ERROR_PERM || code == G_FILE_ERROR_ROFS)
    return explain_io (G_IO_ERROR_PERMISSION_DENIED, out);
  if (code == G_FILE_ERROR_NOSPC)
    return explain_io (G_IO_ERROR_NO_SPACE, out);
  return NULL;
}

char *
fod_console_explain (const GError *error, FodExit *code)
{
  const char *sentence = NULL;

  g_return_val_if_fail (error != NULL && code != NULL, NULL);

  *code = FOD_EXIT_ATTENTION;
  if (error->domain == FOD_CONSOLE_ERROR)
    {
      if (error->code == FOD_CONSOLE_ERROR_CALL)
        *code = FOD_EXIT_BAD_CALL;
      return g_strdup (error->message);
    }

  if (error->domain == FOD_DB_ERROR)
    sentence = find_sentence (db_rows, G_N_ELEMENTS (db_rows), error->code, code);
  else if (error->domain == FOD_STORE_ERROR)
    sentence = find_sentence (store_rows, G_N_ELEMENTS (store_rows), error->code, code);
  else if (error->domain == FOD_VAULT_ERROR)
    sentence = find_sentence (vault_rows, G_N_ELEMENTS (vault_rows), error->code, code);
  else if (error->domain == FOD_SYNC_ERROR)
    sentence = find_sentence (sync_rows, G_N_ELEMENTS (sync_rows), error->code, code);
  else if (error->domain == FOD_EXCHANGE_ERROR)
    sentence = find_sentence (exchange_rows, G_N_ELEMENTS (exchange_rows), error->code, code);
  else if (error->domain == FOD_FIELD_ERROR)
    {
      *code = FOD_EXIT_BAD_CALL;
      sentence = _ ("A value is not of the form that its field takes. See “schema”.");
    }
  else if (error->domain == G_IO_ERROR)
    sentence = explain_io (error->code, code);
  else if (error->domain == G_FILE_ERROR)
    sentence = explain_file (error->code, code);

  if (sentence == NULL)
    {
      g_warning ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
      sentence = _ ("Something went wrong that this program does not know. Nothing was changed; "
                    "try again, and tell the one who supports you if it comes back.");
    }
  return g_strdup (sentence);
}

static char *
explain_form (const FodField *field)
{
  switch (field->type)
    {
    case FOD_FIELD_DATE:
      return g_strdup_printf (_ ("“%s” takes a day that exists, written as 2026-11-23."),
                              field->name);
    case FOD_FIELD_WHEN:
      return g_strdup_printf (_ ("“%s” takes a day as 2026-11-23, or a time as "
                                 "2026-11-23T09:00/2026-11-23T10:30@Europe/Copenhagen whose end is "
                                 "not before its start."),
                              field->name);
    case FOD_FIELD_TIME:
    case FOD_FIELD_INT:
      return g_strdup_printf (_ ("“%s” takes a number without signs or decimals."), field->name);
    case FOD_FIELD_BOOL:
      return g_strdup_printf (_ ("“%s” takes 1 for yes, or nothing for no."), field->name);
    case FOD_FIELD_REF:
      return g_strdup_printf (_ ("“%s” takes an id, as “list” shows it."), field->name);
    case FOD_FIELD_CPR:
    case FOD_FIELD_P_NUMBER:
      return g_strdup_printf (_ ("“%s” takes ten digits."), field->name);
    case FOD_FIELD_CVR:
      return g_strdup_printf (_ ("“%s” takes eight digits."), field->name);
    case FOD_FIELD_PHONE:
      return g_strdup_printf (_ ("“%s” takes digits and spaces, and a + in front."), field->name);
    case FOD_FIELD_EMAIL:
      return g_strdup_printf (_ ("“%s” takes an address such as name@example.dk."), field->name);
    case FOD_FIELD_TEXT:
      return g_strdup_printf (_ ("“%s” takes one line of text."), field->name);
    case FOD_FIELD_LONG_TEXT:
    case FOD_FIELD_CODE:
    case FOD_FIELD_SET:
    default:
      return g_strdup_printf (_ ("“%s” does not take this value. See “schema”."), field->name);
    }
}

static char *
explain_too_long (const FodField *field)
{
  gint64 most = field->max;

  if (most == 0)
    most = field->type == FOD_FIELD_LONG_TEXT ? 20000 : 200;
  return g_strdup_printf (ngettext ("“%s” takes at most %d character. Shorten the text.",
                                    "“%s” takes at most %d characters. Shorten the text.",
                                    (gulong)most),
                          field->name, (int)most);
}

char *
fod_console_explain_field (const FodField *field, const GError *error)
{
  g_return_val_if_fail (field != NULL && error != NULL, NULL);

  switch (error->code)
    {
    case FOD_FIELD_ERROR_REQUIRED:
      return g_strdup_printf (_ ("“%s” must be filled in."), field->name);
    case FOD_FIELD_ERROR_UTF8:
      return g_strdup_printf (_ ("“%s” holds characters that are no text. Use UTF-8 without "
                                 "control characters."),
                              field->name);
    case FOD_FIELD_ERROR_TOO_LONG:
      return explain_too_long (field);
    case FOD_FIELD_ERROR_RANGE:
      if (field->type == FOD_FIELD_INT)
        return g_strdup_printf (_ ("“%1$s” takes a number from 0 to %2$d."), field->name,
                                (int)field->max);
      return explain_form (field);
    case FOD_FIELD_ERROR_ORDER:
      return g_strdup_printf (_ ("“%s” is before the start. Correct one of the two dates."),
                              field->name);
    case FOD_FIELD_ERROR_FORM:
    default:
      return explain_form (field);
    }
}
