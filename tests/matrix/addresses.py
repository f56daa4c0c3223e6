"""Each address that reads, filled with what a marked post is reached by: of every route that there is."""

from collections.abc import Iterator
from urllib.parse import quote

from app import app
from chalicelib.schemas.text import post_url
from tests.matrix.marked import CAPTION, TAG, UNKNOWN, Marked

# Pages of Stripe's and of signing in, files (the walk of all addresses asks for these), and what says nothing of posts.
ELSEWHERE = (
    *("/api/rossgram/v1/balance", "/api/rossgram/v1/payouts", "/api/rossgram/v1/media/", "/checkout/", "/oauth/"),
    *("/.well-known/", "/api/nodeinfo", "/api/v1/instance", "/api/v2/instance", "/api/v2/config", "/api/v1.1/compose"),
    # The same handlers under a second name.
    "/api/pixelfed/",
)
# What is asked for beside the first page, where a route answers to it.
MORE = {
    "/api/v1/accounts/{account_id}/statuses": (
        "pinned=true",
        "only_media=true",
        "exclude_replies=false",
        "tagged=" + TAG,
    ),
    "/api/v2/search": (f"q={CAPTION}", f"q=%23{TAG}", f"q={CAPTION}&type=statuses"),
    "/api/v1/timelines/tag/{name}": ("only_media=true",),
    "/api/rossgram/v1/campaigns": ("list=followed",),
    "/api/v1/conversations": ("scope=requests",),
}


def reading() -> list[str]:
    """Return the paths of all routes that read what somebody may have written."""
    paths = (path for path, methods in app.route_table.items() if "GET" in methods)
    return sorted(path for path in paths if not path.startswith(ELSEWHERE))


def addresses(scene: Marked, name: str) -> Iterator[tuple[str, str]]:
    """Yield each path with each address at which a viewer asks for it."""
    for path in reading():
        for subject in _subjects(scene, path):
            known = _known(scene, name) | subject
            filled = path
            for part in known:
                filled = filled.replace(f"{{{part}}}", quote(known[part], safe=""))
            filled = "/".join(UNKNOWN if piece.startswith("{") else piece for piece in filled.split("/"))
            yield path, f"{filled}?{_asked(scene, path)}"
            for more in MORE.get(path, ()):
                yield path, f"{filled}?{more}"


def _subjects(scene: Marked, path: str) -> list[dict[str, str]]:
    """Return whose pages, and what else of the post's, a path is asked about."""
    if "{account_id}" in path:
        return [{"account_id": scene.people[name].id} for name in ("author", "follower")]
    if "{post_id}" in path:
        return [{"post_id": one} for one in (scene.post.id, scene.comment_id)]
    if path == "/s/{token}":
        return [{"token": one} for one in (scene.link, scene.collection_link)]
    return [{}]


def _known(scene: Marked, name: str) -> dict[str, str]:
    return {
        "name": TAG,
        "handle": scene.author.handle,
        "token": scene.link,
        "collection_id": scene.collection_id,
        "collection_token": scene.collection_link,
        "media_id": scene.photo.id,
        "list_id": scene.lists_of.get(name, UNKNOWN),
        **scene.told_of[name],
    }


def _asked(scene: Marked, path: str) -> str:
    asked = {
        "/api/v1/accounts/lookup": f"acct={scene.author.handle}",
        "/api/oembed": f"url={quote(post_url(scene.author.handle, scene.post.id), safe='')}",
        "/api/v1/accounts/search": f"q={scene.author.handle}",
        "/api/v1/accounts/relationships": f"id[]={scene.author.id}",
        "/api/v1/accounts": f"id[]={scene.author.id}",
        "/api/v1/statuses": f"id[]={scene.post.id}&id[]={scene.comment_id}",
        "/api/v2/search": f"q={scene.author.handle}",
        **scene.asked,
    }
    return asked.get(path, "limit=40")
