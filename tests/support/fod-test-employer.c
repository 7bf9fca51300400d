/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "support/fod-test-employer.h"

FodTestStore *
fod_test_employer_new (void)
{
  FodTestStore *test = fod_test_store_new ();

  fod_test_enrol (test, FOD_TEST_EPOCH);
  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, FOD_TEST_EMPLOYER, 4, "name", "A",
                                         "phone", "11111111", NULL));
  return test;
}

void
fod_test_employer_set_phone (FodTestStore *test, const char *phone)
{
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, FOD_TEST_EMPLOYER, "phone", phone));
}

void
fod_test_employer_assert_phone (FodTestStore *test, const char *phone)
{
  g_autofree char *held = fod_test_get (test, FOD_KIND_EMPLOYER, FOD_TEST_EMPLOYER, "phone");

  g_assert_cmpstr (held, ==, phone);
}

void
fod_test_employer_assert_seen (const FodOp *op, const char *version)
{
  g_assert_cmpstr (g_hash_table_lookup (op->base, "phone"), ==, version);
}

const FodOp *
fod_test_op_at (GPtrArray *ops, guint index)
{
  g_assert_cmpuint (index, <, ops->len);
  return g_ptr_array_index (ops, index);
}
