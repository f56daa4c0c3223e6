"""Decide who may see what, and what a viewer is to a post: the functions that every surface asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.models.base import now
from chalicelib.models.batches import Key, fetch
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key, gift_key, post_key, tier_key
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.interactions import Interaction
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PAID, PUBLIC, TIER, UNLISTED, Post


@dataclass(frozen=True)
class Viewer:
    """Who is looking, and what of them decides: whom they follow, and what was paid.

    `grants` are the viewer's own, `opened` are everybody's; both hold at this moment, and give the level by key.
    `campaigns` are those that the posts present or are offered to the backers of, as they are at this moment.
    """

    account_id: str | None
    following: frozenset[str] = frozenset()
    grants: Mapping[str, int] = field(default_factory=dict)
    opened: Mapping[str, int] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    # Those whose subscribers the posts are for, as they are at this moment.
    tiers: Mapping[str, Tier] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ViewerState:
    """What a viewer is to a post. No field has a default, so that whoever adds one says what it is.

    `lock` is the access that money opens, where it is why the viewer may not see the post.
    """

    may_see: bool
    lock: str | None
    is_liked: bool
    is_bookmarked: bool
    is_pinned: bool
    is_muted: bool
    is_reblogged: bool


def may_see(viewer: Viewer, post: Post) -> bool:
    """Tell whether a viewer may see a post and its photos. Pure; what it does not know of, it refuses."""
    if post.withdrawn_at or _awaits_launch(viewer, post):
        return post_key(post.root_id or post.id) in viewer.grants
    if post.access in (PUBLIC, UNLISTED):
        return True
    if post.access in PAID:
        return _is_paid_for(viewer, post)
    if viewer.account_id is None:
        return False
    # Whoever is answered may read the answer.
    if viewer.account_id in (post.author_id, post.parent_author_id):
        return True
    return post.access == FOLLOWERS and (viewer.account_id == post.audience or post.audience in viewer.following)


def lock_of(viewer: Viewer, post: Post) -> str | None:
    """Return the access that locks a post which a viewer is shown as something to pay for; None where nothing does.

    A post that one may not see and that has no lock is hidden: comments on a locked post, what is said to backers
    alone, what was withdrawn, and what leads to a campaign that was not launched.
    """
    return None if may_see(viewer, post) or _awaits_launch(viewer, post) or not post.shows_lock else post.access


def state_of(viewer: Viewer, post: Post, interaction: Interaction | None) -> ViewerState:
    """Return what a viewer is to a post, given what they did with it: the one place that says so, for every surface."""
    return ViewerState(
        may_see=may_see(viewer, post),
        lock=lock_of(viewer, post),
        is_liked=bool(interaction and interaction.like_id),
        is_bookmarked=bool(interaction and interaction.bookmark_id),
        # Nobody can do these yet.
        is_pinned=False,
        is_muted=False,
        is_reblogged=False,
    )


def _awaits_launch(viewer: Viewer, post: Post) -> bool:
    """Tell whether a post leads to a campaign that its creator has not launched: it is nobody else's until then."""
    if viewer.account_id is not None and viewer.account_id in (post.author_id, post.audience):
        return False
    named = (viewer.campaigns.get(campaign_id) for campaign_id in campaign_ids(post))
    return any(campaign is not None and not campaign.is_public for campaign in named)


def _is_paid_for(viewer: Viewer, post: Post) -> bool:
    offer = post.offer or {}
    if post.access == CAMPAIGN and _reaches(viewer.opened.get(_campaign_key(offer)), offer):
        return True
    if viewer.account_id is None:
        return False
    if viewer.account_id in (post.author_id, post.audience):
        return True
    # Who bought a post keeps it, whatever rule it has later; its comments belong to the same audience.
    if post_key(post.root_id or post.id) in viewer.grants:
        return True
    if post.access == TIER:
        held = (viewer.grants.get(key(post.audience)) for key in (tier_key, gift_key))
        return any(_reaches(level, offer) for level in held)
    return post.access == CAMPAIGN and _campaign_key(offer) in viewer.grants


def _reaches(level: int | None, offer: dict[str, Any]) -> bool:
    wanted = offer.get("level")
    return level is not None and type(wanted) is int and level >= wanted


def _campaign_key(offer: dict[str, Any]) -> str:
    return campaign_key(str(offer.get("campaign_id") or ""))


def viewer_of(account_id: str | None, posts: Iterable[Post]) -> Viewer:
    """Return the viewer with what decides over these posts: one trip, and none where all of them are open to all.

    The same trip brings the campaigns that posts present or are offered to the backers of.
    """
    wanted: set[Key] = set()
    for post in posts:
        wanted |= _deciding(account_id, post) | {(Campaign, one, None) for one in campaign_ids(post)}
    found = fetch(sorted(wanted, key=repr)).values() if wanted else ()
    # DynamoDB deletes what expired days later.
    held = [item for item in found if isinstance(item, Grant) and item.is_open(now())]
    return Viewer(
        account_id,
        frozenset(item.followee_id for item in found if isinstance(item, Follow)),
        {grant.key: int(grant.level) for grant in held if grant.account_id == account_id},
        {grant.key: int(grant.level) for grant in held if grant.account_id == EVERYBODY},
        {item.id: item for item in found if isinstance(item, Campaign)},
        {item.id: item for item in found if isinstance(item, Tier)},
    )


def campaign_ids(post: Post) -> list[str]:
    """Return the ids of the campaigns to which a post leads: the one it presents, the one whose backers may see it."""
    offered = (post.offer or {}).get("campaign_id") if post.access == CAMPAIGN else None
    return [str(one) for one in (post.body.get("campaign_id"), offered) if one]


def _deciding(account_id: str | None, post: Post) -> set[Key]:
    """Return the keys of the rows that decide whether an account may see a post."""
    if post.withdrawn_at:
        return {(Grant, account_id, post_key(post.id))} if account_id else set()
    if account_id is not None and account_id in (post.author_id, post.audience):
        return _tier_of(post)
    if post.access == FOLLOWERS:
        return {(Follow, account_id, post.audience)} if account_id else set()
    if post.access not in PAID:
        return set()
    keys = _tier_of(post)
    if post.access == CAMPAIGN:
        keys.add((Grant, EVERYBODY, _campaign_key(post.offer or {})))
    if account_id:
        keys |= {(Grant, account_id, key) for key in _grant_keys(post)}
    return keys


def _tier_of(post: Post) -> set[Key]:
    """Return the key of the tier whose name is drawn on a post; it decides nothing."""
    is_for_tier = post.access == TIER and post.offer and not post.parent_id
    return {(Tier, post.author_id, str(post.offer["tier_id"]))} if is_for_tier else set()


def _grant_keys(post: Post) -> set[str]:
    own = {
        TIER: {tier_key(post.audience), gift_key(post.audience)},
        CAMPAIGN: {_campaign_key(post.offer or {})},
    }
    return {post_key(post.root_id or post.id)} | own.get(post.access, set())
