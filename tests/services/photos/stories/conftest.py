"""Anna, who has stories, Ben, who follows her, and a bucket with no files of another test."""

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.services.photos import timelines
from tests.kit.factories import make_account
from tests.kit.money.paid import empty_bucket


@pytest.fixture(autouse=True)
def _empty() -> None:
    empty_bucket()


@pytest.fixture
def anna() -> Account:
    return make_account("anna")


@pytest.fixture
def ben(anna: Account) -> Account:
    """Somebody who follows Anna."""
    ben = make_account("ben")
    timelines.follow(ben.id, anna.id)
    return ben
