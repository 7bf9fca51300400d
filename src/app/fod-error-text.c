/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Errors in words. Lower folders say what happened by a code; here stands, once for each, what a
 * person should know: what happened, what is safe, what to do. */

#include "config.h"

#include "app/fod-error-text.h"

#include "exchange/fod-exchange-error.h"
#include "schema/fod-field.h"
#include "store/fod-store.h"
#include "sync/fod-sync-engine.h"
#include "vault/fod-vault-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

typedef struct
{
  int code;
  const char *text;
} Row;

static const Row vault_rows[] = {
  { FOD_VAULT_ERROR_WRONG_PASSPHRASE, N_ ("Wrong passphrase. Nothing has changed; try again.") },
  { FOD_VAULT_ERROR_DAMAGED,
    N_ ("The key file and its copy are damaged, so the passphrase can’t be tested. Your data is "
        "untouched. Put the key file back from a backup, then unlock again.") },
  { FOD_VAULT_ERROR_OTHER_DATABASE,
    N_ ("The key file belongs to another database. Put the key file and the database of the same "
        "backup into the folder.") },
  { FOD_VAULT_ERROR_NO_FILE,
    N_ ("The key file is missing. The database can’t be opened without it. Put the key file back "
        "from a backup.") },
  { FOD_VAULT_ERROR_TOO_NEW,
    N_ ("A newer version of Fodfæste wrote the key file. Update Fodfæste on this machine.") },
  { FOD_VAULT_ERROR_EXISTS,
    N_ ("There is a key file in the folder already. A key is never written over: unlock with its "
        "passphrase, or choose another folder.") },
  { FOD_VAULT_ERROR_NO_SPACE,
    N_ ("The disk is full. Nothing was lost. Make room, then try again.") },
  { FOD_VAULT_ERROR_READ_ONLY,
    N_ ("The folder can’t be written. Ask for write access to it, or choose another folder.") },
  { FOD_VAULT_ERROR_NO_MEMORY,
    N_ ("There is not enough memory to unlock. Close other programs, then try again.") },
  { FOD_VAULT_ERROR_IO,
    N_ ("The key file can’t be read or written. Check the disk, then try again.") },
};

static const Row db_rows[] = {
  { FOD_DB_ERROR_WRONG_KEY,
    N_ ("The passphrase is right, but the database does not open with this key. It is damaged or "
        "belongs to another key file. Put database and key file of the same backup back.") },
  { FOD_DB_ERROR_DAMAGED,
    N_ ("The database is damaged. Lock Fodfæste and unlock it again: then a new one can be made, "
        "with what was not sent.") },
  { FOD_DB_ERROR_FULL,
    N_ ("The disk is full, so it was not saved. What was saved before is safe. Make room; what you "
        "typed stays here until then.") },
  { FOD_DB_ERROR_READ_ONLY,
    N_ ("The folder can’t be written, so nothing can be saved. Ask for write access to it, or "
        "choose another folder.") },
  { FOD_DB_ERROR_BUSY, N_ ("Another program holds the database. Close it, then try again.") },
  { FOD_DB_ERROR_TOO_NEW,
    N_ ("A newer version of Fodfæste wrote the database. Update Fodfæste on this machine; your "
        "data is untouched.") },
  { FOD_DB_ERROR_NOT_ENCRYPTED,
    N_ ("The database would not be encrypted, so nothing was written. Ask your IT department to "
        "install Fodfæste again.") },
  { FOD_DB_ERROR_CONSTRAINT, N_ ("It was not saved: it does not fit what is there already.") },
  { FOD_DB_ERROR_IO,
    N_ ("The disk can’t be read or written. What was saved before is safe. Check the disk, then "
        "try again.") },
  { FOD_DB_ERROR_FAILED, N_ ("It was not saved because of a fault in Fodfæste.") },
};

