"""The operator announces by a command, and each reader reads it once."""

import pytest

from chalicelib.models import base
from infra.operate import act
from tests.handlers.entities import faults
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token

ANNOUNCEMENT = {
    **dict.fromkeys(("mentions", "statuses", "tags", "emojis", "reactions"), "list"),
    **dict.fromkeys(("published_at", "updated_at"), "time"),
    **dict.fromkeys(("starts_at", "ends_at"), "time?"),
    "id": "id",
    "content": "text",
    "all_day": "flag",
    "read": "flag",
}
API = "/api/v1/announcements"


@pytest.fixture
def client() -> Client:
    return Client(make_token(make_account()))


def test_what_is_announced_is_shown_until_it_ends(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: 1_795_000_000.0)
    assert client.get(API).json() == []
    assert act.main(["announce", "We <b>move</b> on Sunday"]) == 0
    assert act.main(["announce", "Soon over", "--days", "2"]) == 0
    found = client.get(API).json()
    assert faults(found, [ANNOUNCEMENT]) == []
    assert [one["content"] for one in found] == ["<p>Soon over</p>", "<p>We &lt;b&gt;move&lt;/b&gt; on Sunday</p>"]
    assert (found[0]["ends_at"], found[1]["ends_at"]) == ("2026-11-20T11:06:40.000Z", None)
    monkeypatch.setattr(base, "clock", lambda: 1_795_000_000.0 + 2 * 86400)
    assert [one["id"] for one in client.get(API).json()] == [found[1]["id"]]
    assert Client().get(API).status_code == 401


def test_each_reader_dismisses_an_announcement_for_themselves(client: Client, capsys: pytest.CaptureFixture[str]):
    act.main(["announce", "Hello"])
    (shown,) = client.get(API).json()
    assert shown["read"] is False
    for _ in range(2):
        assert client.post(f"{API}/{shown['id']}/dismiss").json() == {}
    assert client.get(API).json() == [{**shown, "read": True}]
    assert Client(make_token(make_account())).get(API).json() == [shown]
    assert client.post(f"{API}/115000000000000000/dismiss").status_code == 404
    capsys.readouterr()
    assert act.main(["announce"]) == 0
    assert capsys.readouterr().out == f"{shown['id']} Hello\n"
    assert (act.main(["announce", "--remove", shown["id"]]), act.main(["announce", "--remove", "1"])) == (0, 1)
    assert client.get(API).json() == []


@pytest.mark.parametrize("words", [[" "], ["x" * 2001], ["x", "--days", "0"], ["x", "--days", "nan"]])
def test_what_cannot_be_announced_is_not(words: list[str], client: Client):
    assert act.main(["announce", *words]) == 1
    assert client.get(API).json() == []
