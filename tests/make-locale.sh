#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# make-locale.sh FOLDER STAMP: compiles da_DK.UTF-8 and en_GB.UTF-8 into FOLDER, for LOCPATH.
set -eu
mkdir -p "$1"
for name in da_DK en_GB; do
  # localedef exits 1 when it only warned; what counts is the folder it leaves.
  localedef -i "$name" -f UTF-8 "$1/$name.UTF-8" 2>/dev/null || test -s "$1/$name.UTF-8/LC_COLLATE"
done
touch "$2"
