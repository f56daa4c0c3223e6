"""One customer at Stripe for each account."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.people.accounts import Credential
from chalicelib.services.money.payments import customers
from tests.kit.factories import make_account


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = []

    def create(key: str, **fields: Any) -> dict[str, Any]:
        calls.append({"key": key, **fields})
        return {"id": f"cus_{len(calls)}"}

    monkeypatch.setattr(payments, "create_customer", create)
    return calls


def test_a_customer_is_made_once_under_the_account_s_key(made: list[dict[str, Any]]):
    account = make_account("anna")
    assert [customers.find_or_create(account.id) for _ in range(2)] == ["cus_1", "cus_1"]
    [call] = made
    assert call.pop("key").startswith(f"customer:{account.id}:")
    assert call == {"email": "anna@example.com", "account_id": account.id}


def test_a_call_that_comes_second_takes_the_customer_that_is_there(
    made: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    account = make_account()
    monkeypatch.setattr(Customer, "of", lambda account_id: None)
    assert [customers.find_or_create(account.id) for _ in range(2)] == ["cus_1", "cus_1"]


def test_a_call_with_another_e_mail_address_has_another_key(
    made: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    account = make_account("anna")
    # A crash before the row was written, and a new address within the day that Stripe keeps the key.
    monkeypatch.setattr(Customer, "create", lambda _: False)
    monkeypatch.setattr(Customer, "find", lambda _: Customer(account.id, stripe_customer_id="cus_1"))
    customers.find_or_create(account.id)
    Credential(account.id).update([Credential.email.set("new@example.com")])
    customers.find_or_create(account.id)
    assert len({call["key"] for call in made}) == len(made) == 2
