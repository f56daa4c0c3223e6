"""Begin each test with no mail sent; somebody, signed in in a browser; and a clock that stands still."""

import pytest

from chalicelib.models.people.accounts import Account
from tests.kit.browsers import Browser, Clock
from tests.kit.factories import make_account
from tests.kit.mails import forget_mails
from tests.kit.oauth import PASSWORD


@pytest.fixture(autouse=True)
def _no_mails() -> None:
    forget_mails()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def anna() -> Account:
    return make_account("anna", password=PASSWORD)


@pytest.fixture
def browser(anna: Account) -> Browser:
    found = Browser()
    assert found.sign_in(anna.handle, PASSWORD).status_code == 200
    return found
