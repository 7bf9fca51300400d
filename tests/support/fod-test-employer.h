/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/fod-test-journal.h"

G_BEGIN_DECLS

/* One employer that the server knows, and its telephone number. */
#define FOD_TEST_EMPLOYER "00000000-0000-7000-8000-000000000001"

/** fod_test_employer_new: Returns: (transfer full): an enrolled store with the employer as of
 * version 4, telephone 11111111 */
FodTestStore *fod_test_employer_new (void);

/** fod_test_employer_set_phone: saves another number */
void fod_test_employer_set_phone (FodTestStore *test, const char *phone);

/** fod_test_employer_assert_phone: insists on the number that is shown */
void fod_test_employer_assert_phone (FodTestStore *test, const char *phone);

/** fod_test_employer_assert_seen: insists on the version of the number that the author of @op had
 * seen */
void fod_test_employer_assert_seen (const FodOp *op, const char *version);

/** fod_test_op_at: Returns: (transfer none): the op at @index, which has to be there */
const FodOp *fod_test_op_at (GPtrArray *ops, guint index);

G_END_DECLS
