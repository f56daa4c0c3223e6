"""The table of mistakes: each is one that the code is known to have had."""

from tests.mistakes.seeds import (
    access,
    changes,
    codes,
    doors,
    facts,
    funding,
    offers,
    outages,
    purchases,
    refunds,
    replaying,
    routing,
    selling,
    settling,
    trials,
)
from tests.mistakes.trial import Mistake

MISTAKES: tuple[Mistake, ...] = (
    *facts.MISTAKES,
    *settling.MISTAKES,
    *purchases.MISTAKES,
    *refunds.MISTAKES,
    *doors.MISTAKES,
    *access.MISTAKES,
    *funding.MISTAKES,
    *selling.MISTAKES,
    *offers.MISTAKES,
    *changes.MISTAKES,
    *codes.MISTAKES,
    *trials.MISTAKES,
    *replaying.MISTAKES,
    *routing.MISTAKES,
    *outages.MISTAKES,
)
