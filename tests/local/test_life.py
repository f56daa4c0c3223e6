"""A local stack starts, stops and restarts, and reports in one sentence why it cannot."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from tests.local.running import Running, free_port, is_alive, wait_for

pytestmark = pytest.mark.local_aws

Start = Callable[..., Running]


def lookup(running: Running, handle: str) -> int:
    return requests.get(f"{running.url}/api/v1/accounts/lookup", params={"acct": handle}, timeout=60).status_code


def complaint(running: Running) -> str:
    """Return the message that a stack ended with."""
    assert running.process.wait(120) == 1
    lines = running.said().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_what_was_written_is_there_after_a_restart(start: Start, number: signal.Signals):
    first = start().wait_until_ready()
    first.sign_up("anna")
    children = first.children()
    assert set(children) == {"local.aws", "local.api", "local.worker", "local.stripe"}

    assert first.stop(number) == 0

    assert not any(map(is_alive, children.values()))
    assert lookup(start().wait_until_ready(), "anna") == 200


def test_a_killed_stack_leaves_no_child_and_loses_nothing(start: Start):
    first = start().wait_until_ready()
    first.sign_up("anna")
    children = first.children()

    first.process.kill()
    first.process.wait()

    wait_for(lambda: not any(map(is_alive, children.values())))
    assert lookup(start().wait_until_ready(), "anna") == 200


def test_a_stack_that_is_killed_with_all_its_children_loses_nothing(start: Start):
    first = start().wait_until_ready()
    first.sign_up("anna")

    for pid in (*first.children().values(), first.process.pid):
        os.kill(pid, signal.SIGKILL)
    first.process.wait()

    assert lookup(start().wait_until_ready(), "anna") == 200


def test_a_local_aws_that_is_killed_stops_the_stack_with_a_sentence(start: Start):
    running = start().wait_until_ready()

    os.kill(running.children()["local.aws"], signal.SIGKILL)

    assert running.process.wait(120) == 1
    assert "The aws process ended" in running.said()


def test_a_worker_and_an_api_that_die_are_started_again(start: Start):
    running = start().wait_until_ready()
    before = running.children()

    for name in ("local.worker", "local.api"):
        os.kill(before[name], signal.SIGKILL)

    names = {"local.worker", "local.api"}
    wait_for(lambda: {name for name, pid in running.children().items() if before.get(name) != pid} >= names)
    wait_for(lambda: answers(running))
    assert running.stop() == 0


def answers(running: Running) -> bool:
    try:
        return requests.get(running.url, timeout=60).ok
    except requests.ConnectionError:
        return False


def test_ctrl_c_while_it_starts_leaves_nothing(start: Start):
    running = start()
    wait_for(lambda: len(running.children()) == 5)
    children = running.children()

    assert running.stop(signal.SIGINT) == 0

    assert not any(map(is_alive, children.values()))
    assert start().wait_until_ready().stop() == 0


def test_a_busy_port_is_told(start: Start):
    with socket.create_server(("127.0.0.1", free_port())) as listener:
        port = listener.getsockname()[1]

        assert f"Port {port} is busy" in complaint(start(PORT=str(port)))


def test_a_file_in_the_folders_place_is_told(start: Start, tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")

    assert "cannot be used" in complaint(start(tmp_path / "file"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(start: Start, tmp_path: Path):
    (tmp_path / "locked").mkdir(mode=0o500)

    assert "cannot be used" in complaint(start(tmp_path / "locked"))


def test_two_runs_on_one_folder_are_told(start: Start):
    start().wait_until_ready()

    assert "Another `make run`" in complaint(start())


@pytest.mark.parametrize("name", ["notes.json", "aws/shape.json", "aws/journal/log-1.jsonl"])
def test_a_state_that_cannot_be_read_is_told_and_left_alone(start: Start, name: str):
    first = start().wait_until_ready()
    first.sign_up("anna")
    first.stop()
    broken = first.data / name
    text = broken.read_bytes()
    broken.write_bytes(text[:100] + b"#" + text[101:-10])
    before = broken.read_bytes()

    assert "cannot" in complaint(start())
    assert broken.read_bytes() == before
