"""JSON's `null`, and an empty number, count as left out: what Rails makes of both, and clients' libraries send."""

from typing import Any

import pytest

from chalicelib.errors import Unprocessable
from chalicelib.schemas.money.funding.campaigns import RewardEditForm, RewardForm
from chalicelib.schemas.money.selling.subscriptions import GiftForm, TipForm
from chalicelib.schemas.money.selling.tiers import TierChangeForm
from chalicelib.schemas.talk.push import AlertsForm
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token


def client_and_other() -> tuple[Client, str]:
    return Client(make_token(make_account("anna"))), make_account("ben").id


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/reports", {"account_id": "{other}", "comment": None, "category": None, "forward": None}),
        ("/api/v1/accounts/{other}/mute", {"duration": None, "notifications": None}),
        ("/api/v1/accounts/{other}/note", {"comment": None}),
        ("/api/v1/accounts/{other}/follow", {"reblogs": None, "notify": None}),
    ],
)
def test_null_counts_as_left_out(path: str, body: dict[str, Any]):
    client, other = client_and_other()
    sent = {name: value.format(other=other) if isinstance(value, str) else value for name, value in body.items()}
    without = {name: value for name, value in sent.items() if value is not None}
    first = client.post(path.format(other=other), json=sent)
    again = client.post(path.format(other=other), json=without)
    assert first.status_code == again.status_code == 200, first.text
    assert {**first.json(), "id": "", "created_at": ""} == {**again.json(), "id": "", "created_at": ""}


def test_null_alerts_and_policies_of_pushes_count_as_left_out():
    said = AlertsForm.parse({"data": {"alerts": {"mention": True, "follow": None}, "policy": None}, "policy": None})
    assert (said.of_whom(), said.data.alerts) == ("", {"mention": True})
    assert AlertsForm.parse({"data": None}).alerts() is None


@pytest.mark.parametrize("body", ["duration=", "duration=&notifications=true"])
def test_an_empty_number_in_a_form_counts_as_left_out(body: str):
    client, other = client_and_other()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post(f"/api/v1/accounts/{other}/mute", data=body, headers=headers)
    assert (answer.status_code, answer.json()["muting"], answer.json()["muting_notifications"]) == (200, True, True)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/timelines/public?limit=&only_media=",
        "/api/v2/search?q=anna&limit=&offset=",
        "/api/v1/accounts/search?q=anna&limit=&offset=&following=",
        "/api/v1/directory?offset=&limit=",
    ],
)
def test_empty_parameters_of_an_address_count_as_left_out(path: str):
    client, _ = client_and_other()
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_amount_stays_a_refusal(empty: str | None):
    for form, right in ((TipForm, {"account_id": "1"}), (RewardForm, {"title": "A print"})):
        with pytest.raises(Unprocessable, match="amount"):
            form.parse({**right, "amount": empty})
    # How many there are of what is sold is not guessed either.
    with pytest.raises(Unprocessable, match="months"):
        GiftForm.parse({"tier_id": "1", "account_id": "2", "months": ""})


def test_null_still_takes_away_what_may_be_nothing():
    assert RewardEditForm.parse({"limit": None, "text": None}).changes("UTC") == {"limit": None}
    assert TierChangeForm.parse({"yearly_amount": None}).changes() == {"yearly_amount": None}
