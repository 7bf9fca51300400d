/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-store.h"

G_BEGIN_DECLS

/**
 * FodDirectory:
 *
 * The names that every screen needs at once: of users, teams and the dated code lists, in the
 * language of the window. Loaded when the store opens and kept true. Signal "changed" ().
 */
#define FOD_TYPE_DIRECTORY (fod_directory_get_type ())
G_DECLARE_FINAL_TYPE (FodDirectory, fod_directory, FOD, DIRECTORY, GObject)

/** fod_directory_new: @language is "da" or "en"; Returns: (transfer full): a directory that loads
 */
FodDirectory *fod_directory_new (FodStore *store, const char *language);

/** fod_directory_set_language: "da" or "en"; emits "changed" */
void fod_directory_set_language (FodDirectory *self, const char *language);

/** fod_directory_get_code_name: Returns: (transfer none) (nullable): the name of @code, whatever
 * its dates; the code itself when the list does not have it; %NULL for %NULL */
const char *fod_directory_get_code_name (FodDirectory *self, const char *list, const char *code);

/**
 * FodCode: (transfer none) texts of one entry of a code list, or of one colleague
 */
typedef struct
{
  const char *code;
  const char *name;
} FodCode;

/** fod_directory_list_codes: Returns: (transfer container) (element-type FodCode): the entries that
 * are valid on @date (yyyy-mm-dd), in their order */
GPtrArray *fod_directory_list_codes (FodDirectory *self, const char *list, const char *date);

/** fod_directory_get_setting: Returns: (transfer none) (nullable): the name of the entry of @list
 * that is valid on @date (yyyy-mm-dd); of several with that @code the one that begins last, which
 * is how an organisation sets what everybody else has otherwise */
const char *fod_directory_get_setting (FodDirectory *self,
                                       const char *list,
                                       const char *code,
                                       const char *date);

/** fod_directory_get_user_name: Returns: (transfer none) (nullable): the name of that user; %NULL
 * when unknown or %NULL */
const char *fod_directory_get_user_name (FodDirectory *self, const char *user);

/** fod_directory_list_users: Returns: (transfer container) (element-type FodCode): ids and names of
 * the colleagues who have not left, by name */
GPtrArray *fod_directory_list_users (FodDirectory *self);

/** fod_directory_is_me: Returns: whether @user is the person at this laptop; a row without a user
 * was made here before the first sync and is mine too */
gboolean fod_directory_is_me (FodDirectory *self, const char *user);

G_END_DECLS
