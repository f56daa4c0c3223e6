"""What a deployment would stumble over is said before anything is made, with what to do about it."""

import errno
import shutil
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import NoCredentialsError
from botocore.parsers import ResponseParserError

from infra import __main__, preflight, pythons
from infra.__main__ import main
from infra.preflight import account, machine
from infra.preflight.finding import Finding
from infra.pythons import ToolFailed
from tests.infra.answering import answering, refused, said


def test_without_the_python_of_lambda_it_says_why_that_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pythons, "_candidates", lambda: iter(()))
    stops, text = said(machine.python())
    assert stops
    assert "3.13, the version that Lambda runs" in text


def test_a_disk_that_is_full_is_noticed_before_anything_is_built(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    stops, text = said(machine.disk())
    assert stops
    assert "5 MB free" in text
    assert "can be deleted" in text


def test_a_disk_that_fills_up_meanwhile_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch):
    def full(_: str) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setitem(__main__.VERBS, "deploy", full)
    with pytest.raises(SystemExit, match="The disk is full"):
        main(["deploy", "dev"])


@pytest.mark.parametrize(
    ("named", "text"),
    [(None, "No AWS region is set"), ("eu-west-9", "There is no AWS region 'eu-west-9'. eu-west-")],
)
def test_a_region_that_is_none_stops(monkeypatch: pytest.MonkeyPatch, named: str | None, text: str):
    for name in ("AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    if named:
        monkeypatch.setenv("AWS_DEFAULT_REGION", named)
    assert said(account.region())[0]
    assert text in said(account.region())[1]


def test_a_region_that_there_is_passes():
    assert list(account.region()) == []


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (NoCredentialsError(), "could not be asked who you are"),
        (refused("ExpiredToken", "The token expired"), "refuses these credentials: ExpiredToken"),
        (refused("InvalidClientTokenId", "Invalid"), "Sign in again"),
    ],
)
def test_credentials_that_are_none_stop(monkeypatch: pytest.MonkeyPatch, error: Exception, text: str):
    monkeypatch.setattr(boto3, "client", lambda *_: answering(get_caller_identity=error))
    stops, told = said(account.credentials())
    assert stops
    assert text in told


def test_an_account_that_cannot_be_reached_is_not_asked_further(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(account, "credentials", lambda: [Finding(True, "none")])
    monkeypatch.setattr(account, "look", lambda *_: pytest.fail("it was asked"))
    assert Finding(True, "none") in preflight.look("dev", {})


def test_what_stops_is_all_told_at_once(monkeypatch: pytest.MonkeyPatch):
    found = [Finding(False, "a note"), Finding(True, "one"), Finding(True, "two")]
    monkeypatch.setattr(preflight, "look", lambda *_: found)
    with pytest.raises(ToolFailed, match=r"^one\ntwo$"):
        preflight.stop("dev", {})
    assert preflight.told(found) == "Stops  one\nStops  two\nNote   a note"
    assert preflight.told([]) == "Nothing is missing."


def test_nothing_is_made_where_something_stops(monkeypatch: pytest.MonkeyPatch):
    def stop(*_: Any) -> None:
        raise ToolFailed("no")

    monkeypatch.setattr(preflight, "stop", stop)
    monkeypatch.setattr(__main__, "Deployment", lambda *_: pytest.fail("it was begun"))
    for verb in ("stack", "deploy"):
        with pytest.raises(SystemExit, match=r"It went wrong\. no"):
            main([verb, "dev"])


def test_a_stage_that_there_is_not_is_told_with_those_there_are():
    with pytest.raises(SystemExit, match=r"There is no stage 'staging' in \.chalice/base\.json; it has dev, prod"):
        main(["preflight", "staging"])


PAGE = ResponseParserError("Unable to parse response, invalid XML received: <!doctype html>")


def test_a_page_of_a_proxy_in_place_of_an_answer_stops_where_aws_is_asked_who_calls(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(boto3, "client", lambda *_: answering(get_caller_identity=PAGE))
    stops, told = said(account.credentials())
    assert stops
    assert "doctype" in told


def test_a_look_that_is_not_answered_is_a_note_of_one_line_that_says_which():
    def unanswered() -> Iterator[Finding]:
        raise ResponseParserError("<!doctype html>\n" + "<p>Sign in first.</p>\n" * 20)

    (note,) = account._asked("your permissions", unanswered)
    assert not note.stops
    assert note.text.startswith("This could not be looked up: your permissions. <!doctype html>")
    assert "\n" not in note.text
    assert len(note.text) < 300
