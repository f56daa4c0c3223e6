"""Who reblogs, and who sees it."""

import pytest

from chalicelib.models.people.accounts import Account
from tests.kit.factories import make_account, make_follow


@pytest.fixture
def anna() -> Account:
    return make_account()


@pytest.fixture
def ben(anna: Account) -> Account:
    """Ben, who reblogs."""
    return make_account()


@pytest.fixture
def cleo(ben: Account) -> Account:
    """Cleo, who follows Ben and nobody else."""
    cleo = make_account()
    make_follow(cleo, ben)
    return cleo
