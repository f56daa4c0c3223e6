"""An author's defaults decide what a new post says nothing of, and empty parts of a form are no parts."""

from typing import Any

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token

NO_POLLS: tuple[Any, ...] = ("", None, {}, [])
EMPTY: tuple[Any, ...] = ([], [""], ["", " "], None, "")


@pytest.fixture
def anna() -> Client:
    return Client(make_token(make_account("anna")))


def post(client: Client, **form: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/statuses", json={"status": "A walk", **form})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def shown(status: dict[str, Any]) -> tuple[str, bool, str | None]:
    return status["visibility"], status["sensitive"], status["language"]


@pytest.mark.parametrize("way", ["json", "data"])
def test_defaults_are_obeyed_by_the_next_post(anna: Client, way: str):
    wanted: dict[str, Any] = {"privacy": "private", "sensitive": True, "language": "de"}
    flat = {f"source[{name}]": str(value).lower() for name, value in wanted.items()}
    given: dict[str, Any] = {"json": {"source": wanted}} if way == "json" else {"data": flat}
    changed = anna.patch("/api/v1/accounts/update_credentials", **given)

    assert wanted.items() <= changed.json()["source"].items()
    status = post(anna)
    assert shown(status) == ("private", True, "de")
    assert Client().get(f"/api/v1/statuses/{status['id']}").status_code == 404
    assert shown(post(anna, visibility="", sensitive=None, language="")) == ("private", True, "de")


def test_what_a_form_says_goes_before_the_defaults(anna: Client):
    source: dict[str, Any] = {"privacy": "unlisted", "sensitive": True, "language": "de"}
    anna.patch("/api/v1/accounts/update_credentials", json={"source": source})

    assert shown(post(anna, visibility="public", sensitive=False, language="en")) == ("public", False, "en")
    assert shown(post(anna, language="en")) == ("unlisted", True, "en")


def test_without_defaults_a_post_is_public(anna: Client):
    assert shown(post(anna)) == ("public", False, None)
    anna.patch("/api/v1/accounts/update_credentials", json={"source": {"language": ""}})
    assert anna.get("/api/v1/accounts/verify_credentials").json()["source"]["language"] is None
    assert shown(post(anna)) == ("public", False, None)


def test_comments_obey_the_defaults_too(anna: Client):
    anna.patch("/api/v1/accounts/update_credentials", json={"source": {"privacy": "private", "language": "de"}})
    answered = make_post(make_account())
    assert shown(post(anna, in_reply_to_id=answered.id)) == ("private", False, "de")


def test_an_edit_takes_nothing_from_defaults_that_came_later(anna: Client):
    status = post(anna, language="en")
    source: dict[str, Any] = {"privacy": "private", "sensitive": True, "language": "de"}
    anna.patch("/api/v1/accounts/update_credentials", json={"source": source})
    for form in ({"status": "Another", "language": "en"}, {"spoiler_text": ""}):
        assert shown(anna.put(f"/api/v1/statuses/{status['id']}", json=form).json()) == ("public", False, "en")


@pytest.mark.parametrize(
    ("form", "is_sensitive"),
    [
        ({"spoiler_text": "Blood"}, True),
        ({"spoiler_text": "Blood", "sensitive": False}, True),
        ({"spoiler_text": ""}, False),
        ({"spoiler_text": "  "}, False),
        ({"sensitive": True}, True),
    ],
)
def test_a_warning_makes_a_post_sensitive(anna: Client, form: dict[str, Any], is_sensitive: bool):
    assert post(anna, **form)["sensitive"] is is_sensitive
    edited = anna.put(f"/api/v1/statuses/{post(anna)['id']}", json={"status": "A walk", **form})
    assert edited.json()["sensitive"] is is_sensitive


def test_a_warning_that_is_taken_off_leaves_a_post_that_is_not_sensitive(anna: Client):
    status = post(anna, spoiler_text="Blood")
    edited = anna.put(f"/api/v1/statuses/{status['id']}", json={"status": "A walk"}).json()
    assert (edited["spoiler_text"], edited["sensitive"]) == ("", False)


@pytest.mark.parametrize(
    "form",
    [
        *({"scheduled_at": value} for value in ("", None, " ")),
        *({"poll": value} for value in NO_POLLS),
        *({"poll": {"options": value}} for value in EMPTY),
        {"poll": {"options": [], "expires_in": "", "multiple": False, "hide_totals": "false"}},
        {"poll": {"expires_in": 86400, "multiple": False}},
    ],
)
def test_an_empty_date_and_an_empty_poll_are_none(anna: Client, form: dict[str, Any]):
    assert post(anna, **form)["poll"] is None


@pytest.mark.parametrize(
    "form",
    ["scheduled_at=", "poll=", "poll[options][]=", "poll[options][]=&poll[options][]=&poll[expires_in]=86400"],
)
def test_an_empty_date_and_an_empty_poll_of_a_form_are_none(anna: Client, form: str):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert anna.post("/api/v1/statuses", data=f"status=A+walk&{form}", headers=headers).status_code == 200


@pytest.mark.parametrize("form", [{"scheduled_at": "soon"}, {"poll": {"options": ["a", "b"]}}])
def test_what_is_no_date_and_a_poll_without_an_end_are_refused(anna: Client, form: dict[str, Any]):
    assert anna.post("/api/v1/statuses", json={"status": "x", **form}).status_code == 422
