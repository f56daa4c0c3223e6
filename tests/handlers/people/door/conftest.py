"""Begin each test with no mail sent; somebody, in a browser or with a passkey; and a clock that stands still."""

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account
from chalicelib.services.people.apps import Registered
from tests.kit.browsers import Browser, Clock
from tests.kit.client import Client
from tests.kit.door import NOON
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.mails import forget_mails
from tests.kit.oauth import PASSWORD, REDIRECT
from tests.kit.passkeys import Authenticator, add_passkey


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
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "clock", lambda: float(NOON))


@pytest.fixture
def made() -> Registered:
    return make_app("read write", REDIRECT)


@pytest.fixture
def passkey(anna: Account) -> Authenticator:
    found = Authenticator()
    assert add_passkey(Client(make_token(anna)), found, "Phone").status_code == 200
    return found


@pytest.fixture
def browser(anna: Account) -> Browser:
    found = Browser()
    assert found.sign_in(anna.handle, PASSWORD).status_code == 200
    return found
