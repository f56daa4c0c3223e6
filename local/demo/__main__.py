"""Create the demo community through the API itself.

Every step first checks whether it was done already, so an interrupted run is completed by running it again.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import requests

from local import lifeline
from local.demo.client import App, Member
from local.demo.community import PEOPLE, PHOTOS, SIGN_IN, Photo, fans
from local.demo.market import open_market
from local.demo.pictures import draw

AT_ONCE = 3
# What is published last stands first at home, before what is sold.
LATEST = 3


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
    """Create what is missing of the community in community.py."""
    started = time.monotonic()
    first = app.let_in(PEOPLE[0])
    lifeline.tell(SIGN_IN)
    members = {PEOPLE[0].handle: first} | {person.handle: app.let_in(person) for person in PEOPLE[1:]}
    for member in members.values():
        member.introduce(draw(*member.person.portrait))
        for handle in member.person.follows:
            member.post(f"/api/v1/accounts/{members[handle].id}/follow")
    publish_all(members, PHOTOS[:-LATEST])
    open_market(members)
    post_ids = publish_all(members, PHOTOS)
    with ThreadPoolExecutor(AT_ONCE) as talks:
        list(
            talks.map(lambda number: talk(members, PHOTOS[number], post_ids[number], fans(number)), range(len(PHOTOS)))
        )
    seconds = time.monotonic() - started
    lifeline.tell(f"The demo community is there: {len(PEOPLE)} people, {len(PHOTOS)} posts ({seconds:.0f} s)")


def publish_all(members: dict[str, Member], photos: Sequence[Photo]) -> list[str]:
    """Publish photos in order, drawing and uploading a few in advance; return the posts' ids."""
    there = {alt: post_id for member in members.values() for alt, post_id in published(member)}
    missing = [photo for photo in photos if photo.alt not in there]
    with ThreadPoolExecutor(AT_ONCE) as ahead:
        uploads = ahead.map(lambda photo: upload(members[photo.author], photo), missing)
        for count, (photo, media_ids) in enumerate(zip(missing, uploads, strict=True), 1):
            there[photo.alt] = publish(members[photo.author], photo, media_ids)
            if count % 10 == 0:
                lifeline.tell(f"Filling in a demo community: {count} of {len(missing)} photos")
    return [there[photo.alt] for photo in photos]


def published(member: Member) -> Iterator[tuple[str, str]]:
    """Yield the alt text and the id of each post that a member has already published."""
    for post in member.get(f"/api/v1/accounts/{member.id}/statuses", limit="40"):
        for photo in post["media_attachments"]:
            yield photo["description"], post["id"]


def upload(member: Member, photo: Photo) -> list[str]:
    """Draw a photo, and the others of its album, and upload them."""
    pictures = ((photo.kind, photo.seed, photo.alt), *photo.more)
    return [member.upload(draw(kind, seed), alt) for kind, seed, alt in pictures]


def publish(member: Member, photo: Photo, media_ids: list[str]) -> str:
    """Publish the photos of a post that were uploaded."""
    form = {"status": photo.caption, "media_ids[]": media_ids}
    return str(
        member.post(
            "/api/v1/statuses", data=form, headers={"Idempotency-Key": f"{photo.author}-{photo.kind}-{photo.seed}"}
        )["id"]
    )


def talk(members: dict[str, Member], photo: Photo, post_id: str, likers: tuple[str, ...]) -> None:
    """Like a post and comment on it."""
    for handle in likers:
        members[handle].post(f"/api/v1/statuses/{post_id}/favourite")
    if not photo.comments:
        return
    said = [
        post["account"]["username"]
        for post in members[photo.author].get(f"/api/v1/statuses/{post_id}/context")["descendants"]
    ]
    # Nobody comments twice on one post, so the authors of the comments show which ones are missing.
    for handle, words in photo.comments:
        if handle not in said:
            members[handle].post("/api/v1/statuses", data={"status": words, "in_reply_to_id": post_id})


if __name__ == "__main__":
    sys.exit(main())
