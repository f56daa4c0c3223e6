"""Sixteen threads at once leave the right totals; on the local AWS, since moto serializes requests."""

import subprocess
import sys

import pytest

from local.settings import ROOT

ROUNDS = 10


def play(first: int) -> str:
    """Run rounds, and return the output."""
    command = [sys.executable, "-m", "tests.local.crowds", str(ROUNDS), str(first)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr[-2000:]
    return answer.stdout


@pytest.mark.local_aws
def test_a_crowd_of_threads_delivers_payments_exactly():
    assert f"rounds: {ROUNDS}, wrong: 0" in play(0)


@pytest.mark.money
@pytest.mark.parametrize("lot", range(1, 11))
def test_a_hundred_further_rounds_of_crowds(lot: int):
    assert f"rounds: {ROUNDS}, wrong: 0" in play(lot * ROUNDS)
