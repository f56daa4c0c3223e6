"""Ids of close friends that are nobody's."""

import pytest

from tests.kit.client import Client
from tests.kit.factories import make_account, make_token

PATH = "/api/rossgram/v1/close_friends"


@pytest.mark.parametrize("wrong", ["", "x", "9" * 2000, "÷\U0010228b"])
def test_whoever_is_nobody_is_taken_off_without_a_word_and_not_put_on(wrong: str):
    friend = make_account()
    client = Client(make_token(make_account()))
    assert client.post(PATH, json={"account_ids": [friend.id]}).status_code == 200
    assert client.delete(PATH, params={"account_ids[]": [wrong, ""]}).status_code == 200
    assert client.post(PATH, json={"account_ids": [wrong]}).status_code == 404
    assert [one["id"] for one in client.get(PATH).json()] == [friend.id]
    assert client.delete(PATH, params={"account_ids[]": [wrong, friend.id]}).status_code == 200
    assert client.get(PATH).json() == []
