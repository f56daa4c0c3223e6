"""Decide who may see what, and what a viewer is to a post: the functions that every surface asks."""

from typing import Any

from chalicelib.models.money.grants import campaign_key, gift_key, post_key, tier_key
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.polls.votes import choices_of
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PAID, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.sharing import pins
from chalicelib.models.photos.sharing.audiences import ARCHIVE, BY_HAND, CLOSE_FRIENDS, LIST, list_id_of, members_of
from chalicelib.services.photos.reading.standing import Viewer, ViewerState

__all__ = ["Viewer", "ViewerState"]


def may_see(viewer: Viewer, post: Post) -> bool:
    """Tell whether a viewer may see a post and its photos. Pure; what it does not know of, it refuses."""
    is_gone = bool(post.removed_at or (post.ends_at and viewer.at >= post.ends_at))
    if is_gone or post.is_message:
        return not is_gone and _is_member(viewer, post)
    if post.withdrawn_at or _awaits_launch(viewer, post) or _is_put_away(viewer, post):
        # What its author takes away, also for a time, its buyers keep.
        return post_key(post.root_id or post.id) in viewer.grants
    if _is_barred(viewer, post) or _is_of_closed(viewer, post):
        # What was bought stays, and nothing else: not what others say below it.
        return not post.parent_id and _has_bought(viewer, post)
    if post.id in viewer.linked and not post.is_paid:
        return True
    if _is_closed(viewer, post):
        return _has_bought(viewer, post)
    return _is_for(viewer, post)


def _is_member(viewer: Viewer, post: Post) -> bool:
    """Tell whether a direct message is between a viewer and others, none of whom it meets there is barred or closed."""
    is_between = viewer.account_id in members_of(post.offer)
    return is_between and not (_is_barred(viewer, post) or _is_of_closed(viewer, post))


def _is_of_closed(viewer: Viewer, post: Post) -> bool:
    """Tell whether the account of a post's author is closed, or of whose post it stands under; one's own stays."""
    closed = {*(post.closed_by or ()), *(viewer.closed & {post.author_id, post.owner_id})}
    return viewer.account_id != post.author_id and bool(closed - {viewer.account_id or "", ARCHIVE})


def _is_put_away(viewer: Viewer, post: Post) -> bool:
    """Tell whether a post, or that which it stands under, is in an archive, and no word of the viewer's own."""
    is_archived = post.is_archived or (post.root_id or post.id) in viewer.archived
    return is_archived and viewer.account_id not in (post.author_id, post.owner_id)


def _is_closed(viewer: Viewer, post: Post) -> bool:
    """Tell whether a post belongs to a private account that has not let the viewer follow it."""
    if not post.is_private and post.owner_id not in viewer.closing:
        return False
    if viewer.account_id is None:
        return True
    # Whoever is answered may read the answer.
    is_own = viewer.account_id in (post.author_id, post.owner_id, post.parent_author_id)
    return not is_own and post.owner_id not in viewer.following


def _is_for(viewer: Viewer, post: Post) -> bool:
    """Tell whether a viewer belongs to the audience of a post."""
    if post.access in (PUBLIC, UNLISTED):
        return True
    if post.access in PAID:
        return _is_paid_for(viewer, post)
    if viewer.account_id is None:
        return False
    if viewer.account_id == post.author_id or _keeps(viewer, post):
        return True
    # Whoever is answered may read the answer, but where the author of the post says who may.
    if viewer.account_id == post.parent_author_id and post.access not in BY_HAND:
        return True
    return _is_among(viewer, post)


def _keeps(viewer: Viewer, post: Post) -> bool:
    """Tell whether a viewer bought a post that was taken back to fewer since."""
    return post.access in (FOLLOWERS, *BY_HAND) and not post.parent_id and post_key(post.id) in viewer.grants


def _is_among(viewer: Viewer, post: Post) -> bool:
    """Tell whether a viewer is one of those for whom an author posts, at this moment."""
    if viewer.account_id == post.audience:
        return post.access in (FOLLOWERS, *BY_HAND)
    if post.access == LIST:
        return (post.audience, list_id_of(post.offer)) in viewer.listed
    of = {FOLLOWERS: viewer.following, CLOSE_FRIENDS: viewer.befriended}.get(post.access, frozenset())
    return post.audience in of


