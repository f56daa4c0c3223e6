"""No text that a person types has a control character, whichever field of whichever form it comes by."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.errors import RossgramError
from chalicelib.schemas.base import CONTROL, Form
from chalicelib.schemas.money.funding.campaigns import CampaignForm, RewardForm
from chalicelib.schemas.people.credentials import CredentialsForm, SourceForm
from chalicelib.schemas.photos.drafts import MediaChange, StatusForm
from chalicelib.schemas.photos.media import DescribeForm
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.schemas.test_hostile_values import forms

CONTROLS = ("\0", "\1", "\b", "\v", "\f", "\x1b", "\x7f", "\x85", "\x9f", "\ud800")
# Several lines, a tab, marks of direction, a joiner and a mark of order are what people write.
WORDS = "\ufeffTwo lines\r\nand a\ttab, \u202bعربى\u202c, 👩\u200d👩\u200d👧"
PROSE = (
    *(
        (StatusForm, "status"),
        (StatusForm, "spoiler_text"),
        (DescribeForm, "description"),
        (MediaChange, "description"),
    ),
    *((CredentialsForm, "note"), (CampaignForm, "story"), (RewardForm, "text")),
)
LINES = ((StatusForm, "language"), (SourceForm, "language"))


def taken(form: type[Form], name: str, value: Any) -> Any:
    """Return what a form makes of one of its fields, without the others; None where it refuses the value."""
    form.model_rebuild()
    made = form.model_construct()
    try:
        form.__pydantic_validator__.validate_assignment(made, name, value)
    except (ValidationError, RossgramError):
        return None
    return getattr(made, name)


def texts(value: Any) -> list[str]:
    """Return every text within a value."""
    if isinstance(value, Form):
        return texts(value.model_dump())
    if isinstance(value, dict | list | tuple):
        return [text for one in (value.values() if isinstance(value, dict) else value) for text in texts(one)]
    return [value] if isinstance(value, str) else []


def fields() -> list[tuple[type[Form], str]]:
    """Return every field of every form."""
    every: list[type[Form]] = [Form, *forms()]
    return [(form, name) for form in every for name in form.model_fields]


@pytest.mark.parametrize(("form", "name"), fields(), ids=lambda part: getattr(part, "__name__", part))
def test_no_field_of_any_form_takes_a_control_character(form: type[Form], name: str):
    for text in (*CONTROLS, *(f"1{control}2" for control in CONTROLS)):
        for value in (text, [text], ["1", text], {"0": text}, [{"id": text, "name": text, "title": text}]):
            found = [one for one in texts(taken(form, name, value)) if CONTROL.search(one)]
            assert found == [], (form, name, value)


@pytest.mark.parametrize(("form", "name"), PROSE, ids=lambda part: getattr(part, "__name__", part))
def test_what_people_write_is_taken_as_it_is(form: type[Form], name: str):
    assert taken(form, name, WORDS) == WORDS


@pytest.mark.parametrize(("form", "name"), LINES, ids=lambda part: getattr(part, "__name__", part))
def test_a_language_is_one_line(form: type[Form], name: str):
    assert taken(form, name, "de\nen") is None
    assert taken(form, name, "\nde") is None
    assert taken(form, name, "zh-Hant") == "zh-Hant"


def test_a_control_character_is_refused_with_the_name_of_its_field():
    client = Client(make_token(make_account(), "write"))
    answer = client.post("/api/v1/statuses", json={"status": "A walk\0", "language": "e\1n"})
    assert answer.status_code == 422
    said = answer.json()["error"]
    assert "status: " in said
    assert "language: " in said
    assert "without control characters" in said
