/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stddef.h>
#include <stdint.h>

/**
 * LLVMFuzzerTestOneInput:
 *
 * One target of fuzzing, by the name that libFuzzer asks for. It gives @data to a reader and aborts
 * when a promise of that reader is broken; that a reader refuses is no failure.
 *
 * Returns: 0
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
