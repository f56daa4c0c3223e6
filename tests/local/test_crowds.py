"""Sixteen threads at once leave the right totals; on the local AWS, since moto serializes requests."""

import subprocess
import sys

import pytest

from local.settings import ROOT


def play(rounds: int) -> str:
    """Run rounds, and return the output."""
    command = [sys.executable, "-m", "tests.local.crowds", str(rounds)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3000, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr[-2000:]
    return answer.stdout


@pytest.mark.local_aws
def test_a_crowd_of_threads_delivers_payments_exactly():
    assert "rounds: 10, wrong: 0" in play(10)


@pytest.mark.money
def test_a_hundred_rounds_of_crowds():
    assert "rounds: 100, wrong: 0" in play(100)
