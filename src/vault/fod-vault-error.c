/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the vault. The words a person reads are made from the code, in app. */

#include "config.h"

#include "vault/fod-vault-error.h"

G_DEFINE_QUARK (fod_vault_error_quark, fod_vault_error)
