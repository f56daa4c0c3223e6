"""Devices that sign in at once, or while the password changes: whoever knows the password of now is known, no other."""

import pytest

from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door.credentials import change_password
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people import passwords
from chalicelib.services.people.door import devices, links
from tests.kit.factories import make_account

HERE = "192.0.2.1"


@pytest.fixture
def anna() -> Account:
    account = make_account("anna", password="correct horse battery")
    devices.meet(Credential.find(account.id), "phone", HERE)
    return account


def told_of_new() -> int:
    return sum(mail.template == "new_sign_in" for mail in Mail.scan())


def known(account: Account, *names: str) -> list[str]:
    held = Credential.find(account.id)
    return [name for name in names if held.knows_device(name)]


def test_two_devices_that_sign_in_at_once_are_both_known_and_each_is_told_of_once(anna: Account):
    read = Credential.find(anna.id)
    for device in ("laptop", "tablet", "tablet"):
        devices.meet(read, device, HERE)
    assert known(anna, "phone", "laptop", "tablet") == ["phone", "laptop", "tablet"]
    assert told_of_new() == 2


def test_the_first_two_devices_of_an_account_are_both_known():
    ben = make_account("ben")
    read = Credential.find(ben.id)
    for device in ("phone", "laptop"):
        devices.meet(read, device, HERE)
    assert known(ben, "phone", "laptop") == ["phone", "laptop"]


def test_a_sign_in_with_the_password_of_before_makes_no_device_known(anna: Account):
    read = Credential.find(anna.id)
    mail = links.told(read, "password_changed", "1", link=links.FORGOTTEN)
    change_password(read, passwords.hash_password("another horse battery"), mail)
    devices.meet(read, "laptop", HERE)
    assert Credential.find(anna.id).devices == {}
    assert not told_of_new()
