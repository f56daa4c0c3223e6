"""The product's clock can be moved; the time in requests to AWS cannot."""

import time

import pytest

from chalicelib.models import base
from chalicelib.models.people.oauth import AuthorizationCode
from chalicelib.services.people import oauth
from tests.kit.factories import make_account, make_token

YEAR = 365 * 24 * 3600


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> float:
    """Move the product's clock on by a year, and return the wall's time."""
    wall = time.time()
    monkeypatch.setattr(base, "clock", lambda: wall + YEAR)
    return wall


def test_now_and_ids_follow_the_clock(later: float):
    assert base.now() == int(later + YEAR)
    assert abs(base.id_time(base.new_id()) - later - YEAR) < 1
    assert make_account().created_at == int(later + YEAR)


def test_the_walls_clock_stays_where_it_is(later: float):
    assert abs(time.time() - later) < 60


def test_what_is_made_on_a_moved_clock_is_valid_on_it(later: float):
    AuthorizationCode.create("secret", app_id="1", account_id="1", redirect_uri="https://a.example", scopes="read")
    assert AuthorizationCode.find("secret").expires_at.timestamp() == int(later + YEAR) + 600
    account = make_account()
    assert oauth.verify(make_token(account)).account_id == account.id
