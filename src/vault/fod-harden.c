/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a program that holds secrets asks of the kernel for itself. */

#include "config.h"

#include "vault/fod-harden.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

gboolean
fod_process_harden (void)
{
  const struct rlimit none = { 0, 0 };
  gboolean granted = TRUE;

  umask (0077);
  granted = setrlimit (RLIMIT_CORE, &none) == 0 && granted;
  granted = prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && granted;
  return granted;
}
