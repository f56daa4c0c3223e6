"""The secret of a second factor lies nowhere in the clear; one from before is sealed when it is used next."""

import pytest

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.gateways import sealing
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.services.people.door import second_factors, totp
from infra.sealing import draw
from infra.tables import tables
from tests.kit.client import Client
from tests.kit.door import NOON, Phone
from tests.kit.factories import make_account, make_token
from tests.kit.oauth import PASSWORD

pytestmark = pytest.mark.usefixtures("still")
FACTOR = "/api/rossgram/v1/two_factor"


def stored() -> str:
    return repr([item.serialize() for model in tables() for item in model.scan()])


def test_it_is_in_no_table_before_and_after_it_is_turned_on(anna: Account, monkeypatch: pytest.MonkeyPatch):
    client = Client(make_token(anna))
    secret = client.post(FACTOR, json={"password": PASSWORD}).json()["secret"]
    assert secret not in stored()
    code = Phone(secret, NOON, monkeypatch).code
    assert client.put(FACTOR, json={"password": PASSWORD, "code": code}).status_code == 200
    assert secret not in stored()
    assert Credential.find(anna.id).totp_secret


def test_one_that_was_stored_in_the_clear_works_and_is_sealed_by_its_next_code(
    anna: Account, monkeypatch: pytest.MonkeyPatch
):
    phone = Phone(totp.new_secret(), NOON, monkeypatch)
    Credential.find(anna.id).update([Credential.totp_secret.set(phone.secret)])
    with pytest.raises(second_factors.WrongCode):
        second_factors.expect(Credential.find(anna.id), "000000")
    second_factors.expect(Credential.find(anna.id), phone.code)
    assert phone.secret not in stored()
    second_factors.expect(Credential.find(anna.id), phone.wait().code)


def test_one_that_was_drawn_in_the_clear_is_sealed_as_it_is_turned_on(anna: Account, monkeypatch: pytest.MonkeyPatch):
    phone = Phone(totp.new_secret(), NOON, monkeypatch)
    Credential.find(anna.id).update([Credential.totp_pending.set(phone.secret)])
    second_factors.turn_on(Credential.find(anna.id), phone.code)
    assert phone.secret not in stored()
    second_factors.expect(Credential.find(anna.id), phone.wait().code)


def test_the_secret_of_one_account_is_worth_nothing_in_the_row_of_another(
    anna: Account, monkeypatch: pytest.MonkeyPatch
):
    """Whoever may write to the table cannot make somebody's second factor their own."""
    ben = make_account()
    phone = Phone(second_factors.draw(Credential.find(ben.id)).secret, NOON, monkeypatch)
    theirs = str(Credential.find(ben.id).totp_pending)
    Credential.find(anna.id).update([Credential.totp_secret.set(theirs)])
    with pytest.raises(Unavailable):
        second_factors.expect(Credential.find(anna.id), phone.code)


def test_all_are_sealed_anew_with_the_newest_key(anna: Account, monkeypatch: pytest.MonkeyPatch):
    phone, ben = Phone(totp.new_secret(), NOON, monkeypatch), make_account()
    old, new = config.SEALING_KEYS, draw()
    Credential.find(anna.id).update([Credential.totp_secret.set(sealing.seal(phone.secret, f"totp:{anna.id}"))])
    Credential.find(ben.id).update([Credential.totp_secret.set(phone.secret)])
    monkeypatch.setattr(config, "SEALING_KEYS", f"{new},{old}")
    assert second_factors.reseal_all() == 2
    monkeypatch.setattr(config, "SEALING_KEYS", new)
    for account in (anna, ben):
        second_factors.expect(Credential.find(account.id), phone.code)
    assert second_factors.reseal_all() == 0
