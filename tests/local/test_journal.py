"""A journal is restored in whatever state it was left, or reported as damaged."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from local.store import compaction
from local.store.journal import Journal
from local.store.lines import Damaged, Values, newest, path
from tests.local.running import wait_for


@pytest.fixture(autouse=True)
def _empty_tables() -> None:
    """Do nothing: these tests do not write to moto's tables."""


def opened(folder: Path, least_folded: int = 1 << 20) -> Journal:
    journal = Journal(folder, least_folded)
    if journal.load() is None:
        journal.begin([])
    journal.open()
    return journal


def written(folder: Path) -> Journal:
    """Return a journal in which keys were added, changed and removed."""
    journal = opened(folder)
    journal.append([(("a",), 1), (("b", "ü"), {"S": "snow ☃"})])
    journal.append([(("a",), 2)])
    journal.append([(("c",), 3)])
    journal.append([(("c",), None)])
    return journal


WRITTEN: Values = {("a",): 2, ("b", "ü"): {"S": "snow ☃"}}


def folded(journal: Journal) -> tuple[int | None, list[int]]:
    """Compact a journal if it is due, and return the names of its files."""
    journal.compact_if_due()
    return newest(journal.folder)


def test_what_was_written_comes_back_without_being_closed(tmp_path: Path):
    written(tmp_path)

    assert Journal(tmp_path).load() == WRITTEN


def test_what_there_was_before_the_journal_is_its_base(tmp_path: Path):
    journal = Journal(tmp_path)
    assert journal.load() is None
    journal.begin([(("old",), 1)])
    journal.open()
    journal.append([(("new",), 2)])

    assert Journal(tmp_path).load() == {("old",): 1, ("new",): 2}


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_line_that_was_cut_off_counts_for_nothing(tmp_path: Path, cut: int):
    journal = written(tmp_path)
    journal.append([(("d",), 4), (("e", "some more that makes it long"), 5)])
    log = path(tmp_path, "log", 1)
    log.write_bytes(log.read_bytes()[:-cut])

    again = opened(tmp_path)
    again.append([(("f",), 6)])

    assert Journal(tmp_path).load() == WRITTEN | {("f",): 6}


def test_zeros_at_the_end_count_for_nothing(tmp_path: Path):
    written(tmp_path)
    with path(tmp_path, "log", 1).open("ab") as log:
        log.write(bytes(5000))

    assert Journal(tmp_path).load() == WRITTEN


@pytest.mark.parametrize("place", [0, 9, 60])
def test_a_damaged_line_with_whole_ones_behind_it_is_told_and_left_alone(tmp_path: Path, place: int):
    written(tmp_path)
    log = path(tmp_path, "log", 1)
    broken = bytearray(log.read_bytes())
    broken[place] ^= 1
    log.write_bytes(broken)

    with pytest.raises(Damaged):
        Journal(tmp_path).load()
    assert log.read_bytes() == broken


def test_a_log_that_is_missing_is_told(tmp_path: Path):
    written(tmp_path)
    path(tmp_path, "log", 1).rename(path(tmp_path, "log", 2))

    with pytest.raises(Damaged):
        Journal(tmp_path).load()


def test_the_logs_are_folded_while_it_is_written(tmp_path: Path):
    journal = opened(tmp_path, least_folded=2000)
    for number in range(100):
        journal.append([((f"key {number % 7}",), number)])
    journal.compact_if_due()
    journal.append([(("meanwhile",), 1), (("key 3",), None)])
    wait_for(lambda: folded(journal) == (1, [2]))
    journal.append([(("afterwards",), 1)])

    kept = {(f"key {number}",): value for number, value in enumerate([98, 99, 93, 94, 95, 96, 97]) if number != 3}
    assert Journal(tmp_path).load() == kept | {("meanwhile",): 1, ("afterwards",): 1}
    assert not path(tmp_path, "log", 1).exists()


def test_a_compaction_that_dies_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    journal = opened(tmp_path, least_folded=500)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    fill(journal)
    journal.compact_if_due()
    wait_for(lambda: folded(journal) and journal._compaction is None)
    assert newest(tmp_path) == (0, [1, 2])

    monkeypatch.undo()
    fill(journal)
    wait_for(lambda: folded(journal) == (2, [3]))
    assert Journal(tmp_path).load() == {(f"key {number}",): number for number in range(50)}


def fill(journal: Journal) -> None:
    for number in range(50):
        journal.append([((f"key {number}",), number)])


@pytest.mark.parametrize("step", ["the part is half written", "the part is whole", "the base is in place"])
def test_a_kill_in_the_middle_of_a_compaction_loses_nothing(tmp_path: Path, step: str):
    journal = written(tmp_path)
    part = tmp_path / "base-1.part-7"
    compaction.fold(tmp_path, 1, part)
    if step == "the part is half written":
        part.write_bytes(part.read_bytes()[:20])
    if step == "the base is in place":
        part.rename(path(tmp_path, "base", 1))
        # Its log still exists, and so does the older base.
    journal.close()

    again = opened(tmp_path)
    again.append([(("f",), 6)])

    assert Journal(tmp_path).load() == WRITTEN | {("f",): 6}
    assert not list(tmp_path.glob("*.part*"))


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Limit the size of the files that this process writes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_what_it_did_not_take_is_written_later(tmp_path: Path):
    journal = written(tmp_path)
    with full_disk(path(tmp_path, "log", 1).stat().st_size + 10):
        journal.append([(("d",), "x" * 50)])
        journal.append([(("e",), 5)])
        assert not journal.sync()
        assert journal.trouble
        # A kill at this moment leaves half a line.
        killed = path(tmp_path, "log", 1).read_bytes()

    assert journal.sync()
    assert Journal(tmp_path).load() == WRITTEN | {("d",): "x" * 50, ("e",): 5}

    path(tmp_path, "log", 1).write_bytes(killed)
    assert Journal(tmp_path).load() == WRITTEN


def test_a_disk_too_full_for_a_compaction_loses_nothing(tmp_path: Path):
    journal = opened(tmp_path, least_folded=500)
    fill(journal)
    # The compaction process inherits the limit.
    with full_disk(200):
        journal.compact_if_due()
        wait_for(lambda: folded(journal) and journal._compaction is None)
    journal.append([(("afterwards",), 1)])

    assert newest(tmp_path) == (0, [1, 2])
    assert Journal(tmp_path).load() == {(f"key {n}",): n for n in range(50)} | {("afterwards",): 1}
