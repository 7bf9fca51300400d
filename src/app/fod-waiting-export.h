/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_waiting_export: asks for a file and writes into it what the server does not have, in words,
 * one line a value; CPR numbers and protected addresses are withheld. The file is not encrypted */
void fod_waiting_export (GtkWidget *from, FodContext *context);

G_END_DECLS
