"""Read what decides over posts for one viewer: in one trip, whatever number of posts there are."""

from collections.abc import Iterable, Mapping
from functools import partial

from chalicelib.models import rounds
from chalicelib.models.base import Model, now
from chalicelib.models.batches import Key, fetch
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.grants import EVERYBODY, Grant, gift_key, post_key, tier_key
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.privacy import Closing, ClosingAccounts
from chalicelib.models.people.reading.lists import List
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PAID, TIER, Post
from chalicelib.models.photos.sharing import person_tags
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS, LIST, list_id_of
from chalicelib.models.photos.sharing.close_friends import CloseFriend
from chalicelib.services.photos.access import Viewer, campaign_ids, key_of_backers, met_in


def viewer_of(
    account_id: str | None,
    posts: Iterable[Post],
    barriers: Barriers | None = None,
    closing: Closing | None = None,
    known: Mapping[Key, Model | None] | None = None,
) -> Viewer:
    """Return the viewer with what decides over these posts: one trip, and none where all of them are their own.

    The same trip brings the campaigns that posts present or are offered to the backers of, what stands between the
    viewer and those who are met in the posts, and who is closing, unless these two are at hand (`barriers`,
    `closing`). `known` are rows of what decides that were read before, None for one that is not there. Posts of
    whoever becomes private at this moment take one trip more.
    """
    looked_at = list(posts)
    wanted: set[Key] = set()
    for post in looked_at:
        wanted |= _deciding(account_id, post) | {(Campaign, one, None) for one in campaign_ids(post)}
    met = {one for post in looked_at for one in (*met_in(post), *person_tags.ids_in(post))} - {account_id or ""}
    # Of one's own posts alone nothing is asked.
    threads = _threads(looked_at) if met or barriers else set()
    if closing is None and met:
        wanted.add(ClosingAccounts.key())
    known = known or {}
    found, barriers = _read(account_id, wanted - known.keys(), met | threads, barriers)
    closing = closing or ClosingAccounts.among(next((row for row in found if isinstance(row, ClosingAccounts)), None))
    late: set[Key] = {(Follow, account_id or "", one.owner_id) for one in looked_at if one.owner_id in closing.private}
    found += [*filter(None, known.values()), *(_fetch(late - wanted - known.keys()) if account_id else [])]
    own, everybodys = (_grants_of(one, found) for one in (account_id, EVERYBODY))
    return Viewer(
        account_id,
        frozenset(item.followee_id for item in found if isinstance(item, Follow) and item.follower_id == account_id),
        {grant.key: int(grant.level) for grant in own},
        granted={grant.key: int(grant.granted_at) if grant.granted_at else None for grant in own},
        opened={grant.key: int(grant.level) for grant in everybodys},
        campaigns={item.id: item for item in found if isinstance(item, Campaign)},
        tiers={item.id: item for item in found if isinstance(item, Tier)},
        befriended=frozenset(item.author_id for item in found if isinstance(item, CloseFriend)),
        listed=_listed(account_id, found),
        barred=barriers.barred,
        closing=closing.private,
        closed=closing.closed,
        archived=closing.archived,
        muted=barriers.muted,
        muted_threads=barriers.threads,
        at=now(),
    )


def _grants_of(account_id: str | None, found: list[Model]) -> list[Grant]:
    # DynamoDB deletes what expired days later.
    held = [item for item in found if isinstance(item, Grant) and item.is_open(now())]
    return [grant for grant in held if grant.account_id == account_id]


def _threads(posts: list[Post]) -> set[str]:
    return {post.root_id or post.id for post in posts}


def _read(
    account_id: str | None, wanted: set[Key], met: set[str], barriers: Barriers | None
) -> tuple[list[Model], Barriers]:
    """Read rows and, where they are not at hand, barriers: in one trip, unless there are very many barriers."""
    if barriers is None and account_id and met:
        rows, read = rounds.both(partial(_fetch, wanted), partial(Barriers.of, account_id))
        return rows, read.covering(account_id, met)
    barriers = barriers or Barriers()
    rows = _fetch(wanted | set(barriers.missing(account_id, met)))
    return rows, barriers.joined(rows)


def _fetch(wanted: set[Key]) -> list[Model]:
    return list(fetch(sorted(wanted, key=repr)).values()) if wanted else []


def _deciding(account_id: str | None, post: Post) -> set[Key]:
    """Return the keys of the rows that decide whether an account may see a post."""
    if post.withdrawn_at:
        return {(Grant, account_id, post_key(post.id))} if account_id else set()
    if account_id is not None and account_id in (post.author_id, post.audience):
        return _tier_of(post)
    if post.access not in PAID:
        return _of_unpaid(account_id, post) if account_id else set()
    keys = _tier_of(post)
    if post.access == CAMPAIGN:
        keys.add((Grant, EVERYBODY, key_of_backers(post.offer or {})))
    if account_id:
        keys |= {(Grant, account_id, key) for key in _grant_keys(post)}
        keys |= {(Follow, account_id, post.owner_id)} if post.is_private else set()
    return keys


def _of_unpaid(account_id: str, post: Post) -> set[Key]:
    chosen: dict[str, set[Key]] = {
        FOLLOWERS: {(Follow, account_id, post.audience)},
        CLOSE_FRIENDS: {(CloseFriend, post.audience, account_id)},
        # Whoever is on a list is followed by its owner, since they were put on it.
        LIST: {(List, post.audience, list_id_of(post.offer)), (Follow, post.audience, account_id)},
    }
    follows = chosen.get(post.access, set())
    if post.is_private:
        follows.add((Follow, account_id, post.owner_id))
    # Whoever bought a post keeps it, though its author blocks them, or becomes private, later.
    return follows | ({(Grant, account_id, post_key(post.id))} if post.sales_count else set())


def _listed(account_id: str | None, found: list[Model]) -> frozenset[tuple[str, str]]:
    """Return the lists among some rows that an account is on, by whose follows of it are among them too."""
    of_it = (item for item in found if isinstance(item, Follow) and item.followee_id == account_id)
    follows = {(item.follower_id, item.id) for item in of_it}
    entries = ((item, item.follow_ids.get(account_id or "")) for item in found if isinstance(item, List))
    return frozenset((item.owner_id, item.id) for item, entry in entries if (item.owner_id, entry) in follows)


def _tier_of(post: Post) -> set[Key]:
    """Return the key of the tier whose name is drawn on a post; it decides nothing."""
    is_for_tier = post.access == TIER and post.offer and not post.parent_id
    return {(Tier, post.author_id, str(post.offer["tier_id"]))} if is_for_tier else set()


def _grant_keys(post: Post) -> set[str]:
    own = {
        TIER: {tier_key(post.audience), gift_key(post.audience)},
        CAMPAIGN: {key_of_backers(post.offer or {})},
    }
    return {post_key(post.root_id or post.id)} | own.get(post.access, set())
