"""Two commands of one checkout do not work in a stage's folder at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.package.alone import alone
from infra.pythons import ROOT, ToolFailed

OTHER = """
import sys
from pathlib import Path
from infra.package.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_refused_until_the_first_has_ended(tmp_path: Path):
    folder = tmp_path / "build/dev"
    command = [sys.executable, "-c", OTHER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(ToolFailed, match=r"works in .*build/dev"), alone(folder):
            pytest.fail("both are in it")
        with alone(tmp_path / "build/prod"):
            pass
        other.kill()
    with alone(folder):
        pass
