"""What is scheduled, the clock by which it goes out, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from chalicelib.models import base
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.photos.lists import listings
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.models.photos.scheduling.unpublished import SCHEDULED, UnpublishedPost
from chalicelib.models.photos.sharing.audiences import LIST
from chalicelib.models.talk.mails import Mail
from chalicelib.services import sweeper
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import closed
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.scheduling import due, scheduled
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post
from tests.kit.killing import Killed, Killer
from tests.kit.money.paid import PRICED
from tests.kit.stored import make_stored

NOW = 1_900_000_000
HOUR, DAY = 3600, 24 * 3600
SWEEP = sweeper.SWEEP_SECONDS


class Clock:
    """A clock that stands still until it is moved."""

    at = float(NOW)

    def pass_by(self, seconds: float, *, delivers: bool = True) -> None:
        """Let time pass, with a sweep every five minutes of the last ones, and at its end deliver what they sent."""
        end = self.at + seconds
        self.at = max(self.at, end - 3 * SWEEP)
        while self.at < end:
            self.at = min(self.at + SWEEP, end)
            sweeper.sweep()
        if delivers:
            deliver_events()


def schedule(author: Account, seconds: int = HOUR, photos: int = 1, parent_id: str = "", **draft: Any) -> str:
    media_ids = [make_stored(author).id for _ in range(photos)]
    made = Draft("A walk", media_ids, **draft)
    return scheduled.schedule(author.id, made, base.now() + seconds, parent_id).row.id


def waiting(author: Account) -> list[UnpublishedPost]:
    return UnpublishedPost.counted(author.id, SCHEDULED)[0]


def posts_of(author: Account) -> list[Post]:
    ids = Post.ids_in(listings.names(author.id, comments=True), Page(limit=50)).rows
    return list(Post.find_all(ids).values())


def letters_to(account: Account) -> list[Mail]:
    """Return the mails that tell an account what was not published."""
    return [mail for mail in Mail.scan() if (mail.account_id, mail.template) == (account.id, due.MAIL)]


def cut(killer: Killer, at: int, act: Callable[[], object]) -> bool:
    """Kill an act at one of its calls; tells whether it had that many."""
    try:
        with killer.aiming(at):
            act()
    except Killed:
        return True
    return False


def gone(what: str, anna: Account, post_id: str) -> None:
    """Take away what a scheduled post needs."""
    row = UnpublishedPost.on(anna.id, SCHEDULED, post_id)
    if what == "photo":
        Media(row.media_ids[0]).delete()
    elif what == "list":
        lists.delete(anna.id, row.said["offer"]["list_id"])
    elif what == "account":
        closed.close(anna.id, LEAVING)
    elif what == "selling":
        Seller(anna.id).delete()
    else:
        posts.delete(Post.find(row.said["parent_id"]).author_id, row.said["parent_id"])


WANTS: dict[str, Callable[[Account], dict[str, Any]]] = {
    "photo": lambda _: {},
    "list": lambda anna: {"access": LIST, "offer": {"list_id": lists.create(anna.id, "Family").id}},
    "account": lambda _: {},
    "selling": lambda _: {"access": PRICE, "offer": PRICED},
    "parent": lambda _: {"parent_id": make_post(make_account()).id},
}
