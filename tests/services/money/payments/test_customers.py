"""One customer at Stripe for each account."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.payments.customers import Customer
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
    assert made == [{"key": f"customer:{account.id}", "email": "anna@example.com", "account_id": account.id}]


def test_a_call_that_comes_second_takes_the_customer_that_is_there(
    made: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    account = make_account()
    monkeypatch.setattr(Customer, "of", lambda account_id: None)
    assert [customers.find_or_create(account.id) for _ in range(2)] == ["cus_1", "cus_1"]
