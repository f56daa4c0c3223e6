"""Signing in: equal work and equal answers, whoever is asked about, and only so many tries."""

from contextlib import suppress
from typing import Literal

import pytest
import time_machine
from argon2 import PasswordHasher

from chalicelib import config
from chalicelib.errors import TooManyRequests
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.door import devices
from chalicelib.services.people import passwords, sessions
from tests.kit.factories import make_account
from tests.kit.recorder import record_calls

PASSWORD = "correct horse battery"
HERE = "192.0.2.1"


def account_of(found: Credential | None) -> str | None:
    return found.account_id if found else None


class Counter(PasswordHasher):
    """Counts verifications, by the parameters of the hash."""

    def __init__(self) -> None:
        super().__init__(time_cost=2, memory_cost=19456, parallelism=1)
        self.work: list[str] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - the name is argon2's
        self.work.append(str(hash).split("$")[3])
        return super().verify(hash, password)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    counter = Counter()
    monkeypatch.setattr(passwords, "_hasher", counter)
    return counter


@pytest.mark.parametrize("name", ["anna", " @Anna ", "ANNA@example.com"])
def test_a_name_in_any_of_its_forms_and_the_password_sign_in(name: str) -> None:
    account = make_account("anna", password=PASSWORD)
    assert account_of(sessions.sign_in(name, PASSWORD, HERE)) == account.id


def test_known_and_unknown_names_cost_the_same(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = record_calls(monkeypatch)
    make_account("anna", password=PASSWORD)
    trips = []
    for name in ("anna", "anna@example.com", "nobody", "nobody@example.com", "", "@", "x" * 5000):
        calls.clear()
        assert sessions.sign_in(name, "wrong", HERE) is None
        trips.append([name for name, _ in calls])
    assert counter.work == ["m=19456,t=2,p=1"] * 7
    assert all(one == trips[0] for one in trips)


def test_the_dummy_is_made_as_todays_hashes_are() -> None:
    assert not passwords.is_outdated(passwords.DUMMY_HASH)
    assert passwords.hash_password("x").split("$")[1:4] == ["argon2id", "v=19", "m=19456,t=2,p=1"]
    assert not passwords.matches("x", None)


@pytest.mark.parametrize("name", ["anna", "nobody"])
@pytest.mark.parametrize("is_one_address", [True, False])
def test_a_limit_is_the_same_for_known_and_unknown_and_hides_a_right_password(
    counter: Counter, name: str, is_one_address: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME", 12)
    make_account("anna", password=PASSWORD)
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        for number in range(config.SIGN_INS_PER_NAME_AND_ADDRESS if is_one_address else config.SIGN_INS_PER_NAME):
            assert sessions.sign_in(name, "wrong", HERE if is_one_address else f"198.51.100.{number}") is None
        counter.work.clear()
        for password in ("wrong", PASSWORD):
            with pytest.raises(TooManyRequests) as refused:
                sessions.sign_in(name, password, HERE)
            assert refused.value.headers["Retry-After"] == "900"
        assert counter.work == []  # The try was counted before the password was looked at.
        clock.shift(900)
        assert (sessions.sign_in(name, PASSWORD, HERE) is not None) is (name == "anna")


def test_an_address_gets_only_so_many_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "SIGN_INS_PER_ADDRESS", 3)
    make_account("anna", password=PASSWORD)
    for number in range(3):
        sessions.sign_in(f"person{number}", "wrong", HERE)
    with pytest.raises(TooManyRequests):
        sessions.sign_in("anna", PASSWORD, HERE)
    assert sessions.sign_in("anna", PASSWORD, "198.51.100.7") is not None


def test_a_strangers_guesses_do_not_shut_the_owner_out_elsewhere() -> None:
    account = make_account("anna", password=PASSWORD)
    for _ in range(config.SIGN_INS_PER_NAME_AND_ADDRESS + 1):
        with suppress(TooManyRequests):
            sessions.sign_in("anna", "wrong", "198.51.100.7")
    with pytest.raises(TooManyRequests):
        sessions.sign_in("anna", PASSWORD, "198.51.100.7")
    assert account_of(sessions.sign_in("anna", PASSWORD, HERE)) == account.id


@pytest.mark.parametrize("limit", ["SIGN_INS_PER_ADDRESS", "SIGN_INS_PER_NAME", "SIGN_INS_PER_NAME_AND_ADDRESS"])
def test_a_device_that_signed_in_before_gets_through_whatever_others_guess(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, other = make_account("anna", password=PASSWORD), make_account("bela", password=PASSWORD)
    assert account_of(sessions.sign_in("anna", PASSWORD, HERE, "phone")) == account.id
    monkeypatch.setattr(config, limit, 1)
    for name in ("anna", "bela"):
        assert sessions.sign_in(name, "wrong", HERE) is None if name == "anna" else True
        with pytest.raises(TooManyRequests):
            [sessions.sign_in(name, "wrong", HERE) for _ in range(2)]

    assert account_of(sessions.sign_in("anna", PASSWORD, HERE, "phone")) == account.id
    for device in ("", "laptop"):
        with pytest.raises(TooManyRequests):
            sessions.sign_in("anna", PASSWORD, HERE, device)
    with pytest.raises(TooManyRequests):  # It is known to one account, and to no other.
        sessions.sign_in("bela", PASSWORD, HERE, "phone")
    assert Credential.find(other.id).devices == {}


def test_a_known_device_may_not_guess_for_ever_either() -> None:
    make_account("anna", password=PASSWORD)
    sessions.sign_in("anna", PASSWORD, HERE, "phone")
    for _ in range(config.SIGN_INS_PER_DEVICE):
        assert sessions.sign_in("anna", "wrong", HERE, "phone") is None
    with pytest.raises(TooManyRequests):
        sessions.sign_in("anna", PASSWORD, HERE, "phone")


def test_a_wrong_password_makes_no_device_known() -> None:
    account = make_account("anna", password=PASSWORD)
    sessions.sign_in("anna", "wrong", HERE, "phone")
    assert Credential.find(account.id).devices == {}


def test_the_ten_newest_devices_are_known_and_none_is_stored_in_the_clear() -> None:
    account = make_account("anna", password=PASSWORD)
    for number in range(12):
        with time_machine.travel(1_800_000_000 + number, tick=False):
            devices.remember(Credential.find(account.id), f"device{number}")
    held = Credential.find(account.id)
    assert [number for number in range(12) if held.knows_device(f"device{number}")] == list(range(2, 12))
    assert not any("device" in one for one in held.devices)


def test_right_passwords_use_up_no_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "SIGN_INS_PER_ADDRESS", 2)
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME", 2)
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME_AND_ADDRESS", 2)
    make_account("anna", password=PASSWORD)
    for _ in range(4):
        assert sessions.sign_in("anna", PASSWORD, HERE)


def test_a_hash_of_older_parameters_is_replaced() -> None:
    account = make_account("anna")
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    Credential.find(account.id).replace_hash(old)

    assert account_of(sessions.sign_in("anna", PASSWORD, HERE)) == account.id

    new = Credential.find(account.id).password_hash
    assert new.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert account_of(sessions.sign_in("anna", PASSWORD, HERE)) == account.id


def test_a_hash_that_cannot_be_read_lets_nobody_in() -> None:
    account = make_account("anna")
    Credential.find(account.id).replace_hash("not a hash")
    assert sessions.sign_in("anna", "not a hash", HERE) is None
