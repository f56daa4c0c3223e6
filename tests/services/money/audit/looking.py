"""Find and repair differences."""

from chalicelib.services.money.audit.replay import replay


def found() -> list[tuple[str, str]]:
    """Return what differs at this moment."""
    return [(one.what, one.id) for one in replay()]


def repaired() -> list[tuple[str, str]]:
    """Mend what differs, check that nothing is left, and return what it was."""
    told = [(one.what, one.id) for one in replay(repair=True)]
    assert found() == []
    return told
