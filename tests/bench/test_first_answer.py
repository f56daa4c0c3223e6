"""The bench starts every function that is deployed, and names what a figure is to be compared with."""

from pathlib import Path

import pytest

from bench import before, first_answer, package
from infra.package import weights
from infra.package.build import FIGURES
from infra.stages import functions


def test_every_function_but_the_apis_is_started():
    started = (*first_answer.MESSAGES, *first_answer.SCHEDULES)
    assert sorted(started) == sorted(set(functions()) - {"api_handler"})


def test_the_package_is_told_as_it_was_built_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "build_folder", lambda _: tmp_path)
    assert package.run() == [("package", "no package", "`make package STAGE=dev` builds it")]
    lines = ["layer code 3.7 MiB, unpacked 8.4 MiB", *(f"{what} 28.8 MiB of 30" for what in weights.HEAVIEST)]
    (tmp_path / FIGURES).write_text("\n".join(lines))
    rows = package.run()
    assert [row[1:] for row in rows] == [("28.8 MiB", "<= 30 MiB")] * 3
    assert {name for name, *_ in rows} == {name for name in before.FIGURES if name.startswith("package")}
