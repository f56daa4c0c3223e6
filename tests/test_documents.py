"""The documents name no file and no command that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_house import ROOT, files

DOCUMENTS = [path.relative_to(ROOT).as_posix() for path in files("*.md")]
# Where a path begins: at the root, or for short on a floor of chalicelib.
FLOORS = [path.name for path in (ROOT / "chalicelib").iterdir() if path.is_dir() and path.name != "__pycache__"]
TOPS = ["chalicelib", "bench", "docs", "infra", "local", "local_stripe", "tests", "web", r"\.ci", r"\.chalice", *FLOORS]
# What git does not know: written on this machine, or for a stage.
MADE = (".chalice/deployed", ".chalice/deployments", ".chalice/config.json", ".chalice/policies")
NAME = rf"(?<![\w./<-])(?:(?:{'|'.join(TOPS)})/[\w./-]*|[a-z_][\w./-]*\.(?:py|md|toml|html))(?![\w<*…{{-])"
MAKEFILE = (ROOT / "Makefile").read_text()
# What `make help` lists.
TARGETS = set(re.findall(r"^([a-z-]+):.*## \w", MAKEFILE, re.MULTILINE))
BLOCK = re.compile(r"```.*?```", re.DOTALL)


def code(text: str) -> str:
    """Return what stands in backticks and in blocks of code."""
    return "\n".join([*BLOCK.findall(text), *re.findall(r"`[^`\n]+`", BLOCK.sub("", text))])


def named(text: str) -> set[str]:
    """Return the paths that stand in code and behind links."""
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    return {*links, *(name.rstrip("./") for name in re.findall(NAME, code(text)))}


def missing(document: Path) -> Iterator[str]:
    known = {path.relative_to(ROOT).as_posix() for path in files("*")}
    known |= {folder.as_posix() for path in known for folder in Path(path).parents}
    for name in sorted(named(document.read_text())):
        # A module may be named without its suffix, or with a function of it.
        meant = (name, f"{name}.py", f"{name.rpartition('.')[0]}.py")
        is_known = any(f"/{one}".endswith(f"/{path}") for one in known for path in meant)
        if not is_known and not (document.parent / name).exists() and not name.startswith(MADE):
            yield name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_names_files_that_are_there(name: str):
    assert list(missing(ROOT / name)) == []


def test_every_target_of_make_says_what_it_does():
    assert set(re.findall(r"^\.PHONY: ([a-z-]+)$", MAKEFILE, re.MULTILINE)) == TARGETS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_names_targets_that_are_there(name: str):
    asked = re.findall(r"(?:^|[`;&] ?|\S=\S+ )make ([a-z-]+)", code((ROOT / name).read_text()), re.MULTILINE)
    assert set(asked) <= TARGETS


def test_what_is_not_there_is_found(tmp_path: Path):
    document = tmp_path / "x.md"
    document.write_text(
        "[a](gone.md) and `services/gone.py`, `infra/gone/`, `gone.py: f`, not gone.py, and\n"
        "```\npython docs/gone.py\n```\n"
        "`services/photos/access.py`, `models/base.fetch`, `tests/kit`, `access.py: may_see` and `docs/` are there;\n"
        "`/infra/x.py`, `models/<x>.py`, `posts.publish`, `Mastodon.py` and `media/x` are none of ours.\n"
    )
    assert list(missing(document)) == ["docs/gone.py", "gone.md", "gone.py", "infra/gone", "services/gone.py"]


def test_each_setting_of_an_operator_is_described():
    # What a deployment finds out, and what Lambda and Chalice say of themselves.
    found_out = {"ORIGINALS_BUCKET", "RENDITIONS_BUCKET", "DISTRIBUTION_ID", "EDGE_KEY_ID", "AWS_ENDPOINT_URL"}
    found_out |= {"STRIPE_URL", "_HANDLER", "AWS_CHALICE_CLI_MODE"}
    # The timeouts of the functions stand in the template and follow these.
    bound = {"DEADLINE_SECONDS", "STRIPE_DEADLINE_SECONDS"}
    settings = set(re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', (ROOT / "chalicelib/config.py").read_text()))
    described = set(re.findall(r"\b[A-Z_]{4,}\b", (ROOT / "docs/deploying.md").read_text()))
    assert len(settings) > 40
    assert settings - found_out - bound - described == set()
