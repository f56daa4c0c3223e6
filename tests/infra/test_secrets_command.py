"""`make secrets` replaces what ROTATE names, and refuses what nothing is called."""

import subprocess

import pytest

from infra.pythons import ROOT


def told(rotate: str) -> tuple[int, str]:
    """Return how make ends, and what it says; without a stage nothing is asked of AWS."""
    ran = subprocess.run(
        ["make", "secrets", f"ROTATE={rotate}"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    return ran.returncode, ran.stderr


@pytest.mark.parametrize("typed", ["prof", "keys", "edge_proof", "proof signing"])
def test_another_word_is_refused_with_those_that_there_are(typed: str):
    code, said = told(typed)
    assert code
    assert "ROTATE is proof, signing or sealing" in said
    assert "No module" not in said


@pytest.mark.parametrize("word", ["", "proof", "signing", "sealing"])
def test_what_there_is_is_run_and_wants_a_stage(word: str):
    code, said = told(word)
    assert code
    assert f"Say which stage: make secrets STAGE=dev{f' ROTATE={word}' if word else ''}" in said
