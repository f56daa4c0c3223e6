"""A local AWS that was killed, stopped or had a full disk has all acknowledged writes after a restart."""

import random
import resource
import signal
import sys
from pathlib import Path

import pytest

from local.store.lines import path, written
from tests.local.alone import TABLE, Alone, everything, settle
from tests.local.killed import Writer, fill, row
from tests.local.running import wait_for

pytestmark = pytest.mark.local_aws


def kills(tmp_path: Path, count: int, megabytes: int) -> None:
    alone = Alone(tmp_path / "data")
    try:
        alone.furnish()
        fill(alone, megabytes)
        writer = Writer(alone)
        for _ in range(count):
            killed_at = writer.write_until_killed(random.uniform(1.1, 2.5))
            assert alone.again().is_up, alone.said
            assert writer.missing(killed_at) == []
        assert writer.done
        assert writer.messages
        assert (
            alone.client("dynamodb").describe_table(TableName=TABLE)["Table"]["ItemCount"]
            > megabytes * 1_000_000 / 3100
        )
    finally:
        alone.kill()


def test_three_kills_lose_nothing(tmp_path: Path):
    kills(tmp_path, 3, megabytes=1)


@pytest.mark.kills
def test_twenty_kills_with_fifty_megabytes_lose_nothing(tmp_path: Path):
    kills(tmp_path, 20, megabytes=50)


def test_a_folder_of_before_there_was_a_journal_comes_up(tmp_path: Path):
    folder = tmp_path / "data"
    old = Alone(folder, module="ministack")
    old.furnish()
    old.client("dynamodb").put_item(TableName=TABLE, Item=row("old", "a"))
    old.send("m")
    before = everything(old)
    old.stop()
    assert (folder / "aws" / "dynamodb.json").exists()

    now = Alone(folder)
    try:
        assert everything(now) == before
        now.kill()
        assert everything(now.again()) == before
        assert not (folder / "aws" / "dynamodb.json").exists()
    finally:
        now.kill()


def test_a_kill_while_an_old_folder_is_taken_over_loses_nothing(tmp_path: Path):
    folder = tmp_path / "data"
    old = Alone(folder, module="ministack")
    old.furnish()
    old.client("dynamodb").put_item(TableName=TABLE, Item=row("old", "a"))
    before = everything(old)
    old.stop()
    state = {file: file.read_bytes() for file in (folder / "aws").glob("*.json")}
    Alone(folder).kill()
    # As if killed after the journal was created and before the old files were deleted.
    (folder / "aws" / "shape.json").unlink()
    for file, text in state.items():
        file.write_bytes(text)

    now = Alone(folder)
    try:
        assert now.is_up, now.said
        assert everything(now) == before
    finally:
        now.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets another process's limits")
def test_a_full_disk_is_told_and_nothing_is_lost_when_there_is_room_again(alone: Alone):
    dynamodb = alone.client("dynamodb")
    log = path(alone.folder / "aws" / "journal", "log", 1)
    settle()
    limits = resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, (log.stat().st_size + 500, limits[1]))
    for number in range(20):
        dynamodb.put_item(TableName=TABLE, Item=row(f"n{number:08d}", "a"))
    told = alone.hear()
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, limits)
    over = alone.hear()
    before = everything(alone)

    assert "cannot write to" in told
    assert "writes to" in over
    assert len(before["tables"][TABLE][1]) == 20
    alone.kill()
    assert everything(alone.again()) == before


def test_a_stop_keeps_everything_at_once(alone: Alone):
    alone.client("dynamodb").put_item(TableName=TABLE, Item=row("n", "a"))
    alone.send("m")
    before = everything(alone)

    assert alone.stop() == 0

    assert everything(alone.again()) == before


def test_a_line_that_was_cut_off_stops_nothing_and_a_damaged_one_does(alone: Alone):
    alone.client("dynamodb").put_item(TableName=TABLE, Item=row("n", "a"))
    before = everything(alone)
    log = path(alone.folder / "aws" / "journal", "log", 1)
    alone.kill()
    with log.open("ab") as end:
        end.write(written([(("item", "x"), 1)])[:-3])
    assert everything(alone.again()) == before
    alone.kill()

    broken = bytearray(log.read_bytes())
    broken[12] ^= 1
    log.write_bytes(bytes(broken) + written([(("item", "x"), 1)]))
    damaged = log.read_bytes()

    assert "cannot read its state" in alone.again().said
    assert log.read_bytes() == damaged
    wait_for(lambda: alone.process.poll() is not None)
    assert alone.process.returncode not in {0, -signal.SIGKILL}
