# SPDX-License-Identifier: GPL-3.0-or-later
"""unittest cases told in the Test Anything Protocol, so that each counts as one test."""
import sys
import unittest


def main(module='__main__'):
    """Runs every test case of the module; exits 1 when one failed. A case that left a picture of
    its failure has its place in .picture."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module])
    cases = [case for group in suite for case in group]
    print(f'1..{len(cases)}', flush=True)
    failed = 0
    for number, case in enumerate(cases, 1):
        result = case.run()
        good = result.wasSuccessful()
        failed += not good
        skipped = f' # SKIP {result.skipped[0][1]}' if result.skipped else ''
        print(f'{"ok" if good else "not ok"} {number} {case.id().split(".", 1)[1]}{skipped}',
              flush=True)
        for _, trace in result.failures + result.errors:
            print('\n'.join(f'# {line}' for line in trace.splitlines()), flush=True)
        if not good and getattr(case, 'picture', None):
            print(f'# picture: {case.picture}', flush=True)
    sys.exit(1 if failed else 0)
