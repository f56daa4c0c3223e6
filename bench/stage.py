"""A small community on the local AWS, and the operations that are measured on it."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from app import app
from bench import photos
from chalicelib.models import base
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door import sign_ups
from chalicelib.models.photos.lists.recent_posts import RecentPosts
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.timelines import Home
from chalicelib.models.totals import milliseconds
from chalicelib.services import limits
from chalicelib.services.people import apps, counts, homes, oauth, sessions
from chalicelib.services.people.counts import Subject
from chalicelib.services.people.door import browsers
from chalicelib.services.people.relationships import blocks
from chalicelib.services.people.search import names
from chalicelib.services.photos import bookmarks, comments, likes, posts, timelines, views
from chalicelib.services.photos.interactions import discussions, pins, reblogs, threads
from chalicelib.services.photos.polls import voting
from chalicelib.services.photos.polls.asking import LONGEST_SECONDS, Poll
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.search import indexing, tags
from chalicelib.services.photos.search import posts as found
from chalicelib.services.talk.notifications import page as told
from chalicelib.services.talk.told import KNOWN
from local.request_event import request_event

AUTHORS, POSTS, FOLLOWERS = 6, 30, 100
# The reader has liked and bookmarked the older posts.
MARKED = 21
# Older posts of the first author, one every third day, so that a page of its profile is full and covers weeks.
PROFILE = 20
DAY = 86400
Operations = Iterator[tuple[str, Callable[[], object]]]
CAPTION = "Down by the river at first light, before the town was up. #morning #river #film"


class Stage:
    """One reader who follows six authors, thirty posts of one photo, and a hundred followers of the first author."""

    def __init__(self) -> None:
        self.reader = self._account("reader")
        Home.see(self.reader.id)
        self.authors = [self._account(f"author{number}") for number in range(AUTHORS)]
        for author in self.authors:
            timelines.follow(self.reader.id, author.id)
        for number in range(1, FOLLOWERS):
            fan = self._account(f"fan{number}")
            if number % 10 < 3:
                Home.see(fan.id)
            timelines.follow(fan.id, self.authors[0].id)
        for days in range(PROFILE, 0, -1):
            self._post(self.authors[0], 3 * days)
        self.posts = [self._post(self.authors[number % AUTHORS]) for number in range(POSTS)]
        for post in self.posts:
            timelines.deliver(post.id)
        for post in self.posts[:MARKED]:
            likes.like(self.reader.id, post.id)
            bookmarks.bookmark(self.reader.id, post.id)
        # The last follower follows nobody else, so that a page of its home timeline covers weeks.
        self.slow = self._account("slow")
        Home.see(self.slow.id)
        timelines.follow(self.slow.id, self.authors[0].id)
        # Both follow ten accounts: the posts of all of them are pulled, and whoever returns did not look for long.
        self.crowded, self.returning = self._account("crowded"), self._account("returning")
        self._follow_ten()
        registered = apps.register("Bench", None, ["urn:ietf:wg:oauth:2.0:oob"], ["read", "write"], "192.0.2.1")
        self.token = str(sessions.begin(self.reader.id, registered.app.client_id, ["read", "write"])["access_token"])
        self.cookie = browsers.sign_in(Credential.find(self.reader.id)).cookie

    def _follow_ten(self) -> None:
        Home.see(self.crowded.id)
        for author in [*self.authors, *(self._account(f"star{number}") for number in range(10 - AUTHORS))]:
            RecentPosts.fill(author.id)
            for follower in (self.crowded, self.returning):
                timelines.follow(follower.id, author.id)
            homes.pull([self.crowded.id], author.id)

    def operations(self) -> Operations:
        """Yield each operation's name and the function that runs it."""
        reader, author, post = self.reader.id, self.authors[0], self.posts[0]
        other, on = self.posts[-1], ("likes", self.posts[-1].id)
        yield "home page of 20, with the token", self.request_home
        yield "token alone", lambda: oauth.verify(self.token)
        yield "cookie of our web client alone", lambda: browsers.verify(self.cookie, reader)
        yield "home page of 20 over weeks", lambda: timelines.home(self.slow.id, Page())
        yield "home page of 20, ten accounts pulled", lambda: timelines.home(self.crowded.id, Page())
        yield "public page of 20", lambda: timelines.public(reader, Page())
        profile = partial(timelines.account, reader, author.id, Page())
        yield "profile page of 20", profile
        yield "profile page of 20, with reblogs", partial(profile, with_reblogs=True)
        yield "one post", lambda: views.find(reader, post.id)
        yield "conversation", lambda: comments.context(reader, post.id)
        fresh, app_id = self._post(author), oauth.verify(self.token).app_id
        drafts = [Draft(CAPTION, [photos.processed(author.id).id], app=app_id) for _ in range(2)]
        yield "publish a post of one photo", lambda: posts.publish(author.id, drafts[0])
        yield "publish with an idempotency key", lambda: posts.publish(author.id, drafts[1], "key")
        yield f"deliver to {FOLLOWERS} followers, 30 % active", lambda: timelines.deliver(fresh.id)
        # The first like of a post and a day writes a row more, by which its author is told.
        yield "first like of a day, counted", self._counted(lambda: likes.like(self.slow.id, other.id), on)
        yield "page of notifications", lambda: told(other.author_id, KNOWN, Page())
        yield "like, counted", self._counted(lambda: likes.like(reader, other.id), on)
        yield "take a like back, counted", self._counted(lambda: likes.unlike(reader, other.id), on)
        asked = posts.publish(author.id, Draft("Where to?", poll=Poll(["Sea", "Hills"], LONGEST_SECONDS)))
        vote = partial(voting.vote, reader, asked.id, [0])
        yield "vote in a poll, counted", self._counted(vote, ("votes", asked.id))
        yield "page of 20 of one's likes", lambda: likes.liked(reader, Page())
        yield "bookmark", lambda: bookmarks.bookmark(reader, other.id)
        yield "take a bookmark away", lambda: bookmarks.unbookmark(reader, other.id)
        yield "page of 20 of one's bookmarks", lambda: bookmarks.bookmarked(reader, Page())
        yield "comment", lambda: comments.write(reader, post.id, Draft("Lovely"))
        yield from self._relationships(author.id)
        yield "home page of a returning reader", lambda: timelines.home(self.returning.id, Page())
        yield from self._searches(fresh.id)
        yield from self._sharing(reader, author.id, post.id, other.id)
        yield "delete a post", lambda: posts.delete(other.author_id, other.id)
        yield "limit of a write", lambda: limits.count(reader, "posts")
        yield "limit of ten likes", lambda: deque(map(limits.count, [reader] * 10, ["likes"] * 10))

    def _relationships(self, author_id: str) -> Operations:
        newcomer = self._account("newcomer")
        totals = (("following", newcomer.id), ("followers", author_id))
        yield "follow, counted", self._counted(lambda: timelines.follow(newcomer.id, author_id), *totals)
        yield "unfollow, counted", self._counted(lambda: timelines.unfollow(newcomer.id, author_id), *totals)
        first, *barred = [self._account(f"barred{number}") for number in range(21)]
        for account in barred:
            blocks.block(newcomer.id, account.id)
        yield "block an account", lambda: blocks.block(newcomer.id, first.id)
        yield "page of 20 blocks", lambda: blocks.blocked(newcomer.id, Page())

    def _searches(self, fresh_id: str) -> Operations:
        yield "index the words of a post", lambda: indexing.index(fresh_id)
        deque(map(indexing.index, [other.id for other in self.posts]))
        yield "search accounts", lambda: names.search(self.reader.id, "fan", 40)
        yield "search posts by two words", lambda: found.search(self.reader.id, "river light", Page())
        yield "search hashtags", lambda: tags.search("riv", 20)
        yield "page of 20 of a hashtag", lambda: found.tagged(self.reader.id, ["river"], Page())

    def _sharing(self, reader: str, author_id: str, post_id: str, other_id: str) -> Operations:
        yield "pin a post", lambda: pins.pin(author_id, post_id)
        yield "turn comments off", lambda: discussions.arrange(author_id, post_id, is_off=True)
        yield "mute a conversation", lambda: threads.mute(reader, other_id)
        yield "reblog", lambda: reblogs.reblog(reader, other_id)
        yield "take a reblog back", lambda: reblogs.unreblog(reader, other_id)
        yield "home page of 20 reblogs", self._reblogs()

    def _reblogs(self) -> Callable[[], object]:
        """Return the reading of a home whose page is full of reblogs."""
        crier, reader = self._account("crier"), self._account("hearer")
        Home.see(reader.id)
        timelines.follow(reader.id, crier.id)
        for post in self.posts[:20]:
            timelines.deliver(reblogs.reblog(crier.id, post.id).post.id)
        return partial(timelines.home, reader.id, Page())

    def request_home(self) -> Any:
        """Request the reader's home page through an event of API Gateway."""
        return app(self.home_event(), None)

    def home_event(self) -> dict[str, Any]:
        """Return the event with which API Gateway asks for the reader's home page."""
        headers = {"authorization": f"Bearer {self.token}"}
        return request_event("GET", "/api/v1/timelines/home", headers, b"", app.api.binary_types)

    def _counted(self, act: Callable[[], object], *subjects: Subject) -> Callable[[], object]:
        """Return an act that ends with the counting that its hint brings."""

        def both() -> None:
            act()
            for kind, row_id in subjects:
                counts.recount(kind, row_id, milliseconds(time.time()))

        return both

    def _account(self, handle: str) -> Account:
        return sign_ups.create(handle, f"{handle}@example.com", "-", {"display_name": handle.title()})

    def _post(self, author: Account, days: int = 0) -> Post:
        base.clock = lambda: time.time() - days * DAY
        try:
            return posts.publish(author.id, Draft(CAPTION, [photos.processed(author.id).id]))
        finally:
            base.clock = time.time
