"""The operator publishes terms and a privacy policy in versions, and everybody reads those that count."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.models.people.reading.server_texts import ServerText
from infra.operate import act
from tests.handlers.entities import faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.terms import FIRST, LAST, NEXT, NOON, Publish, Turn

TERMS, POLICY = "/api/v1/instance/terms_of_service", "/api/v1/instance/privacy_policy"
OURS, VERSIONS = "/api/rossgram/v1/terms", "/api/rossgram/v1/terms/versions"
RUSSIAN = {"Accept-Language": "ru"}


def contents() -> list[Any]:
    return sorted((row.key, row.part, row.languages, row.html) for row in ServerText.scan())


def test_a_server_without_terms_has_none():
    me = Client(make_token(make_account()))
    assert Client().get(TERMS).status_code == 404
    assert Client().get(f"{TERMS}/{FIRST}").status_code == 404
    assert Client().get(POLICY).json() == {"updated_at": None, "content": ""}
    assert Client().get(VERSIONS).json() == []
    assert me.get(OURS).json() == {"current": None, "upcoming": None, "accepted": None}
    told = Client().get("/api/v2/instance").json()
    assert (told["configuration"]["urls"]["terms_of_service"], told["rossgram"]["terms_day"]) == (None, None)


def test_terms_are_read_in_the_language_of_whoever_asks(publish: Publish):
    assert publish("# Terms\n\nBe *kind*.", "# Условия\n\nБудьте добры.") == 0
    found = Client().get(TERMS).json()
    shape = {"effective_date": "text", "effective": "flag", "content": "text", "succeeded_by": "text?"}
    assert faults(found, shape) == []
    assert found["content"] == "<h1>Terms</h1>\n<p>Be <em>kind</em>.</p>\n"
    assert Client().get(TERMS, headers=RUSSIAN).json()["content"] == "<h1>Условия</h1>\n<p>Будьте добры.</p>\n"
    told = Client().get("/api/v2/instance").json()
    assert told["configuration"]["urls"]["terms_of_service"].endswith("/terms")
    assert told["rossgram"]["terms_day"] == FIRST


def test_a_text_in_one_language_is_read_by_all(publish: Publish):
    assert publish(russian="Без имени.", kind="privacy") == 0
    assert Client().get(POLICY).json() == {"updated_at": "2026-11-18T12:00:00.000Z", "content": "<p>Без имени.</p>\n"}
    assert Client().get(TERMS).status_code == 404


def test_what_acts_or_is_fetched_from_elsewhere_is_left_out(publish: Publish):
    publish("<script>a()</script>\n\n[b](javascript:c) ![d](https://elsewhere.example/e.png) <i>f</i>")
    content = Client().get(TERMS).json()["content"]
    assert "<script" not in content
    assert "<i>" not in content
    assert "elsewhere.example" not in content
    assert 'href="javascript' not in content


def test_each_version_counts_from_its_day_on(publish: Publish, clock: Turn):
    publish("One", from_=FIRST)
    publish("Two", from_=NEXT)
    first = {"effective_date": FIRST, "effective": True, "content": "<p>One</p>\n", "succeeded_by": NEXT}
    assert Client().get(TERMS).json() == first
    second = {"effective_date": NEXT, "effective": False, "content": "<p>Two</p>\n", "succeeded_by": None}
    assert Client().get(f"{TERMS}/{NEXT}").json() == second
    days = [{"effective_date": NEXT, "effective": False}, {"effective_date": FIRST, "effective": True}]
    assert Client().get(VERSIONS).json() == days
    clock(1_797_292_799)
    assert Client().get(TERMS).json() == first
    clock(1_797_292_800)
    assert Client().get(TERMS).json() == {**second, "effective": True}
    assert Client().get(f"{TERMS}/{FIRST}").json() == first
    for odd in ("2026-12-14", "nothing", "terms", f"{NEXT}%2Fen"):
        assert Client().get(f"{TERMS}/{odd}").status_code == 404


def test_terms_to_come_are_read_where_none_count_yet(publish: Publish):
    publish("Two", from_=NEXT)
    publish("Three", from_=LAST)
    assert Client().get(TERMS).json()["effective_date"] == NEXT
    assert Client().get("/api/v2/instance").json()["rossgram"]["terms_day"] is None
    assert Client(make_token(make_account())).get(OURS).json()["upcoming"] == NEXT


def test_a_privacy_policy_to_come_is_not_told_as_the_one_that_counts(publish: Publish, clock: Turn):
    publish("Mine", kind="privacy", from_=NEXT)
    assert Client().get(POLICY).json() == {"updated_at": None, "content": ""}
    clock(1_797_292_800)
    assert Client().get(POLICY).json()["content"] == "<p>Mine</p>\n"


def test_what_has_begun_stays_as_people_read_it(publish: Publish, clock: Turn):
    assert publish("One") == 0
    publish("Two", from_=NEXT)
    assert publish("Two, better", from_=NEXT) == 0
    before = contents()
    assert publish("Another one") == 1
    assert publish(remove=FIRST) == 1
    assert publish("Before", from_="2026-11-17") == 1
    assert contents() == before
    assert Client().get(f"{TERMS}/{NEXT}").json()["content"] == "<p>Two, better</p>\n"
    assert publish(remove=NEXT) == 0
    assert publish(remove=NEXT) == 1
    assert Client().get(f"{TERMS}/{NEXT}").status_code == 404
    clock(NOON + 365 * 86_400)
    assert Client().get(TERMS).json()["content"] == "<p>One</p>\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (" \n", {}),
        ("x" * 300_001, {}),
        ("x", {"from_": "tomorrow"}),
        ("x", {"from_": "2026-13-01"}),
        ("x", {"from_": "2026-11-17"}),
        ("", {"remove": "x"}),
        ("", {"russian": "\n"}),
    ],
)
def test_what_cannot_be_published_is_not(text: str, named: dict[str, str], publish: Publish):
    assert publish(text, **named) == 1
    assert contents() == []


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "photo").write_bytes(b"\xff\xd8\xff")
    for name in ("missing", "photo", "."):
        assert act.main(["publish", "terms", str(tmp_path / name)]) == 1
        assert "cannot be read" in capsys.readouterr().err
    assert contents() == []


def test_the_operator_sees_what_is_published(publish: Publish, capsys: pytest.CaptureFixture[str]):
    assert act.main(["publish"]) == 0
    assert capsys.readouterr().out == "Nothing is published.\n"
    publish("One", "Один")
    publish("Two", from_=NEXT)
    publish("Mine", kind="privacy")
    for words in (["--remove", NEXT], ["--russian", "x"]):
        assert act.main(["publish", *words]) == 1
        assert "terms or privacy" in capsys.readouterr().err
    act.main(["publish"])
    lines = ["terms 2026-12-15 to come, en", "terms 2026-11-18 counts, en ru", "privacy 2026-11-18 counts, en"]
    assert capsys.readouterr().out.splitlines() == lines


@pytest.mark.parametrize(
    "words",
    [
        ["terms", "--from", NEXT],
        ["terms", "--announce"],
        ["terms", "FILE", "--from", LAST, "--remove", NEXT],
        ["--remove", NEXT],
        ["--announce"],
    ],
)
def test_words_that_do_not_go_together_do_nothing(words: list[str], publish: Publish, tmp_path: Path):
    publish("Two", from_=NEXT)
    before = contents()
    assert act.main(["publish", *(str(tmp_path / "text.md") if one == "FILE" else one for one in words)]) == 1
    assert contents() == before
