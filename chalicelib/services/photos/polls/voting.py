"""Vote in polls. A vote is written alone, and the totals follow within seconds (services/people/counts.py)."""

from collections.abc import Collection

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.photos.polls import votes
from chalicelib.services.people import counts
from chalicelib.services.photos import views
from chalicelib.services.photos.polls import asking
from chalicelib.services.photos.views import PostView

# Mastodon says the same of a second option where only one may be chosen.
VOTED = "Validation failed: You have already voted on this poll"


def find(viewer_id: str | None, post_id: str) -> PostView:
    """Return a post that asks something, for who may see it in full, or raise NotFound."""
    view = views.find_unlocked(viewer_id, post_id)
    if not asking.post_poll(view.post):
        raise NotFound
    return view


def vote(account_id: str, post_id: str, choices: Collection[int]) -> PostView:
    """Vote once in the poll of a post that one sees; the answer has the vote in it.

    Raises Unprocessable where it is one's own, over, voted in before, or has not these options.
    """
    view = find(account_id, post_id)
    places = tuple(sorted(set(choices)))
    _check(view, account_id, places)
    subject = ("votes", post_id)
    counts.announce(subject)
    if not votes.create(account_id, view.post, places):
        raise Unprocessable(VOTED)
    tally = votes.tally(view.post)
    counts.hint(subject, is_large=tally[0] > counts.LARGE)
    view.post.votes_count = _with(tally, places)
    return view.marked(choices=places)


def _check(view: PostView, account_id: str, places: tuple[int, ...]) -> None:
    poll = asking.post_poll(view.post)
    if not view.state.may_react:
        raise Unprocessable("Validation failed: You cannot vote on this poll")
    if view.post.author_id == account_id:
        raise Unprocessable("Validation failed: You cannot vote in your own polls")
    if now() >= poll["ends_at"]:
        raise Unprocessable("Validation failed: The poll has already ended")
    if not places or places[0] < 0 or places[-1] >= len(poll["options"]):
        raise Unprocessable("Validation failed: The chosen vote option does not exist")
    if view.state.choices or (len(places) > 1 and not poll["is_multiple"]):
        raise Unprocessable(VOTED)


def _with(tally: list[int], places: tuple[int, ...]) -> list[int]:
    """Return totals with one vote more."""
    longer = [*tally, *[0] * (places[-1] + 2 - len(tally))]
    return [longer[0] + 1, *(number + (place in places) for place, number in enumerate(longer[1:]))]