def lock_of(viewer: Viewer, post: Post) -> str | None:
    """Return the access that locks a post which a viewer is shown as something to pay for; None where nothing does.

    A post that one may not see and that has no lock is hidden: comments on a locked post, what is said to backers
    alone, what was withdrawn, what leads to a campaign that was not launched, what is of somebody whom the viewer
    must not meet, what a private account sells to those whom it lets follow, and what was archived.
    """
    is_away = _awaits_launch(viewer, post) or _is_of_closed(viewer, post)
    is_hidden = is_away or _is_barred(viewer, post) or _is_closed(viewer, post)
    return None if may_see(viewer, post) or is_hidden or not post.shows_lock else post.access


def state_of(viewer: Viewer, post: Post, interaction: Interaction | None, author: Account | None) -> ViewerState:
    """Return what a viewer is to a post, given what they did with it: the one place that says so, for every surface."""
    return ViewerState(
        may_see=may_see(viewer, post),
        may_react=viewer.barred.isdisjoint(met_in(post)),
        is_author_muted=post.author_id in viewer.muted,
        lock=lock_of(viewer, post),
        granted_at=granted_at(viewer, post),
        is_author_silenced=post.author_id in viewer.silenced,
        is_liked=bool(interaction and interaction.like_id),
        is_bookmarked=bool(interaction and interaction.bookmark_id),
        is_reblogged=bool(interaction and interaction.reblog_id),
        is_pinned=bool(author and author.id == viewer.account_id and post.id in pins.of(author)),
        is_muted=(post.root_id or post.id) in viewer.muted_threads,
        choices=choices_of(interaction.vote if interaction else None),
    )


def _is_barred(viewer: Viewer, post: Post) -> bool:
    """Tell whether a post is of somebody whom the viewer must not meet, stands under their post, or answers them."""
    return viewer.account_id != post.author_id and not viewer.barred.isdisjoint(met_in(post))


def met_in(post: Post) -> set[str]:
    """Return the accounts that one meets in a post: its author, whose post it stands under, and who is answered."""
    return {one for one in (post.author_id, post.owner_id, post.parent_author_id) if one}


def _awaits_launch(viewer: Viewer, post: Post) -> bool:
    """Tell whether a post leads to a campaign that its creator has not launched: it is nobody else's until then."""
    if viewer.account_id is not None and viewer.account_id in (post.author_id, post.audience):
        return False
    named = (viewer.campaigns.get(campaign_id) for campaign_id in campaign_ids(post))
    return any(campaign is not None and not campaign.is_public for campaign in named)


def _is_paid_for(viewer: Viewer, post: Post) -> bool:
    offer = post.offer or {}
    if post.access == CAMPAIGN and _reaches(viewer.opened.get(key_of_backers(offer)), offer):
        return True
    if viewer.account_id is None:
        return False
    return viewer.account_id in (post.author_id, post.audience) or _has_bought(viewer, post)


def _has_bought(viewer: Viewer, post: Post) -> bool:
    """Tell whether money opened a post to a viewer of their own."""
    return bool(_opening(viewer, post))


def _opening(viewer: Viewer, post: Post) -> list[str]:
    """Return the keys of the viewer's own grants that open a post."""
    offer = post.offer or {}
    # Who bought a post keeps it, whatever rule it has later; its comments belong to the same audience.
    keys = [post_key(post.root_id or post.id)]
    if post.access == TIER:
        of_tier = (tier_key(post.audience), gift_key(post.audience))
        keys += [key for key in of_tier if _reaches(viewer.grants.get(key), offer)]
    if post.access == CAMPAIGN:
        keys.append(key_of_backers(offer))
    return [key for key in keys if key in viewer.grants]


def granted_at(viewer: Viewer, post: Post) -> int | None:
    """Return since when the viewer's money opens a post; None where it does not, or nobody knows since when.

    A comment is nothing that one buys, and an author opens nothing for themselves.
    """
    if post.parent_id or viewer.account_id == post.author_id:
        return None
    since = [viewer.granted.get(key) for key in _opening(viewer, post)]
    return None if None in since else min((at for at in since if at is not None), default=None)


def _reaches(level: int | None, offer: dict[str, Any]) -> bool:
    wanted = offer.get("level")
    return level is not None and type(wanted) is int and level >= wanted


def key_of_backers(offer: dict[str, Any]) -> str:
    """Return the key of the grant that opens what is offered to a campaign's backers."""
    return campaign_key(str(offer.get("campaign_id") or ""))


def campaign_ids(post: Post) -> list[str]:
    """Return the ids of the campaigns to which a post leads: the one it presents, the one whose backers may see it."""
    offered = (post.offer or {}).get("campaign_id") if post.access == CAMPAIGN else None
    return [str(one) for one in (post.body.get("campaign_id"), offered) if one]
