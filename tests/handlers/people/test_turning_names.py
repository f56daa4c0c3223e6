"""What people and things are called turns none of the words beside it."""

from typing import Any

import pytest

from chalicelib.schemas.base import Form
from chalicelib.schemas.money.funding.campaigns import CampaignForm, RewardForm, StretchGoalForm
from chalicelib.schemas.money.selling.tiers import TierForm
from chalicelib.schemas.people.oauth import AppForm
from chalicelib.schemas.people.reading.filters import FilterForm
from chalicelib.schemas.people.reading.lists import ListForm
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token

TURNING = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
# Hebrew and Arabic, a mark that turns nothing but itself, a Persian name with a joiner, the flag of England.
KEPT = ["\u05d3\u05d5\u05d3", "\u0639\u0644\u064a\u200f!", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"]
ENGLAND = "\U0001f3f4" + "".join(chr(0xE0000 + ord(one)) for one in "gbeng") + "\U000e007f"


@pytest.mark.parametrize("sign", TURNING)
def test_a_name_loses_what_turns_the_line(sign: str):
    account = make_account()
    client = Client(make_token(account))
    rows = {"0": {"name": f"{sign}Web{sign}", "value": f"a{sign}b"}}
    said: Any = {"display_name": f"{sign}gnp.exe{sign}", "fields_attributes": rows}
    told = client.patch("/api/v1/accounts/update_credentials", json=said).json()
    assert (told["display_name"], told["fields"][0]["name"]) == ("gnp.exe", "Web")
    assert "ab" in told["fields"][0]["value"]
    made: Any = {"title": f"{sign}Walks", "post_ids": [make_post(account).id]}
    assert client.post("/api/rossgram/v1/collections", json=made).json()["title"] == "Walks"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        *((form, "title") for form in (CampaignForm, RewardForm, StretchGoalForm, ListForm, FilterForm)),
        *((AppForm, "client_name"), (TierForm, "name")),
    ],
)
def test_whatever_is_called_something_is_called_that_alone(form: type[Form], field: str):
    made = form.model_construct()
    for sign in TURNING:
        form.__pydantic_validator__.validate_assignment(made, field, f"{sign}Walks{sign}")
        assert getattr(made, field) == "Walks"


@pytest.mark.parametrize("name", [*KEPT, ENGLAND])
def test_what_letters_and_emoji_are_made_of_stays(name: str):
    client = Client(make_token(make_account()))
    said = client.patch("/api/v1/accounts/update_credentials", json={"display_name": name}).json()
    assert said["display_name"] == name
