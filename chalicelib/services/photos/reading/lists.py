"""Read the posts of those who are on a list."""

from functools import partial

from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import Page, turn_at_hand
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.reading.lists import OWN, List
from chalicelib.models.photos.lists.recent_posts import RecentPosts
from chalicelib.models.photos.timelines import Home
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostPage, PostView


def timeline(owner_id: str, list_id: str, page: Page) -> PostPage:
    """Return a page of the newest posts of a list's members: as many trips for one member as for all there may be.

    It reaches as far back as each member's row of recent posts. Comments are in no such row, and so on no list.
    """
    ids, home = _post_ids(List.of(owner_id, list_id))

    def read(post_ids: list[str]) -> list[PostView]:
        found = views.for_timelines(views.find_many(owner_id, post_ids))
        return [view for view in found if not views.is_unwanted(home, view)]

    return views.gather(partial(turn_at_hand, ids), read, page)


def _post_ids(found: List) -> tuple[list[str], Home]:
    """Return what members posted, and the row of the list's owner that says what they do not want to see.

    It takes one trip, and two more where somebody's row of recent posts is not there yet.
    """
    held, home_key = found.follow_ids, (Home, found.owner_id, None)
    keys: list[Key] = [home_key, *((RecentPosts, member, None) for member in held)]
    read = fetch([*keys, *((Follow, found.owner_id, member) for member in held if member != found.owner_id)])
    follows = {item.followee_id: item.id for item in read.values() if isinstance(item, Follow)} | {found.owner_id: OWN}
    members = [member for member, follow_id in held.items() if follows.get(member) == follow_id]
    rows = [read.get((RecentPosts, member, None)) for member in members]
    whole = {row.author_id: row for row in rows if isinstance(row, RecentPosts) and row.is_whole}
    missing = [member for member in members if member not in whole]
    filled = RecentPosts.of(missing, to_fill=missing) if missing else {}
    at_hand = [post_id for row in whole.values() for post_id in row.ids or ()]
    home = read.get(home_key)
    post_ids = [*at_hand, *(post_id for post_ids in filled.values() for post_id in post_ids)]
    return post_ids, home if isinstance(home, Home) else Home(found.owner_id)
