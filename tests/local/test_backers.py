"""Sixteen threads never get more of a reward than its limit; on the local AWS, since moto serializes requests."""

import subprocess
import sys

import pytest

from local.settings import ROOT


@pytest.mark.local_aws
def test_of_five_prints_sixteen_threads_get_five():
    command = [sys.executable, "-m", "tests.local.backers", "3"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert "rounds: 3, wrong: 0" in answer.stdout, answer.stdout + answer.stderr[-2000:]
