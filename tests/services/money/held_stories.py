"""Stories of pledges whose banks hold the amount, before it is captured or released."""

from functools import partial
from typing import Any

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import COLLECTING
from chalicelib.models.money.funding.pledges import AUTHORIZED, CHARGING
from tests.kit.money.stripe_objects import charge, intent
from tests.services.money.pledge_stories import AMOUNT, CHARGED, PAID, SAVED, SUCCEEDED, Setting, Story, tell

UNCAPTURED: dict[str, Any] = {"captured": False, "amount_captured": 0, "kind": "pledge"}
UNPAID: dict[str, Any] = {"amount_received": 0, "kind": "pledge"}
HELD = (
    ("charge.succeeded", partial(charge, **UNCAPTURED)),
    ("payment_intent.amount_capturable_updated", partial(intent, status="requires_capture", **UNPAID)),
)
CAPTURED = (("charge.captured", CHARGED[1]), SUCCEEDED)
GIVEN_UP = (
    ("charge.expired", partial(charge, refunded=AMOUNT, **UNCAPTURED)),
    ("charge.refunded", partial(charge, refunded=AMOUNT, **UNCAPTURED)),
    ("payment_intent.canceled", partial(intent, status="canceled", **UNPAID)),
)
ENDED: dict[str, Any] = {"state": COLLECTING, "ended_at": now()}

SETTINGS = {
    "authorized and captured": Setting({}, [Story(tell(SAVED, *HELD, *CAPTURED), "collected", PAID)]),
    "authorized and released": Setting({}, [Story(tell(SAVED, HELD[0], *GIVEN_UP), "held", {})]),
    "captured before it was noted": Setting(ENDED, [Story(tell(*HELD, *CAPTURED), "collected", PAID)], CHARGING),
    "captured once it was secured": Setting(
        ENDED | {"secured_at": now()}, [Story(tell(*HELD, *CAPTURED), "collected", PAID)], AUTHORIZED
    ),
    "held by two banks, captured by one": Setting(
        ENDED | {"secured_at": now()},
        [Story(tell(*HELD), "authorized", {}), Story(tell(*CAPTURED), "collected", PAID)],
        AUTHORIZED,
    ),
}
