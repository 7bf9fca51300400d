/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "schema/fod-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FOD_PASTE_LIST: the code list of the organisation's templates; an entry is named after the kind
 * that it is for */
#define FOD_PASTE_LIST "paste-text"

/** fod_paste_knows: Returns: whether there is a template for rows of that kind */
gboolean fod_paste_knows (const char *kind);

/**
 * fod_paste_dup_text:
 * @record: a note, a follow-up or a visit
 * @whom: (nullable): the name of the participant or the employer that it is about
 *
 * Returns: (transfer full): it as text for the organisation's other system, by the template that is
 *   valid on @today (yyyy-mm-dd). The names in a template are those of the fields; "whom" is @whom
 */
char *fod_paste_dup_text (FodDirectory *directory,
                          const FodRecord *record,
                          const char *whom,
                          const char *today);

/** fod_paste_copy: puts fod_paste_dup_text() of @record on the clipboard, and says so */
void fod_paste_copy (GtkWidget *from, FodContext *context, FodRecord *record);

/** fod_paste_copy_text: puts @text on the clipboard for a while (fod_clip_put()), and says so */
void fod_paste_copy_text (GtkWidget *from, FodContext *context, const char *text);

G_END_DECLS
