"""The operations of whoever chooses whom to show posts to, puts posts away, and puts them together."""

from typing import Any

from bench import stage
from bench.stage import CAPTION, Operations
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS, LIST
from chalicelib.models.photos.sharing.collections import PUBLIC
from chalicelib.services.people.reading import lists
from chalicelib.services.photos import posts, timelines
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import archive, close_friends, collected, collections


class Stage(stage.Stage):
    """The same community, with an author who chooses, puts away, and puts together."""

    def operations(self) -> Operations:
        """Yield each operation's name and the function that runs it."""
        yield from super().operations()
        yield from self._chosen()
        yield from self._kept()

    def _chosen(self) -> Operations:
        author, friend, member = (self._account(name) for name in ("chooser", "friend", "member"))
        close_friends.add(author.id, [friend.id])
        timelines.follow(author.id, member.id)
        people = lists.create(author.id, "Family")
        lists.add(author.id, people.id, [member.id])
        for number in range(40):
            rule: Any = {"access": CLOSE_FRIENDS} if number % 2 else {"access": LIST, "offer": {"list_id": people.id}}
            self._publish(author, **rule)
        yield "profile page of 20, by a friend", lambda: timelines.account(friend.id, author.id, Page())
        yield "profile page of 20, by one on a list", lambda: timelines.account(member.id, author.id, Page())

    def _kept(self) -> Operations:
        author, post = self.authors[1], self.posts[1]
        yield "archive a post", lambda: archive.archive(author.id, post.id)
        yield "page of the archive", lambda: archive.page(author.id, Page(limit=10))
        yield "take a post out of the archive", lambda: archive.unarchive(author.id, post.id)
        ids = [self._publish(author).id for _ in range(12)]
        made = [collections.create(author.id, {"post_ids": ids, "visibility": PUBLIC}) for _ in range(9)]
        reader, one = self.reader.id, made[0].id
        yield "a collection of 12 posts", lambda: collected.find(reader, one)
        yield "page of 9 collections", lambda: collected.of(reader, author.id, 1)
        yield "put a post into a collection", lambda: collections.add(author.id, one, self.posts[7].id)

    def _publish(self, author: Account, **rule: Any) -> Post:
        return posts.publish(author.id, Draft(CAPTION, [self._media(author).id], **rule))
