"""The log of what moderators did, for those who moderate."""

from collections.abc import Mapping

from chalicelib.models.paging import Page, Turned
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.services.safety import members, roles
from chalicelib.services.safety.members import Member


def listed(moderator_id: str, account_id: str, page: Page) -> tuple[Turned[ModerationAction], Mapping[str, Member]]:
    """Return a page of what was done to an account, or to anybody, the newest first, and to whom it was done.

    Raises Forbidden without a role. Nothing of it tells who reported somebody.
    """
    roles.expect_staff(moderator_id)
    found = ModerationAction.of(account_id, page) if account_id else ModerationAction.newest(page)
    return found, members.find_all(sorted({row.account_id for row in found.rows}))
