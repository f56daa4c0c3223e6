"""`make check` runs every check whatever the others say, and ends with a list of those that failed."""

from pathlib import Path

import pytest

from tests import checks

GOOD, BAD = ("-c", "print('I looked')"), ("-c", "import sys; print('I saw a fault'); sys.exit(3)")
MISSING = ("-m", "no_such_tool")


def test_every_check_runs_and_all_that_failed_are_named_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    code = checks.main({"first": BAD, "second": GOOD, "third": MISSING, "fourth": GOOD}, tmp_path)
    said = capsys.readouterr().out
    assert (code, said.count("I looked"), said.count("I saw a fault")) == (1, 2, 1)
    assert said.index("-- first") < said.index("-- second") < said.index("-- third") < said.index("-- fourth")
    assert "No module named no_such_tool" in said
    assert said.splitlines()[-1] == "Failed: first, third."


def test_checks_that_all_pass_exit_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert checks.main({"one": GOOD, "other": GOOD}, tmp_path) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "All 2 checks passed."


def test_the_real_linters_all_speak_in_a_tree_that_is_wrong_for_each_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """A file that is badly formatted, unused in its imports, wrong in its types, and reaches up a floor."""
    (tmp_path / "pyproject.toml").write_text((checks.ROOT / "pyproject.toml").read_text())
    wrong = tmp_path / "chalicelib/models/wrong.py"
    wrong.parent.mkdir(parents=True)
    for package in (wrong.parent, wrong.parent.parent, tmp_path / "chalicelib/handlers"):
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text('"""A package."""\n')
    wrong.write_text('"""A module."""\nimport os\nfrom chalicelib import handlers\nX: int = "x"\n')
    chosen = {name: words for name, words in checks.CHECKS.items() if name not in {"house rules", "web client"}}
    chosen["mypy"] = (*chosen["mypy"], "--follow-imports=skip", "chalicelib")
    assert checks.main(chosen, tmp_path) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "Failed: ruff check, ruff format, mypy, import contracts."
