"""Operations stay within their budgets, measured on the local AWS: moto reports a constant capacity."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.local_aws
PROGRAM = "from bench import operations; print(*operations.over_budget(), sep='\\n', end='')"


def test_every_operation_keeps_to_its_budget_of_trips_and_units():
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=300, check=False)
    assert (answer.returncode, answer.stdout) == (0, ""), answer.stderr
