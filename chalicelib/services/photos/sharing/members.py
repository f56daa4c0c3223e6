"""Tell who of many belongs to the audience of a post: whom it is delivered to."""

from collections.abc import Sequence

from chalicelib.models.batches import fetch
from chalicelib.models.money.grants import Grant, campaign_key
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading.lists import List
from chalicelib.models.photos.posts import CAMPAIGN, Post
from chalicelib.models.photos.sharing.audiences import CHOSEN, CLOSE_FRIENDS, list_id_of
from chalicelib.models.photos.sharing.close_friends import CloseFriend


def among(post: Post, account_ids: Sequence[str]) -> list[str]:
    """Return those of some accounts for whom a post is, in their order, as the author's choice is at this moment."""
    if post.access == CLOSE_FRIENDS:
        chosen = CloseFriend.among(post.author_id, account_ids)
    else:
        chosen = _on_list(post.author_id, list_id_of(post.offer), account_ids)
    return [account_id for account_id in account_ids if account_id in chosen]


def told(follower_ids: list[str], post: Post) -> list[str]:
    """Return those followers who may know of a post: of news for backers, the backers; of others, whom it is for."""
    if post.access in CHOSEN:
        return among(post, follower_ids)
    if post.access != CAMPAIGN or post.shows_lock:
        return follower_ids
    backing = campaign_key(str((post.offer or {}).get("campaign_id")))
    there = Grant.among((follower_id, backing) for follower_id in follower_ids)
    return [follower_id for follower_id in follower_ids if (follower_id, backing) in there]


def _on_list(owner_id: str, list_id: str, account_ids: Sequence[str]) -> set[str]:
    found = fetch([(List, owner_id, list_id)]).values()
    entries = {one: follow_id for row in found if isinstance(row, List) for one, follow_id in row.follow_ids.items()}
    follows = fetch([(Follow, owner_id, one) for one in account_ids if one in entries]).values()
    return {row.followee_id for row in follows if isinstance(row, Follow) and entries[row.followee_id] == row.id}
