"""Who publishes photos with files, and what the edge is told of them."""

import pytest

from chalicelib.gateways import edge
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media
from tests.kit.factories import make_account
from tests.kit.money.paid import empty_bucket, let_sell, upload


@pytest.fixture
def anna() -> Account:
    """Return a seller; no file of any photo is there."""
    empty_bucket()
    account = make_account()
    let_sell(account)
    return account


@pytest.fixture
def photo(anna: Account) -> Media:
    return upload(anna)


@pytest.fixture
def purged(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return what the edge was told to forget."""
    folders: set[str] = set()
    monkeypatch.setattr(edge, "purge", folders.update)
    return folders
