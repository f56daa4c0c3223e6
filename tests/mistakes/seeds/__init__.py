"""The table of mistakes: each is one that the code is known to have had."""

from tests.mistakes.seeds import (
    access,
    changes,
    counting,
    doors,
    facts,
    finishing,
    funding,
    offers,
    outages,
    photos,
    places,
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
    *places.MISTAKES,
    *funding.MISTAKES,
    *selling.MISTAKES,
    *offers.MISTAKES,
    *changes.MISTAKES,
    *trials.MISTAKES,
    *replaying.MISTAKES,
    *routing.MISTAKES,
    *outages.MISTAKES,
    *photos.MISTAKES,
    *finishing.MISTAKES,
    *counting.MISTAKES,
)
