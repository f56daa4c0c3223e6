"""What the people of the demo community do with the posts: like, comment, keep, pin and collect them."""

from collections.abc import Mapping

from local.demo.client import Member
from local.demo.community import LANGUAGES, Post

# Whose posts are pinned, kept and collected, by the first photo of each.
PINNED = {"mira": ("stream", "peaks"), "sonya": ("forest-path",), "yuki": ("bee",)}
KEPT = {"mira": ("sheet-indigo", "rowing-boats", "bee", "facade")}
COLLECTIONS = (
    ("mira", "Slow mornings", "Light before breakfast, and what it does to hills.", ("fog", "peaks", "beech-hill")),
    ("yuki", "Visitors", "Those who came by without being asked.", ("swallowtail", "bee")),
    ("sonya", "Осень", "Октябрь, и немного ноября.", ("maple-leaf", "moose", "moss")),
)
# Who asked to follow a private account and still waits.
WAITING = (("tomas", "vera"),)


def meet(members: Mapping[str, Member]) -> None:
    """Have people follow each other, and private accounts let in those who ask, but for who still waits."""
    for member in members.values():
        for handle in member.person.follows:
            member.post(f"/api/v1/accounts/{members[handle].id}/follow")
    waiting = {(members[owner].id, members[who].id) for who, owner in WAITING}
    for owner in members.values():
        for one in owner.get("/api/v1/follow_requests", limit="80") if owner.person.private else ():
            if (owner.id, one["id"]) not in waiting:
                owner.post(f"/api/v1/follow_requests/{one['id']}/authorize")


def talk(members: Mapping[str, Member], post: Post, post_id: str, likers: tuple[str, ...]) -> None:
    """Like a post and comment on it."""
    for handle in likers:
        members[handle].post(f"/api/v1/statuses/{post_id}/favourite")
    if not post.comments:
        return
    thread = members[post.author].get(f"/api/v1/statuses/{post_id}/context")["descendants"]
    said = [comment["account"]["username"] for comment in thread]
    # Nobody comments twice on one post but its author, so the authors of the comments show which ones are missing.
    for handle, words in post.comments:
        if handle not in said:
            form = {"status": words, "in_reply_to_id": post_id, "language": LANGUAGES[handle]}
            made = members[handle].post("/api/v1/statuses", data=form)
            if handle != post.author:
                members[post.author].post(f"/api/v1/statuses/{made['id']}/favourite")


def keep(members: Mapping[str, Member], post_ids: Mapping[str, str]) -> None:
    """Pin, keep and collect posts; `post_ids` are by the first photo of each."""
    for handle, names in PINNED.items():
        for name in names:
            members[handle].post(f"/api/v1/statuses/{post_ids[name]}/pin")
    for handle, names in KEPT.items():
        for name in names:
            members[handle].post(f"/api/v1/statuses/{post_ids[name]}/bookmark")
    for handle, title, description, names in COLLECTIONS:
        if not members[handle].get("/api/v1.1/collections/self"):
            form = {"title": title, "description": description, "visibility": "public"}
            posts = {"post_ids": [post_ids[name] for name in names]}
            members[handle].post("/api/rossgram/v1/collections", json=form | posts)
