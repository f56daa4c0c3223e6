"""Create the demo community through the API itself.

Every step first checks whether it was done already, so an interrupted run is completed by running it again.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import requests

from local import lifeline
from local.demo.client import App, Member
from local.demo.community import LANGUAGES, PEOPLE, POSTS, SIGN_IN, Post, fans, photo
from local.demo.life import keep, meet, talk
from local.demo.market import open_market
from local.demo.order import keep_order
from local.demo.today import put_up_stories, write_messages

AT_ONCE = 3
# What is published last stands first at home, before what is sold.
LATEST = 6


def main() -> int:
    """Create the community as a child process of the stack."""
    lifeline.follow_parent()
    try:
        fill(App(os.environ["PUBLIC_URL"]))
        # The state of the local AWS is on disk before the stack notes that the community is complete.
        requests.post(os.environ["AWS_ENDPOINT_URL"] + "/_rossgram/save", timeout=60).raise_for_status()
    except Exception as error:
        logging.getLogger(__name__).exception("The demo community was not filled in")
        lifeline.complain(f"The demo community could not be filled in: {error}.")
        return 1
    return 0


def fill(app: App) -> None:
    """Create what is missing of the community in community.toml."""
    started = time.monotonic()
    first = app.let_in(PEOPLE[0])
    lifeline.tell(SIGN_IN)
    members = {PEOPLE[0].handle: first} | {person.handle: app.let_in(person) for person in PEOPLE[1:]}
    for member in members.values():
        member.introduce(photo(member.person.portrait))
    meet(members)
    publish_all(members, POSTS[:-LATEST])
    open_market(members)
    post_ids = publish_all(members, POSTS)
    with ThreadPoolExecutor(AT_ONCE) as talks:
        list(talks.map(lambda number: talk(members, POSTS[number], post_ids[number], fans(number)), range(len(POSTS))))
    keep(members, {post.photos[0][0]: post_id for post, post_id in zip(POSTS, post_ids, strict=True)})
    keep_order(members, post_ids[0], POSTS[0].author)
    put_up_stories(members)
    write_messages(members)
    seconds = time.monotonic() - started
    lifeline.tell(f"The demo community is there: {len(PEOPLE)} people, {len(POSTS)} posts ({seconds:.0f} s)")


def publish_all(members: dict[str, Member], posts: Sequence[Post]) -> list[str]:
    """Publish posts in order, uploading the photos of a few in advance; return the posts' ids."""
    there = {alt: post_id for member in members.values() for alt, post_id in published(member)}
    missing = [post for post in posts if post.alt not in there]
    with ThreadPoolExecutor(AT_ONCE) as ahead:
        uploads = ahead.map(lambda post: upload(members[post.author], post), missing)
        for count, (post, media_ids) in enumerate(zip(missing, uploads, strict=True), 1):
            there[post.alt] = publish(members[post.author], post, media_ids)
            if count % 10 == 0:
                lifeline.tell(f"Filling in a demo community: {count} of {len(missing)} posts")
    return [there[post.alt] for post in posts]


def published(member: Member) -> Iterator[tuple[str, str]]:
    """Yield the alt text and the id of each post that a member has already published."""
    for post in member.get(f"/api/v1/accounts/{member.id}/statuses", limit="40"):
        for media in post["media_attachments"]:
            yield media["description"], post["id"]


def upload(member: Member, post: Post) -> list[str]:
    """Upload the photos of a post."""
    return [member.upload(photo(name), alt) for name, alt in post.photos]


def publish(member: Member, post: Post, media_ids: list[str]) -> str:
    """Publish the photos of a post that were uploaded."""
    form = {"status": post.caption, "media_ids": media_ids, "language": LANGUAGES[post.author]}
    if post.place:
        form["place_id"] = town(member, post.place)
    key = {"Idempotency-Key": f"{post.author}-{post.photos[0][0]}"}
    return str(member.post("/api/v1/statuses", json=form, headers=key)["id"])


@cache
def town(member: Member, name: str) -> str:
    """Return the id of the first town of a name."""
    return str(member.get("/api/v1.1/compose/search/location", q=name)[0]["id"])


if __name__ == "__main__":
    sys.exit(main())
