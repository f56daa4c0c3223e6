"""What our gateway believes of what arrives at the webhook."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import stripe

from chalicelib import config
from chalicelib.errors import BadRequest, TooLarge
from chalicelib.gateways.payments import API_VERSION, event_of, read_event
from chalicelib.gateways.payments.events import LARGEST_BODY
from tests.local_stripe.running import SECRET, Inbox, Local

OBJECT = {"id": "pi_1", "object": "payment_intent", "amount": 2_500, "description": "Ein Foto für Zoë — 写真"}
RAW: dict[str, Any] = {
    "id": "evt_1",
    "object": "event",
    "api_version": API_VERSION,
    "created": 1_795_000_000,
    "data": {"object": OBJECT, "previous_attributes": {"amount": 2_000}},
    "livemode": False,
    "type": "payment_intent.succeeded",
}


def signed(raw: Any, secret: str = SECRET, moment: int | None = None) -> tuple[bytes, str]:
    """Return a body and its header, made by Stripe's own package."""
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, indent=2)
    return text.encode(), stripe.WebhookSignature.generate_signature_header(text, secret, moment)


def test_what_stripe_signed_is_read():
    event = read_event(*signed(RAW))
    assert (event.id, event.type, event.created, event.livemode, event.account) == (
        "evt_1",
        "payment_intent.succeeded",
        1_795_000_000,
        False,
        "",
    )
    assert (event.object, event.previous, event.raw) == (OBJECT, {"amount": 2_000}, RAW)
    assert event == event_of(RAW)


def test_what_the_local_stripe_sends_is_read(tmp_path: Any):
    inbox = Inbox()
    local = Local(tmp_path, inbox.url)
    local.bought()
    local.control("webhooks/flush")
    events = [read_event(body, header) for body, header in inbox.got]
    local.stop()
    inbox.close()
    assert {"payment_intent.succeeded", "checkout.session.completed"} <= {event.type for event in events}
    assert all(event.is_current for event in events)


def test_both_secrets_are_believed_while_one_is_rotated(settings: pytest.MonkeyPatch):
    settings.setattr(config, "STRIPE_WEBHOOK_SECRETS", ["whsec_old", "whsec_new"])
    for secret in ("whsec_old", "whsec_new"):
        assert read_event(*signed(RAW, secret)).id == "evt_1"
    with pytest.raises(BadRequest):
        read_event(*signed(RAW, "whsec_of_somebody"))


def test_one_of_several_signatures_is_enough():
    body, header = signed(RAW)
    moment, signature = header.split(",")
    others = f"{moment},v0={'0' * 64},v1={'0' * 64},{signature},v1=garbage"
    assert read_event(body, others).id == "evt_1"


def test_without_a_secret_nothing_is_believed(settings: pytest.MonkeyPatch):
    settings.setattr(config, "STRIPE_WEBHOOK_SECRETS", [])
    with pytest.raises(BadRequest):
        read_event(*signed(RAW, ""))


@pytest.mark.parametrize(("off", "is_fine"), [(-299, True), (299, True), (-302, False), (302, False), (86_400, False)])
def test_a_signature_holds_for_five_minutes_both_ways(off: int, is_fine: bool):
    body, header = signed(RAW, moment=int(time.time()) + off)
    if is_fine:
        assert read_event(body, header).id == "evt_1"
        return
    with pytest.raises(BadRequest):
        read_event(body, header)


def test_a_missing_header_is_a_bad_request():
    with pytest.raises(BadRequest):
        read_event(signed(RAW)[0], None)


def test_a_body_that_is_too_large_is_not_looked_at():
    assert read_event(*signed(RAW | {"pad": "x" * (LARGEST_BODY - 2_000)})).id == "evt_1"
    with pytest.raises(TooLarge):
        read_event(b"x" * (LARGEST_BODY + 1), "")


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in RAW.items() if key != name}


NO_EVENTS: list[Any] = [
    "",
    "not json",
    "[]",
    "null",
    "1",
    '"evt_1"',
    "{}",
    "[" * 100_000,
    *(without(name) for name in RAW),
    *(RAW | {name: None} for name in RAW),
    *(RAW | {name: 5} for name in RAW if name != "created"),
    *(RAW | {name: ["evt_1"]} for name in RAW),
    RAW | {"id": "pi_1"},
    RAW | {"id": "evt_"},
    RAW | {"id": "evt_1/../2"},
    RAW | {"id": "evt_" + "1" * 300},
    RAW | {"object": "v2.core.event"},
    RAW | {"created": True},
    RAW | {"created": 1.5},
    RAW | {"created": "1795000000"},
    RAW | {"livemode": 0},
    RAW | {"livemode": True},
    RAW | {"account": 5},
    RAW | {"api_version": "2025-09-30.clover"},
    RAW | {"data": {}},
    RAW | {"data": {"object": []}},
    RAW | {"data": {"object": OBJECT, "previous_attributes": "x"}},
]


@pytest.mark.parametrize("raw", NO_EVENTS)
def test_a_signed_body_that_is_no_event_of_ours_is_a_bad_request(raw: Any):
    with pytest.raises(BadRequest):
        read_event(*signed(raw))


@pytest.mark.parametrize(
    ("key", "livemode", "is_fine"),
    [
        ("sk_live_1", True, True),
        ("rk_live_1", True, True),
        ("sk_test_1", False, True),
        ("sk_live_1", False, False),
        ("sk_test_1", True, False),
        ("", True, False),
    ],
)
def test_test_and_live_mode_are_kept_apart(settings: pytest.MonkeyPatch, key: str, livemode: bool, is_fine: bool):
    settings.setattr(config, "STRIPE_API_KEY", key)
    read: Callable[[], Any] = lambda: event_of(RAW | {"livemode": livemode})  # noqa: E731
    if is_fine:
        assert read().livemode is livemode
        return
    with pytest.raises(BadRequest):
        read()


def test_a_listed_event_of_another_version_says_so():
    assert not event_of(RAW | {"api_version": "2025-09-30.clover"}).is_current
    assert not event_of(RAW | {"api_version": None}).is_current


def test_an_event_of_a_connected_account_names_it():
    assert read_event(*signed(RAW | {"account": "acct_1"})).account == "acct_1"
