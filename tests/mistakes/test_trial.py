"""The table of mistakes fits the tree, and a trial tells a mistake that is caught from one that is not."""

import re
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mistakes import __main__ as command
from tests.mistakes.seeds import MISTAKES
from tests.mistakes.trial import Broken, Mistake, attempt, check_unchanged, copied

ROOT = Path(__file__).parent.parent.parent
TESTS = ("test_sum.py::test_sum",)
TOY = {
    "sum.py": "def add(one, other):\n    return one + other\n",
    "test_sum.py": "from sum import add\n\n\ndef test_sum():\n    assert add(1, 2) == 3\n\n\n"
    "def test_nothing():\n    assert True\n",
}
MINUS = Mistake("minus", "sum.py", "one + other", "one - other", TESTS)


# A test of which each run plays some of its cases, as its source says it.
SAMPLED = re.compile(r"^@pytest\.mark\.sampled.*?^def (\w+)", re.MULTILINE | re.DOTALL)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in TOY.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_every_mistake_changes_one_place_and_names_tests_that_are_there():
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 24
    wrong = [mistake.name for mistake in MISTAKES if (ROOT / mistake.file).read_text().count(mistake.old) != 1]
    assert wrong == []
    for mistake in MISTAKES:
        assert mistake.tests
        for test in mistake.tests:
            file, _, name = test.partition("::")
            assert f"def {name.partition('[')[0]}" in (ROOT / file).read_text(), mistake.name
        changed = (ROOT / mistake.file).read_text().replace(mistake.old, mistake.new)
        if mistake.file.endswith(".py"):
            compile(changed, mistake.file, "exec")


def test_a_mistake_is_caught_by_the_test_that_fails(tree: Path):
    check_unchanged(tree, [MINUS])
    verdict = attempt(tree, MINUS)
    assert (verdict.is_caught, verdict.test) == (True, "test_sum.py::test_sum")
    assert (tree / "sum.py").read_text() == TOY["sum.py"]


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"tests": ("test_sum.py::test_nothing",)}, "NOT CAUGHT"),
        ({"new": "other + one"}, "NOT CAUGHT"),
        ({"new": "one +"}, "it is no Python"),
        ({"new": "missing(one)"}, "it stumbles over itself"),
        ({"old": "def add(one, other):", "new": "def added(one, other):"}, "no test that failed"),
        ({"tests": ("test_sum.py::test_gone",)}, "no test that failed"),
        ({"old": "one"}, "occurs 2 times"),
    ],
)
def test_what_is_not_caught_or_says_nothing_is_told_apart(tree: Path, change: dict[str, str], trouble: str):
    verdict = attempt(tree, replace(MINUS, **change))  # type: ignore[arg-type]
    assert not verdict.is_caught
    assert trouble in verdict.trouble


def test_a_test_that_plays_some_of_its_cases_is_named_with_the_one_that_catches():
    named = {tuple(test.split("::")) for mistake in MISTAKES for test in mistake.tests if "::" in test}
    parts = {file: set(SAMPLED.findall((ROOT / file).read_text())) for file, _ in named}
    assert any(parts.values())
    assert [(file, test) for file, test in named if test in parts[file]] == []


def test_tests_that_are_red_without_a_mistake_stop_everything(tree: Path):
    (tree / "sum.py").write_text(TOY["sum.py"].replace("+", "-"))
    with pytest.raises(Broken, match="not green"):
        check_unchanged(tree, [MINUS])


def test_the_copy_holds_what_git_knows_or_would_know():
    with copied(ROOT) as tree:
        assert (tree / "tests/mistakes/trial.py").exists()
        assert not (tree / ".venv").exists()
        assert not (tree / ".git").exists()


def test_the_command_fails_unless_all_are_caught(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(command, "copied", lambda _: nullcontext(tree))
    monkeypatch.setattr("os.nice", lambda _: 0)
    plus = replace(MINUS, name="plus", new="other + one")
    monkeypatch.setattr(command, "MISTAKES", (MINUS, plus))
    assert command.main([]) == 1
    assert capsys.readouterr().out.endswith("mistakes: 2, caught: 1\n")
    assert command.main(["minus"]) == 0
    assert command.main(["nothing"]) == 1
