/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fod_cpr_get_birth_year:
 * @cpr: (nullable): ten digits
 *
 * The year of birth, of which a CPR number gives two digits and, by its seventh, the century
 * (CPR-kontoret, "Personnummeret i CPR").
 *
 * Returns: the year; 0 when @cpr is none, or a replacement number, whose day is above 60 and which
 *   says nothing certain
 */
int fod_cpr_get_birth_year (const char *cpr);

G_END_DECLS