static const Row store_rows[] = {
  { FOD_STORE_ERROR_NOT_FOUND, N_ ("It is not there any more.") },
  { FOD_STORE_ERROR_SERVER_ONLY, N_ ("Only the server can change this.") },
  { FOD_STORE_ERROR_CLOSED, N_ ("It was not saved: Fodfæste is locked. Unlock, then try again.") },
  { FOD_STORE_ERROR_IN_USE,
    N_ ("Fodfæste is already open with this folder. Use the window that is open, or close it "
        "first.") },
  { FOD_STORE_ERROR_ENDED,
    N_ ("It was not saved: the access of this computer has ended, and what was saved before is "
        "with the server.") },
};

static const Row sync_rows[] = {
  { FOD_SYNC_ERROR_OFFLINE,
    N_ ("The server can’t be reached. You can go on working; changes are sent when the network is "
        "back.") },
  { FOD_SYNC_ERROR_SERVER,
    N_ ("What answered is not a Fodfæste server. Check the address, or whether the network asks "
        "you to log in first. Nothing was lost.") },
  { FOD_SYNC_ERROR_BUSY,
    N_ ("The server is busy. Fodfæste tries again by itself; nothing was lost.") },
  { FOD_SYNC_ERROR_LOGIN, N_ ("User name or password is wrong.") },
  { FOD_SYNC_ERROR_REVOKED,
    N_ ("This device’s access to the server has ended. What you wrote is still here. Ask your "
        "team leader.") },
  { FOD_SYNC_ERROR_ENDED,
    N_ ("This machine’s access has ended. What waited was handed over to the server, and what is "
        "here is deleted.") },
  { FOD_SYNC_ERROR_NOT_OFFERED,
    N_ ("The server does not offer this, or not to you. It may be older than Fodfæste on this "
        "machine; ask your IT department.") },
  { FOD_SYNC_ERROR_TOO_OLD,
    N_ ("Fodfæste on this machine is too old for the server. Update it; your changes wait.") },
  { FOD_SYNC_ERROR_PULL_ONLY,
    N_ ("Fodfæste on this machine is too old to send changes. What others write still comes; what "
        "you write waits here, and is sent when you have updated.") },
  { FOD_SYNC_ERROR_SERVER_OLD,
    N_ ("The server is older than Fodfæste on this machine. What others write still comes; what "
        "you write waits here until the server is updated. Tell your IT department.") },
  { FOD_SYNC_ERROR_LOOP,
    N_ ("The server sends the same again and again, so the sync was stopped. Nothing was lost. "
        "Tell your IT department.") },
  { FOD_SYNC_ERROR_CERTIFICATE,
    N_ ("The connection to the server is not safe, so nothing was sent. Check the date of this "
        "machine, the network and the address.") },
  { FOD_SYNC_ERROR_NOT_ENROLLED, N_ ("No server is set up.") },
  { FOD_SYNC_ERROR_ADDRESS,
    N_ ("That is not the address of a server. It looks like fodfaeste.example.dk.") },
  { FOD_SYNC_ERROR_MISMATCH,
    N_ ("What is on this machine differs from the server, though it was loaded anew. You can go on "
        "working. Tell your IT department.") },
  { FOD_SYNC_ERROR_STORE,
    N_ ("This machine could not write to its own database, so the sync was broken off. Make room "
        "on the disk, or start Fodfæste again.") },
  { FOD_SYNC_ERROR_OTHER_USER,
    N_ ("What is here belongs to the user who was connected first, so nothing was sent. Connect "
        "with that name and server, or start Fodfæste with “--profile” and an empty folder.") },
};

static const Row field_rows[] = {
  { FOD_FIELD_ERROR_REQUIRED, N_ ("This must be filled in.") },
  { FOD_FIELD_ERROR_UTF8, N_ ("It holds characters that can’t be stored.") },
  { FOD_FIELD_ERROR_TOO_LONG, N_ ("It is too long.") },
  { FOD_FIELD_ERROR_FORM, N_ ("It is not written in a way that can be read here.") },
  { FOD_FIELD_ERROR_RANGE, N_ ("It is too large or too small.") },
  { FOD_FIELD_ERROR_ORDER, N_ ("The end is before the start.") },
  { FOD_FIELD_ERROR_UNKNOWN, N_ ("A newer version of Fodfæste is needed for this.") },
  { FOD_FIELD_ERROR_NAME, N_ ("The name of a participant stands here who has not agreed to it.") },
};

