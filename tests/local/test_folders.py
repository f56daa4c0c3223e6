"""A data folder that cannot be used is reported in one accurate sentence, before anything is started."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ministack.services import ses

from local import folder, lifeline
from local.mails import Mails
from local.problems import Problem
from local.settings import ROOT
from tests.local.running import read_only


def complaint(path: Path) -> str:
    """Return the message that says why a folder cannot be used."""
    with pytest.raises(Problem) as problem, folder.hold(path):
        raise AssertionError
    assert len(str(problem.value).splitlines()) == 1
    return str(problem.value)


@pytest.mark.parametrize("data", ["file", "file/below"])
def test_a_file_in_its_place_is_named(tmp_path: Path, data: str):
    (tmp_path / "file").write_text("")
    wanted = f"The data folder {tmp_path / data} cannot be used, since {tmp_path / 'file'} is a file; "
    assert complaint(tmp_path / data) == wanted + "choose another with DATA=…."


@pytest.mark.parametrize("name", folder.FOLDERS)
def test_a_file_in_the_place_of_one_of_its_folders_is_named(tmp_path: Path, name: str):
    (tmp_path / name).write_text("")
    assert f"since {tmp_path / name} is a file; choose another with DATA=…." in complaint(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("name", [".", *folder.FOLDERS])
def test_a_folder_of_somebody_else_is_named(tmp_path: Path, name: str):
    (tmp_path / name).mkdir(exist_ok=True)
    (tmp_path / name).chmod(0o500)
    assert f"since {tmp_path / name} cannot be written (permission denied)" in complaint(tmp_path)
    (tmp_path / name).chmod(0o700)


def test_a_read_only_folder_is_told(tmp_path: Path):
    program = f"from pathlib import Path; from local import folder; folder.hold(Path({str(tmp_path)!r})).__enter__()"
    said = subprocess.run(
        [*read_only(tmp_path), sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    ).stderr
    reason = f"since {tmp_path} cannot be written (read-only file system); choose another with DATA=…."
    assert f"Problem: The data folder {tmp_path} cannot be used, {reason}" in said


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folder, "LEAST_FREE", 2**60)
    assert f"The disk of the data folder {tmp_path} is full" in complaint(tmp_path)

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "lock"))

    monkeypatch.setattr(os, "open", full)
    assert complaint(tmp_path).endswith("is full; make room, or choose another with DATA=….")


def test_what_goes_wrong_elsewhere_is_not_the_folders_fault(tmp_path: Path):
    with pytest.raises(OSError, match="Cannot allocate memory"), folder.hold(tmp_path):
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))


def test_mails_that_cannot_be_written_are_told_once_and_written_when_they_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mail = {
        "MessageId": "12345678",
        "Timestamp": 0,
        "Subject": "S",
        "Source": "a@x.example",
        "To": [],
        "BodyText": "Hi",
    }
    monkeypatch.setattr(ses, "_sent_emails", type("Sent", (), {"to_dict": lambda _: {"account": [mail]}})())
    told: list[str] = []
    monkeypatch.setattr(lifeline, "tell", told.append)
    place = tmp_path / "mails"
    place.write_text("")
    mails = Mails(place)

    mails.write()
    mails.write()
    assert told == [f"Mails cannot be written to {place} (File exists); each new one tries again."]

    place.unlink()
    mails.write()
    assert [file.read_text().splitlines()[-1] for file in place.iterdir()] == ["Hi"]
