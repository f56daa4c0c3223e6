"""A choice that is sent empty is none, as Rails reads it; a text of one line has no line break, at its end neither."""

from typing import Any

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_token

PROFILE = "/api/v1/accounts/update_credentials"


@pytest.fixture
def own() -> Client:
    return Client(make_token(make_account("anna"), "read write follow"))


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("GET", "/api/v1/directory?order=", None),
        ("POST", "/api/v1/lists", {"title": "Family", "replies_policy": ""}),
        ("POST", "/api/v1/reports", {"account_id": "{other}", "rule_ids[]": "", "status_ids[]": ""}),
        ("PATCH", PROFILE, {"source[privacy]": ""}),
        ("PATCH", PROFILE, {"rossgram[tags_from]": ""}),
        ("POST", "/api/v2/filters", {"title": "x", "context[]": "home", "filter_action": ""}),
    ],
)
def test_an_empty_choice_is_none(method: str, path: str, form: Any, own: Client):
    other = make_account("ben").id
    sent = {name: value.format(other=other) for name, value in form.items()} if form else None
    assert own.request(method, path, data=sent).status_code == 200


@pytest.mark.parametrize("word", ["direct", "everybody", " "])
def test_another_word_is_refused(word: str, own: Client):
    assert own.patch(PROFILE, json={"source": {"privacy": word}}).status_code == 422
    assert own.get("/api/v1/directory", params={"order": word}).status_code == 422


@pytest.mark.parametrize("line", ["d\n", "d\r", "\nd", "d\u2028", "d\x85", "d\ne"])
def test_a_line_has_no_line_break_anywhere(line: str, own: Client):
    assert own.patch(PROFILE, json={"source": {"language": line}}).status_code == 422
    assert own.post("/api/v1/statuses", json={"status": "x", "language": line}).status_code == 422
