"""The log of what moderators did, for those who moderate."""

from chalicelib.models.paging import Page, Turned
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.services.safety import roles


def listed(moderator_id: str, account_id: str, page: Page) -> Turned[ModerationAction]:
    """Return a page of what was done to an account, or to anybody, the newest first. Raises Forbidden without a role.

    Nothing of it tells who reported somebody.
    """
    roles.expect_staff(moderator_id)
    return ModerationAction.of(account_id, page) if account_id else ModerationAction.newest(page)
