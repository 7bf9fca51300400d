/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_server_log_start: from now on every log message of the process is one line of JSON on
 * stderr. Once a process */
void fod_server_log_start (void);

/** fod_server_log_print: Returns: (transfer full): a message as one line of JSON, without its end
 */
char *fod_server_log_print (GLogLevelFlags level, const GLogField *fields, gsize n_fields);

G_END_DECLS
