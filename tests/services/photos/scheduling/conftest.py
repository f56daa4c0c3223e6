"""A clock that stands still, and who schedules."""

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from tests.kit.events import empty_queues
from tests.kit.factories import make_account
from tests.kit.killing import ALL_WRITES, Killer, make_killer
from tests.kit.money.paid import empty_bucket, let_sell
from tests.services.photos.scheduling.later import Clock


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    empty_bucket()
    empty_queues()
    made = Clock()
    monkeypatch.setattr(base, "clock", lambda: made.at)
    return made


@pytest.fixture
def anna() -> Account:
    account = make_account("anna")
    let_sell(account)
    return account


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Killer:
    return make_killer(monkeypatch, ALL_WRITES)
