"""People accept the terms that count, and are asked anew when others do."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.door import acceptances
from tests.kit.client import Client
from tests.kit.factories import make_account, make_app, make_token
from tests.kit.oauth import PASSWORD, exchange
from tests.kit.terms import FIRST, LAST, NEXT, NOON, Publish, Turn

OURS = "/api/rossgram/v1/terms"
# When the next ones count.
THEN = NOON + 60 * 86_400


@pytest.mark.parametrize(("shown", "accepted"), [(FIRST, FIRST), ("", None), (NEXT, None), ("2026-11-17", None)])
def test_whoever_signs_up_accepts_the_terms_that_the_form_showed(shown: str, accepted: str | None, publish: Publish):
    publish("One")
    publish("Two", from_=NEXT)
    app = Client(
        exchange(make_app("read write"), grant_type="client_credentials", scope="write").json()["access_token"]
    )
    form = {"username": "anna", "email": "anna@example.com", "password": PASSWORD, "agreement": "true"}
    assert app.post("/api/v1/accounts", json={**form, "terms_day": shown}).status_code == 200
    (credential,) = Credential.scan()
    assert (credential.terms_day, credential.terms_at) == (accepted, NOON if accepted else None)


def test_a_page_that_was_opened_before_terms_counted_accepts_none(publish: Publish):
    page, form = "/oauth/sign_up", {"username": "anna", "email": "anna@example.com", "password": PASSWORD}
    assert "terms_day" not in Client().get(page).text
    publish("One")
    assert Client().post(page, data={**form, "agreement": "true"}).status_code == 200
    assert [one.terms_day for one in Credential.scan()] == [None]
    assert f'<input type="hidden" name="terms_day" value="{FIRST}">' in Client().get(page).text


def test_the_page_of_a_sign_up_says_what_is_agreed_to(publish: Publish):
    page = "/oauth/sign_up"
    assert "/terms" not in Client().get(page).text
    publish("Two", from_=NEXT)
    assert "/terms" not in Client().get(page).text
    publish("One")
    for answer in (Client().get(page), Client().post(page, data={})):
        assert "I agree to the rules and the terms of service of" in answer.text
        assert '<a href="/terms" target="_blank">Terms of service</a>' in answer.text
    assert "условиями использования" in Client().get(page, headers={"Accept-Language": "ru"}).text


def test_new_terms_are_accepted_by_whoever_was_there_before(publish: Publish, clock: Turn):
    anna = make_account()
    me = Client(make_token(anna))
    publish("One")
    publish("Two", from_=NEXT)
    assert me.get(OURS).json() == {"current": FIRST, "upcoming": NEXT, "accepted": None}
    told = {"current": FIRST, "upcoming": NEXT, "accepted": FIRST}
    for _ in range(2):
        assert me.post(OURS, data={"effective_date": FIRST}).json() == told
        assert me.get(OURS).json() == told
    clock(THEN)
    assert me.get(OURS).json() == {"current": NEXT, "upcoming": None, "accepted": FIRST}
    assert me.post(OURS, json={"effective_date": FIRST}).status_code == 422
    assert me.post(OURS, json={"effective_date": NEXT}).json()["accepted"] == NEXT
    credential = Credential.get(anna.id)
    assert (credential.terms_day, credential.terms_at) == (NEXT, THEN)
    assert Client().get(OURS).status_code == 401
    assert Client(make_token(anna, "read")).post(OURS, data={"effective_date": NEXT}).status_code == 403


def test_a_later_acceptance_is_not_replaced_by_an_earlier_one(publish: Publish, clock: Turn):
    anna = make_account()
    me = Client(make_token(anna))
    publish("One")
    publish("Two", from_=NEXT)
    clock(THEN)
    assert me.post(OURS, data={"effective_date": NEXT}).json()["accepted"] == NEXT
    # As a slower worker does, that looked before the next ones began.
    clock(NOON)
    assert me.post(OURS, data={"effective_date": FIRST}).json()["accepted"] == NEXT
    assert not acceptances.note(anna.id, FIRST)
    assert (Credential.get(anna.id).terms_day, Credential.get(anna.id).terms_at) == (NEXT, THEN)


@pytest.mark.parametrize("day", ["", "2026-11-17", NEXT, LAST, "terms", "2026-11-18 ", "x" * 200, ["2026-11-18"], None])
def test_only_terms_that_count_are_accepted(day: Any, publish: Publish):
    me = Client(make_token(make_account()))
    publish("One")
    # Until it begins its words may change, or it is taken back.
    publish("Two", from_=NEXT)
    answer = me.post(OURS, json={"effective_date": day})
    assert answer.status_code in (400, 422), answer.text
    assert me.get(OURS).json()["accepted"] is None
