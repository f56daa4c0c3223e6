"""The table of mistakes: each is one that the code is known to have had."""

from tests.mistakes.seeds import (
    access,
    doors,
    facts,
    fees,
    funding,
    imaging,
    outages,
    photos,
    purchases,
    refunds,
    replaying,
    routing,
    selling,
    settling,
)
from tests.mistakes.trial import Mistake

MISTAKES: tuple[Mistake, ...] = (
    *facts.MISTAKES,
    *fees.MISTAKES,
    *settling.MISTAKES,
    *purchases.MISTAKES,
    *refunds.MISTAKES,
    *doors.MISTAKES,
    *access.MISTAKES,
    *funding.MISTAKES,
    *imaging.MISTAKES,
    *selling.MISTAKES,
    *replaying.MISTAKES,
    *routing.MISTAKES,
    *outages.MISTAKES,
    *photos.MISTAKES,
)