static const Row exchange_rows[] = {
  { FOD_EXCHANGE_ERROR_EMPTY, N_ ("The file is empty.") },
  { FOD_EXCHANGE_ERROR_TOO_LARGE,
    N_ ("The file is larger than 16 MB. Divide it into several, then try again.") },
  { FOD_EXCHANGE_ERROR_LINE_TOO_LONG,
    N_ ("A line of the file is longer than a table’s can be. Is it a table saved as CSV?") },
  { FOD_EXCHANGE_ERROR_TOO_MANY_ROWS,
    N_ ("The file has more than 100,000 rows. Divide it into several, then try again.") },
  { FOD_EXCHANGE_ERROR_TOO_MANY_COLUMNS,
    N_ ("A row has more than 500 columns. Is it a table saved as CSV?") },
  { FOD_EXCHANGE_ERROR_QUOTE,
    N_ ("A quotation mark stands alone, so it is not clear where a cell ends. Save the table as "
        "CSV again, or remove the mark.") },
  { FOD_EXCHANGE_ERROR_BINARY,
    N_ ("This is no text. Save the table as CSV in the program it comes from, then choose that "
        "file.") },
  { FOD_EXCHANGE_ERROR_UTF8,
    N_ ("The file has broken characters in it. Save it again as UTF-8, then try again.") },
  { FOD_EXCHANGE_ERROR_NOT_VCARD, N_ ("This is neither a vCard nor a table.") },
  { FOD_EXCHANGE_ERROR_VERSION,
    N_ ("The vCard is of a version that can’t be read. Save it as vCard 3.0, then try again.") },
  { FOD_EXCHANGE_ERROR_UNFINISHED,
    N_ ("The file ends in the middle of a card. It is probably not the whole file.") },
  { FOD_EXCHANGE_ERROR_LINE, N_ ("A line of the vCard can’t be read.") },
  { FOD_EXCHANGE_ERROR_CHARSET,
    N_ ("The vCard is written in characters that can’t be read. Save it as UTF-8, then try "
        "again.") },
};

static const Row io_rows[] = {
  { G_IO_ERROR_NOT_FOUND, N_ ("The file is not there any more.") },
  { G_IO_ERROR_PERMISSION_DENIED,
    N_ ("You may not read or write this file. Choose another folder, or ask for access.") },
  { G_IO_ERROR_NO_SPACE, N_ ("The disk is full. Nothing was lost. Make room, then try again.") },
  { G_IO_ERROR_READ_ONLY, N_ ("The folder can’t be written. Choose another one.") },
  { G_IO_ERROR_IS_DIRECTORY, N_ ("This is a folder. Choose a file.") },
};

static const char *
find (const Row *rows, gsize n_rows, int code)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].code == code)
        return _ (rows[i].text);
    }
  return NULL;
}

char *
fod_error_text (const GError *error)
{
  const char *text = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == FOD_VAULT_ERROR)
    text = find (vault_rows, G_N_ELEMENTS (vault_rows), error->code);
  else if (error->domain == FOD_DB_ERROR)
    text = find (db_rows, G_N_ELEMENTS (db_rows), error->code);
  else if (error->domain == FOD_STORE_ERROR)
    text = find (store_rows, G_N_ELEMENTS (store_rows), error->code);
  else if (error->domain == FOD_SYNC_ERROR)
    text = find (sync_rows, G_N_ELEMENTS (sync_rows), error->code);
  else if (error->domain == FOD_FIELD_ERROR)
    text = find (field_rows, G_N_ELEMENTS (field_rows), error->code);

  else if (error->domain == FOD_EXCHANGE_ERROR)
    text = find (exchange_rows, G_N_ELEMENTS (exchange_rows), error->code);
  else if (error->domain == G_IO_ERROR)
    text = find (io_rows, G_N_ELEMENTS (io_rows), error->code);

  if (text == NULL)
    return g_strdup_printf (_ ("Something failed that Fodfæste has no words for (%s)."),
                            error->message);
  return g_strdup (text);
}
