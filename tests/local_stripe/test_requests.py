"""What every call shares: the key, idempotency, errors, pages, and answers that are lost."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
import stripe

from tests.local.running import wait_for
from tests.local_stripe.running import Local


def test_a_wrong_api_key_is_refused(local: Local):
    with pytest.raises(stripe.AuthenticationError) as caught:
        local.as_client("sk_test_of_somebody_else").customers.list()
    assert caught.value.http_status == 401


def test_an_unknown_account_is_refused(local: Local):
    with pytest.raises(stripe.PermissionError):
        local.client.customers.list({}, {"stripe_account": "acct_nobody"})


def test_a_connected_account_sees_its_own_objects_only(local: Local):
    account = local.client.accounts.create({"type": "express"}).id
    theirs = local.client.customers.create({"name": "theirs"}, {"stripe_account": account})
    with pytest.raises(stripe.InvalidRequestError):
        local.client.customers.retrieve(theirs.id)
    assert local.client.customers.retrieve(theirs.id, {}, {"stripe_account": account}).name == "theirs"


def test_the_same_key_and_request_is_carried_out_once(local: Local):
    mine = {"idempotency_key": "pledge-1", "max_network_retries": 0}
    first = local.client.customers.create({"name": "a"}, mine)
    again = local.client.customers.create({"name": "a"}, mine)
    assert (again.id, again.last_response.headers["Idempotent-Replayed"]) == (first.id, "true")
    assert "Idempotent-Replayed" not in first.last_response.headers


def test_the_same_key_with_another_request_is_refused(local: Local):
    local.client.customers.create({"name": "a"}, {"idempotency_key": "pledge-2"})
    with pytest.raises(stripe.IdempotencyError) as caught:
        local.client.customers.create({"name": "b"}, {"idempotency_key": "pledge-2"})
    assert caught.value.http_status == 400


def test_a_decline_is_replayed_too(local: Local):
    wanted = {"amount": 500, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa_chargeDeclined"}
    said = []
    for _ in range(2):
        with pytest.raises(stripe.CardError) as caught:
            local.client.payment_intents.create(wanted, {"idempotency_key": "pledge-3"})
        said.append(caught.value.error.payment_intent.id)  # type: ignore[union-attr]
    assert said[0] == said[1]


def test_a_key_is_forgotten_after_a_day(local: Local):
    first = local.client.customers.create({}, {"idempotency_key": "pledge-4"})
    local.control("clock", advance=23 * 3600)
    assert local.client.customers.create({}, {"idempotency_key": "pledge-4"}).id == first.id
    local.control("clock", advance=2 * 3600)
    assert local.client.customers.create({}, {"idempotency_key": "pledge-4"}).id != first.id


@pytest.mark.parametrize("kind", ["lost", "500_after", "timeout"])
def test_an_answer_that_is_lost_was_carried_out_and_its_key_finds_it(local: Local, kind: str):
    name, key = f"lost by {kind}", {"idempotency_key": f"lost-{kind}"}
    local.control("faults", kind=kind, path="/v1/customers", seconds=0.1)
    with pytest.raises((stripe.APIConnectionError, stripe.APIError)):
        local.client.customers.create({"email": name}, key)
    found = local.client.customers.list({"email": name}).data
    assert [one.id for one in found] == [local.client.customers.create({"email": name}, key).id]


def test_a_500_before_the_call_changes_nothing_and_only_once(local: Local):
    local.control("faults", kind="500", path="/v1/customers")
    with pytest.raises(stripe.APIError):
        local.client.customers.create({"email": "never"})
    assert local.client.customers.list({"email": "never"}).data == []
    assert local.client.customers.create({"email": "never"}).id


def test_the_package_itself_retries_a_lost_answer_without_a_second_effect(local: Local):
    local.control("faults", kind="lost", path="/v1/customers", times=2)
    wanted, options = {"email": "twice"}, {"max_network_retries": 2}
    local.client.customers.create(wanted, options)
    assert len(local.client.customers.list({"email": "twice"}).data) == 1


def test_pages_go_forward_and_back_without_a_gap(local: Local):
    made = [local.client.customers.create({"email": "pages"}).id for _ in range(7)][::-1]
    first = local.client.customers.list({"email": "pages", "limit": 3})
    assert ([one.id for one in first.data], first.has_more) == (made[:3], True)
    rest = local.client.customers.list({"email": "pages", "limit": 100, "starting_after": made[2]})
    assert ([one.id for one in rest.data], rest.has_more) == (made[3:], False)
    back = local.client.customers.list({"email": "pages", "limit": 3, "ending_before": made[6]})
    assert ([one.id for one in back.data], back.has_more) == (made[3:6], True)
    assert [one.id for one in first.auto_paging_iter()] == made


def test_events_are_listed_by_type_and_time_and_kept_for_thirty_days(local: Local):
    before = requests.get(f"{local.url}/_control/clock", timeout=30).json()["now"]
    session = local.bought()
    wanted: Any = {"types": ["checkout.session.*"], "created": {"gte": int(before)}}
    event = local.client.events.list(wanted).data[0]
    assert (event.type, event.data.object["id"]) == ("checkout.session.completed", session.id)
    assert local.client.events.retrieve(event.id).api_version == "2026-10-28.endive"
    assert local.client.events.list({"created": {"lt": int(before) - 10_000_000}}).data == []
    local.control("clock", advance=31 * 86400)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.events.retrieve(event.id)
    assert caught.value.http_status == 404


def test_metadata_is_merged_and_an_empty_value_unsets_its_key(local: Local):
    made = local.client.customers.create({"metadata": {"a": "1", "b": "2"}})
    local.client.customers.update(made.id, {"metadata": {"a": "", "c": "3"}})
    assert local.client.customers.retrieve(made.id).metadata.to_dict() == {"b": "2", "c": "3"}


def test_what_is_not_there_is_a_404_in_stripes_words(local: Local):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        local.client.payment_intents.retrieve("pi_nobody")
    assert (caught.value.http_status, caught.value.code) == (404, "resource_missing")
    assert str(caught.value.user_message) == "No such payment_intent: 'pi_nobody'"


def test_what_cannot_be_expanded_is_refused(local: Local):
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        local.client.customers.create({"email": "unexpanded", "expand": ["nonsense"]})
    assert local.client.customers.list({"email": "unexpanded"}).data == []


def test_a_key_that_is_used_by_many_at_once_charges_once(local: Local):
    wanted = {"amount": 777, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa"}
    options = {"idempotency_key": "at-once", "max_network_retries": 3}
    with ThreadPoolExecutor(8) as many:
        calls = [many.submit(local.client.payment_intents.create, wanted, options) for _ in range(8)]
        assert len({call.result().id for call in calls}) == 1
    charged = [one for one in local.client.charges.list({"limit": 100}).data if one.amount == 777]
    assert len(charged) == 1


def test_a_key_is_in_use_until_its_first_request_is_answered(local: Local):
    local.control("faults", kind="slow", path="/v1/customers", seconds=2)
    key = {"idempotency_key": "in-use"}
    with ThreadPoolExecutor(1) as other:
        first = other.submit(local.client.customers.create, {"name": "a"}, key)
        caught = wait_for(lambda: refusal_of(local, key))
        assert (caught.http_status, caught.json_body["error"]["code"]) == (409, "idempotency_key_in_use")
        made = first.result()
    assert local.client.customers.create({"name": "a"}, key).id == made.id


def refusal_of(local: Local, key: Any) -> Any:
    """Return how a request is refused whose key another request uses, once that one has begun."""
    if not requests.get(f"{local.url}/_control/keys", timeout=30).json()["in_use"]:
        return None
    try:
        local.client.customers.create({"name": "a"}, key)
    except stripe.APIError as error:
        return error
    raise AssertionError("the key was not in use")
