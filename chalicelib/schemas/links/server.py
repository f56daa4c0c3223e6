"""Say of the server's own pages what links to them show."""

from chalicelib import config
from chalicelib.schemas.links.heads import Head


def head_of_about() -> Head:
    """Return the head of the page on which the server says what it is."""
    return Head(f"About {config.INSTANCE_TITLE}", "/about", config.INSTANCE_DESCRIPTION, is_indexed=True)


def head_of_privacy() -> Head:
    """Return the head of the page on which the server says what it keeps of people."""
    return Head("Privacy", "/privacy", f"What {config.INSTANCE_TITLE} keeps, and who sees it.", is_indexed=True)


def head_of_terms() -> Head:
    """Return the head of the page on which the operator says on which terms one is here."""
    return Head("Terms of service", "/terms", f"What {config.INSTANCE_TITLE} and you agree on.", is_indexed=True)
