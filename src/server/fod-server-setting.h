/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * FodServerSettingError:
 * @FOD_SERVER_SETTING_ERROR_UNKNOWN: no such setting
 * @FOD_SERVER_SETTING_ERROR_VALUE: no value that it can have
 * @FOD_SERVER_SETTING_ERROR_DATE: no date
 */
typedef enum
{
  FOD_SERVER_SETTING_ERROR_UNKNOWN,
  FOD_SERVER_SETTING_ERROR_VALUE,
  FOD_SERVER_SETTING_ERROR_DATE
} FodServerSettingError;

#define FOD_SERVER_SETTING_ERROR (fod_server_setting_error_quark ())
GQuark fod_server_setting_error_quark (void);

/**
 * fod_server_set_setting:
 * @name: list and code, as "clock-days/first-meeting"
 * @value: days or times for "clock-days", a text for "paste-text"
 * @from: yyyy-mm-dd: the day from which it counts
 *
 * Sets for the whole organisation what the code lists that come along set for everybody
 * (data/codes/codes.csv): as an entry of its own with its day, which an update of the program does
 * not touch and which lets the past stand. The same name and day write over it.
 * Error: %FOD_SERVER_SETTING_ERROR
 */
gboolean fod_server_set_setting (FodServerStore *store,
                                 FodClock *clock,
                                 const char *name,
                                 const char *value,
                                 const char *from,
                                 GError **error);

G_END_DECLS
