"""Give the demo community somebody who moderates it, and something to look at for them."""

from collections.abc import Mapping, Sequence

from local.demo.client import Member

MODERATOR = "ines"
REPORTER = "sonya"
REASON = "The same photo was posted by somebody else before."


def keep_order(members: Mapping[str, Member], post_id: str, author: str) -> None:
    """Make the moderator, and have a post reported, where that was not done yet.

    No token makes a role: as on a deployed stage it is given by the operator, and not through the API.
    """
    # Only a process of a stack that runs has its tables.
    from chalicelib.services.safety import roles

    roles.give(members[MODERATOR].id, "moderator", "demo")
    if not members[REPORTER].get("/api/v1/reports"):
        about: dict[str, str | Sequence[str]] = {"account_id": members[author].id, "status_ids": [post_id]}
        members[REPORTER].post("/api/v1/reports", json={**about, "category": "other", "comment": REASON})
