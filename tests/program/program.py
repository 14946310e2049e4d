#!/usr/bin/env python3
"""Whole-program tests: the built binary as a user runs it. Ends in the line `N passed, N failed`."""
import os
import pathlib
import sys
import unittest

if len(sys.argv) > 1:
    os.environ["PROBATA"] = str(pathlib.Path(sys.argv[1]).resolve())

suite = unittest.defaultTestLoader.discover(str(pathlib.Path(__file__).parent), pattern="*_test.py")
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses) + len(result.skipped)
print(f"{result.testsRun - failed} passed, {failed} failed")
sys.exit(1 if failed or not result.testsRun else 0)
