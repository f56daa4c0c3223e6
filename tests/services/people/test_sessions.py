"""Signing in: equal work and equal answers, whoever is asked about, and only so many tries."""

from typing import Literal

import pytest
import time_machine
from argon2 import PasswordHasher

from chalicelib import config
from chalicelib.errors import TooManyRequests
from chalicelib.models.people.accounts import Credential
from chalicelib.services.people import passwords, sessions
from tests.kit.factories import make_account
from tests.kit.recorder import record_calls

PASSWORD = "correct horse battery"
HERE = "192.0.2.1"


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
    assert sessions.sign_in(name, PASSWORD, HERE) == account.id


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
def test_a_limit_is_the_same_for_known_and_unknown_and_hides_a_right_password(counter: Counter, name: str) -> None:
    make_account("anna", password=PASSWORD)
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        for number in range(config.SIGN_INS_PER_NAME):
            assert sessions.sign_in(name, "wrong", f"192.0.2.{number}") is None
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


def test_right_passwords_use_up_no_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "SIGN_INS_PER_ADDRESS", 2)
    monkeypatch.setattr(config, "SIGN_INS_PER_NAME", 2)
    make_account("anna", password=PASSWORD)
    for _ in range(4):
        assert sessions.sign_in("anna", PASSWORD, HERE)


def test_a_hash_of_older_parameters_is_replaced() -> None:
    account = make_account("anna")
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    Credential.find(account.id).replace_hash(old)

    assert sessions.sign_in("anna", PASSWORD, HERE) == account.id

    new = Credential.find(account.id).password_hash
    assert new.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert sessions.sign_in("anna", PASSWORD, HERE) == account.id


def test_a_hash_that_cannot_be_read_lets_nobody_in() -> None:
    account = make_account("anna")
    Credential.find(account.id).replace_hash("not a hash")
    assert sessions.sign_in("anna", "not a hash", HERE) is None
