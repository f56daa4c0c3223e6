"""Lists of campaigns for those who look for one to back."""

from collections.abc import Callable, Sequence
from functools import partial

from chalicelib.models.base import Model, new_id, now
from chalicelib.models.batches import Key
from chalicelib.models.money.funding.campaigns import FUNDED, LIVE, Campaign
from chalicelib.models.paging import HIGHEST, Page, Turned, turn_at_hand
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.search.post_words import PostWord
from chalicelib.services.money.funding.plans import DAY, MOST_DAYS, SLACK_SECONDS
from chalicelib.services.photos import views
from chalicelib.services.photos.search.indexing import CAMPAIGNS
from chalicelib.services.photos.views import PostPage, PostView

NEWEST, ENDING_SOON, NEARLY_THERE, FOLLOWED = "live", "ending_soon", "nearly_there", "followed"
# So many of the campaigns that end next are looked at, and so many of the newest for those of whom one follows.
ENDING, REACH = 100, 1_000
# Of a goal, from which on a campaign is nearly there; Kickstarter's.
NEAR = 0.75

ReadIds = Callable[[Page], Turned[str]]


def newest(viewer_id: str | None, page: Page, state: str = LIVE) -> PostPage:
    """Return a page of the posts that present campaigns in a state, the one launched last first."""
    return _of(viewer_id, partial(PostWord.page, CAMPAIGNS), _bounded(page, state), state)


def followed(viewer_id: str, page: Page) -> PostPage:
    """Return a page of the posts that present live campaigns of those whom an account follows, newest first."""
    launched = PostWord.newest(CAMPAIGNS, page.high if page.max_id else HIGHEST, REACH)
    # Whom somebody follows may be many more than who launched one.
    followed_ids = {author_id for _, author_id in Follow.among((viewer_id, found.author_id) for found in launched)}
    ids = [found.post_id for found in launched if found.author_id in followed_ids]
    return _of(viewer_id, partial(turn_at_hand, ids), _bounded(page, LIVE), LIVE)


def ending_soon(viewer_id: str | None, limit: int, offset: int = 0, *, is_near: bool = False) -> list[PostView]:
    """Return the posts of live campaigns by their deadlines, the next first; `is_near` keeps those that lack little."""
    ending = [one for one in Campaign.find_all(Campaign.ending_ids(now(), ENDING)) if one.is_open]
    wanted = [one for one in ending if not is_near or NEAR <= one.reached / int(one.goal) < 1]
    wanted.sort(key=lambda one: int(one.deadline or 0))
    shown = {str(one.post_id): one for one in wanted[offset : offset + limit] if one.post_id}
    # Of such a post its author and its campaign are known before it is: all that decides comes with the posts.
    author_ids = sorted({one.creator_id for one in shown.values()})
    known: dict[Key, Model | None] = {(Campaign, one.id, None): one for one in shown.values()}
    return views.find_many(viewer_id, [*shown], author_ids=author_ids, known=known)


def campaigns_of(found: Sequence[PostView]) -> list[Campaign]:
    """Return the campaigns that posts present."""
    return [view.campaign for view in found if view.campaign]


def _of(viewer_id: str | None, ids: ReadIds, page: Page, state: str) -> PostPage:
    def read(post_ids: list[str]) -> list[PostView]:
        found = views.find_many(viewer_id, post_ids)
        return [view for view in found if view.post.public and view.campaign and _is_in(view.campaign, state)]

    return views.gather(ids, read, page)


def _is_in(campaign: Campaign, state: str) -> bool:
    return campaign.is_open if state == LIVE else campaign.state == FUNDED


def _bounded(page: Page, state: str) -> Page:
    """Return a page that ends where no campaign can be live any more, so that none of it is read for nothing."""
    if state != LIVE or page.min_id:
        return page
    first = new_id(now() - MOST_DAYS * DAY - SLACK_SECONDS)
    return Page(page.limit, page.max_id, max(page.since_id or first, first))
