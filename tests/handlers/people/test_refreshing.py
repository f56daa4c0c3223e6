"""Refresh tokens: one pair at a time, which whoever asks twice at once is told twice, and no reuse later."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib import config
from chalicelib.models.people.oauth import AccessToken
from chalicelib.models.people.sessions import IDLE_SECONDS, LASTING_SECONDS, REFRESHED_SECONDS, Session
from chalicelib.services.people import tokens
from chalicelib.services.people.apps import Registered
from infra.tables import tables
from tests.kit.factories import make_account, make_app
from tests.kit.oauth import PASSWORD, REDIRECT, ask_of, code_of, exchange, exchange_code, works

NOON = 1_800_000_000


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as found:
        yield found


@pytest.fixture
def made(clock: time_machine.Traveller) -> Registered:
    make_account("anna", password=PASSWORD)
    return make_app("read write", REDIRECT)


@pytest.fixture
def first(made: Registered) -> dict[str, str]:
    return dict(exchange_code(made, code_of(ask_of(made), "anna")).json())


def refresh(made: Registered, token: dict[str, str], **fields: str) -> dict[str, str]:
    return dict(exchange(made, grant_type="refresh_token", refresh_token=token["refresh_token"], **fields).json())


def test_who_asks_twice_within_ten_seconds_is_told_the_same(
    made: Registered, first: dict[str, str], clock: time_machine.Traveller
) -> None:
    second = refresh(made, first, scope="read")
    clock.shift(9.9)
    again = [refresh(made, first), refresh(made, first, scope="write")]

    assert again == [second, second]
    assert works(second["access_token"])
    assert not works(first["access_token"])
    assert (Session.count(), AccessToken.count()) == (1, 1)
    third = refresh(made, second)
    assert works(third["access_token"])


def test_a_refresh_token_used_again_later_ends_the_session(
    made: Registered, first: dict[str, str], clock: time_machine.Traveller
) -> None:
    second = refresh(made, first)
    clock.shift(10)

    assert refresh(made, first)["error"] == "invalid_grant"
    assert not works(second["access_token"])
    assert refresh(made, second)["error"] == "invalid_grant"
    assert Session.count() == 0


def test_only_the_immediate_predecessor_is_tolerated(made: Registered, first: dict[str, str]) -> None:
    second = refresh(made, first)
    third = refresh(made, second)

    assert refresh(made, first)["error"] == "invalid_grant"
    assert not works(third["access_token"])


def test_what_was_replaced_is_worth_nothing_to_another_app(made: Registered, first: dict[str, str]) -> None:
    second = refresh(made, first)

    assert refresh(make_app(), first)["error"] == "invalid_grant"
    assert works(second["access_token"])


def test_of_those_who_read_at_once_one_writes_and_all_are_told_the_same(
    made: Registered, first: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Session.find(first["refresh_token"].partition(".")[0])
    second = refresh(made, first)
    real, stale = Session.find, [seen]  # Read before the other one wrote.
    monkeypatch.setattr(Session, "find", lambda key: stale.pop() if stale else real(key))

    assert refresh(made, first) == second
    assert works(second["access_token"])


def test_no_refresh_token_is_stored_in_the_clear(made: Registered, first: dict[str, str]) -> None:
    second = refresh(made, first)
    stored = repr([item.serialize() for model in tables() for item in model.scan()])

    for token in (first, second):
        assert token["access_token"] not in stored
        assert token["refresh_token"].partition(".")[2] not in stored


def test_sixteen_at_once_are_told_the_same_which_works(made: Registered, first: dict[str, str]) -> None:
    fields = {
        "grant_type": "refresh_token",
        "refresh_token": first["refresh_token"],
        "client_id": made.app.client_id,
        "client_secret": made.secret,
    }
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda _: tokens.exchange(fields, "192.0.2.1"), range(16)))

    assert {token["access_token"] for token in told} == {told[0]["access_token"]}
    assert works(told[0]["access_token"])
    assert (Session.count(), AccessToken.count()) == (1, 1)


def test_a_token_ends_once_its_app_has_shown_that_it_can_refresh(
    made: Registered, first: dict[str, str], clock: time_machine.Traveller
) -> None:
    assert "expires_in" not in first
    clock.shift(REFRESHED_SECONDS * 100)
    assert works(first["access_token"])
    second = refresh(made, first)
    assert int(second["expires_in"]) == REFRESHED_SECONDS
    clock.shift(REFRESHED_SECONDS - 1)
    assert works(second["access_token"])
    clock.shift(1)
    assert not works(second["access_token"])
    assert works(refresh(made, second)["access_token"])


def test_an_app_of_pixelfeds_is_told_of_an_end_that_comes(
    made: Registered, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> None:
    # It keeps the number before it goes on, and fails where there is none.
    monkeypatch.setattr(config, "POSE_AS_PIXELFED", True)
    code, other = code_of(ask_of(made), "anna"), code_of(ask_of(made), "anna")
    told, kept = exchange_code(made, code).json(), exchange_code(made, other).json()

    assert told["expires_in"] == LASTING_SECONDS
    clock.shift(LASTING_SECONDS - 1)
    assert works(told["access_token"])
    clock.shift(1)
    assert not works(told["access_token"])
    assert int(refresh(made, kept)["expires_in"]) == REFRESHED_SECONDS


def test_a_session_that_nobody_refreshed_for_very_long_is_over(
    made: Registered, first: dict[str, str], clock: time_machine.Traveller
) -> None:
    second = refresh(made, first)
    clock.shift(IDLE_SECONDS)
    assert refresh(made, second)["error"] == "invalid_grant"
    assert Session.count() == 0
