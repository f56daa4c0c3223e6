"""Find and repair differences."""

from chalicelib.services.money.audit.check import Difference
from chalicelib.services.money.audit.replay import replay

# test_ages.py is about these.
LATE = ("payment due", "clearing", "event unapplied", "pledge due", "campaign due", "mail waiting")


def differences() -> list[Difference]:
    """Return what differs, but waiting mails: nobody sends any in a test that moves the clock by days."""
    return [one for one in replay() if one.what != "mail waiting"]


def all_found() -> list[tuple[str, str]]:
    """Return what differs, with what is late."""
    return [(one.what, one.id) for one in replay()]


def found() -> list[tuple[str, str]]:
    """Return what differs, but for what is late: where a test moves the clock, nobody works meanwhile."""
    return [(one.what, one.id) for one in replay() if one.what not in LATE]


def repaired() -> list[tuple[str, str]]:
    """Mend what differs, check that nothing is left, and return what it was."""
    told = [(one.what, one.id) for one in replay(repair=True) if one.what not in LATE]
    assert found() == []
    return told
