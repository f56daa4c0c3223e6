"""The table of mistakes: each of them has been made by somebody who wrote about money."""

from tests.mistakes.seeds import (
    access,
    doors,
    facts,
    funding,
    outages,
    purchases,
    refunds,
    replaying,
    selling,
    settling,
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
    *replaying.MISTAKES,
    *outages.MISTAKES,
)
