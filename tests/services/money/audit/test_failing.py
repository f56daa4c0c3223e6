"""What fails at every try rings, however often it is put off for the next one."""

from typing import Any

import pytest

from chalicelib.errors import PaymentsUnavailable
from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import COLLECTING
from chalicelib.models.money.funding.pledges import AUTHORIZED, CHARGING, Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding.collecting import charging
from chalicelib.services.talk import sending
from tests.kit.money.funding import make_campaign
from tests.services.money.audit.looking import all_found

MINUTES, HOUR, DAY = 300, 3600, 86400


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    at = [float(now())]
    monkeypatch.setattr(base, "clock", lambda: at[0])
    return at


def unavailable(*args: Any, **named: Any) -> Any:
    raise PaymentsUnavailable("Stripe gives no answer")


def test_a_mail_that_is_never_sent_rings_after_a_day(monkeypatch: pytest.MonkeyPatch, clock: list[float]):
    monkeypatch.setattr(sending, "_send", unavailable)
    mail = Mail("receipt:pi_1", to="anna@example.org", template="receipt")
    mail.post()
    for hours, found in ((23, []), (2, [("mail waiting", mail.id)])):
        for _ in range(hours * HOUR // MINUTES):
            clock[0] += MINUTES
            for mail_id in Mail.due_ids(now(), 10):
                with pytest.raises(PaymentsUnavailable):
                    sending.deliver(mail_id)
        assert all_found() == found
    mail.end("sent")
    assert all_found() == []


def begun(state: str, **values: Any) -> Pledge:
    """Return a pledge whose campaign collects, and which is due."""
    at: dict[str, Any] = {"ended_at": now(), "deadline": now(), "due_at": now() + 30 * DAY, "secured_at": now()}
    campaign = make_campaign(state=COLLECTING, pledged=1000, **at)
    made = Pledge(
        campaign_id=campaign.id,
        creator_id=campaign.creator_id,
        state=state,
        payment_id="pi_1",
        next_at=now(),
        due="due",
        attempts=1,
        **{"backer_id": "1", "amount": 1000, "currency": "eur", "customer_id": "cus_1", **values},
    )
    made.save()
    return made


def pledges_found() -> list[tuple[str, str]]:
    return [one for one in all_found() if one[0] == "pledge due"]


@pytest.mark.parametrize(
    ("state", "status", "act"),
    [(CHARGING, "requires_confirmation", "confirm_intent"), (AUTHORIZED, "requires_capture", "capture_intent")],
)
def test_a_pledge_that_stripe_never_answers_for_rings_after_a_day(
    monkeypatch: pytest.MonkeyPatch, clock: list[float], state: str, status: str, act: str
):
    pledge = begun(state)
    monkeypatch.setattr(payments, "find_intent", lambda _: {"id": "pi_1", "status": status})
    monkeypatch.setattr(payments, act, unavailable)
    for hours, found in ((23, []), (3, [("pledge due", pledge.id)])):
        for _ in range(hours * 4):
            clock[0] += HOUR // 4
            for pledge_id in Pledge.due_ids(now(), 10):
                with pytest.raises(PaymentsUnavailable):
                    charging.charge(pledge_id)
        assert pledges_found() == found
    # Whatever comes of it is no failure.
    write_all(Pledge.find(pledge.id).to(state, next_at=now() + HOUR))
    assert pledges_found() == []
