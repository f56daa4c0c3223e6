"""Show some of those whom one follows on one's profile.

An endorsement is part of the follow, so whatever ends that ends it: an unfollow, a block, an account that goes.
"""

from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models.filling import Filled
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.reading import endorsements
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks, standing


def endorse(account_id: str, other_id: str) -> None:
    """Show somebody on one's profile whom one follows; raises Unprocessable without the follow."""
    blocks.find_open(account_id, other_id)
    if not endorsements.endorse(account_id, other_id):
        raise Unprocessable("Validation failed: You must be already following the person you want to endorse")


def unendorse(account_id: str, other_id: str) -> None:
    """Show somebody on one's profile no longer, who may be closed by now; without that nothing changes."""
    blocks.expect_shown(account_id, other_id, partial(endorsements.is_endorsed, account_id, other_id))
    endorsements.unendorse(account_id, other_id)


def endorsed(viewer_id: str | None, account_id: str, page: Page) -> Filled[Account]:
    """Return a page of those whom an account shows on its profile, the last chosen first.

    Nobody is shown where the viewer does not see whom the account follows, nor whom the viewer must not meet.
    """
    if not standing.shows_lists(viewer_id, blocks.find_shown(viewer_id, account_id)):
        return Filled()
    read, find = partial(endorsements.endorsed_by, account_id), partial(blocks.find_met, viewer_id)
    return accounts.gather(read, lambda follow: (follow.endorsement_id or "", follow.followee_id), find, page)
