"""Ids that anybody may ask for, and that DynamoDB refuses as keys with an error; moto takes them."""

import pytest

from chalicelib.errors import NotFound
from chalicelib.models.base import is_key
from chalicelib.models.money.funding.backings import Backing
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.models.money.selling.tiers import Tier
from tests.kit.recorder import record_calls

NO_KEYS = ["", "a" * 1025, "é" * 700]


@pytest.mark.parametrize("text", NO_KEYS)
def test_what_cannot_be_a_key_is_not_there_and_nobody_is_asked(text: str, monkeypatch: pytest.MonkeyPatch):
    assert not is_key(text)
    calls = record_calls(monkeypatch)
    with pytest.raises(NotFound):
        Pledge.find(text)
    with pytest.raises(Pledge.DoesNotExist):
        Pledge.get(text)
    assert (Tier.held("7", text), Tier.held(text, "7"), PromotionCode.held("7", text)) == (None, None, None)
    assert Backing.of(text or "a" * 2000, "7") is None
    assert calls == []


def test_a_key_as_long_as_dynamodb_takes_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    calls = record_calls(monkeypatch)
    assert Tier.held("7", "a" * 1024) is None
    assert calls
