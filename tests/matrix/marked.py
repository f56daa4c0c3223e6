"""A post with a mark on all that is hidden with it, which everybody liked, kept and was told of who could."""

from dataclasses import dataclass, field, replace

from chalicelib.models.base import now
from chalicelib.models.photos.insights.insight_days import MOST_POSTS, InsightDay
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import PUBLIC, UNLISTED, Post
from chalicelib.models.photos.sharing.audiences import ME
from chalicelib.services.people.reading import lists
from chalicelib.services.photos import access, bookmarks, comments, likes, viewers
from chalicelib.services.photos.insights import reporting
from chalicelib.services.photos.interactions import pins, reblogs
from chalicelib.services.photos.offers import Terms
from chalicelib.services.photos.polls import voting
from chalicelib.services.photos.polls.asking import LONGEST_SECONDS, Poll
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import collections, secret_links
from chalicelib.services.photos.trends import counting
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_token
from tests.kit.walk import RULES, VIEWERS, Scene
from tests.matrix.outgoing import Outgoing

# Where the collection is that has the post.
COLLECTED, LINKED = (
    "/api/v1.1/collections/items/{collection_id}",
    "/api/rossgram/v1/linked_collections/{collection_token}",
)
CAPTION, ALT, OPTION, COMMENT, TAG = "quagga", "okapi", "kakapo", "axolotl", "marsh"
# What stands only in the first text of a post that its author opened to others later.
FIRST = "numbat"
UNKNOWN = "115000000000000000"


@dataclass
class Marked(Scene):
    """A scene of marked words, whose post was found and kept by everybody who could before anything happened to it."""

    # A post that is answered stays for whom it is.
    is_answered: bool = True
    # Its author keeps it to themselves first, and says something else then.
    is_kept: bool = False
    outgoing: Outgoing = field(kw_only=True)
    reacted: set[str] = field(default_factory=set)
    clients: dict[str, Client] = field(default_factory=dict)
    # What else is asked at some paths.
    asked: dict[str, str] = field(default_factory=dict)

    def publish(self) -> None:
        """Publish the photo, and let everybody like, keep, repeat and answer it."""
        self.clients = self.clients or {name: self._client_of(name) for name in VIEWERS}
        Media(self.photo.id).update([Media.description.set(f"An {ALT}")])
        super().publish()
        deliver_events()
        self.comment_id = self._answer() if self.is_answered else UNKNOWN
        for name in VIEWERS:
            # Whoever was blocked keeps what they bought, and does nothing with it.
            if name not in {"nobody", "blocked buyer"} and self.may_see(name):
                self._react(name)
        if name := next((name for name in ("follower", "author") if self.access in (PUBLIC, UNLISTED)), ""):
            reblogs.reblog(self.people[name].id, self.post.id)
        pins.pin(self.author.id, self.post.id)
        deliver_events()
        counting.count()
        InsightDay.replace(self.author.id, reporting.yesterday(), {self.post.id: 2, self.comment_id: 1}, 1, MOST_POSTS)
        self.link = secret_links.create(self.author.id, self.post.id)[1]
        self._collect()
        self.told_of = {name: self._newest_notification(name) for name in VIEWERS}
        self.lists_of = {name: self._list_with_author(name) for name in ("follower", "removed", "muting")}

    def sell(self, since: int | None = None) -> None:
        """Give those who paid what they paid for, none of whom could before its author opened it."""
        if not self.is_kept:
            return super().sell(since)
        self.is_kept = False
        self.edit(Terms(self.access, RULES.get(self.access)))
        return super().sell(now())

    def draft(self) -> Draft:
        """Return what is published: it names everybody, so that whoever may see it is told."""
        if self.is_kept:
            return Draft(f"A {FIRST} #{FIRST}", [self.photo.id], access=ME)
        names = " ".join(f"@{account.handle}" for account in self.people.values())
        poll = Poll([f"A {OPTION}", "Neither"], LONGEST_SECONDS)
        return replace(super().draft(), caption=f"A {CAPTION} #{TAG} {names}", poll=poll)

    def edit(self, terms: Terms | None = None, caption: str = "", photos: list[str] | None = None) -> None:
        """Change the post as its author does, with the marked words left in it."""
        super().edit(terms, f"{caption} {self.draft().caption}", photos)

    def _collect(self) -> None:
        """Put the post into a collection for everybody, and make a secret link to that."""
        given = {"title": "Walks", "visibility": PUBLIC, "post_ids": [self.post.id]}
        self.collection_id = collections.create(self.author.id, given).id
        self.collection_link = secret_links.create_for_collection(self.author.id, self.collection_id)[1]

    def _answer(self) -> str:
        return comments.write(self.author.id, self.post.id, Draft(f"And an {COMMENT}")).id

    def finds(self, path: str) -> set[str]:
        """Return who finds the post at a path, as long as it is shown to them."""
        if path in {"/api/v1/bookmarks", "/api/v1/favourites"}:
            return self.reacted
        if path in {COLLECTED, LINKED}:
            held = Post.find_all([self.post.id]).get(self.post.id)
            return set(VIEWERS) if held and not (held.is_archived or held.withdrawn_at) else set()
        if path == "/api/rossgram/v1/insights":
            return {"author"}
        return set(VIEWERS) if path == "/api/v1/statuses" else set()

    def _react(self, name: str) -> None:
        self.reacted.add(name)
        likes.like(self.people[name].id, self.post.id)
        if name != "author" and self.post.body.get("poll"):
            voting.vote(self.people[name].id, self.post.id, [0])
        bookmarks.bookmark(self.people[name].id, self.post.id)

    def _client_of(self, name: str) -> Client:
        if name not in self.people:
            return Client()
        client = Client(make_token(self.people[name]))
        self.outgoing.tell(self.people[name], client)
        return client

    def _newest_notification(self, name: str) -> dict[str, str]:
        found = self.clients[name].get("/api/v1/notifications") if name in self.people else None
        newest: dict[str, str] = next(iter(found.json()), {}) if found is not None else {}
        return {"notification_id": newest.get("id", "1"), "group_key": newest.get("group_key", "ungrouped-1")}

    def _list_with_author(self, name: str) -> str:
        made = lists.create(self.people[name].id, "Friends")
        lists.add(self.people[name].id, made.id, [self.author.id])
        return made.id

    def shows(self, name: str, *, by_link: bool = False) -> set[str]:
        """Return the marks that a viewer may find at this moment, as the one function says, and what is locked."""
        held = Post.find_all([self.post.id, self.comment_id])
        viewer = viewers.viewer_of(self.id_of(name), held.values())
        if by_link:
            viewer = replace(viewer, linked=frozenset({self.post.id}))
        post, comment = held.get(self.post.id), held.get(self.comment_id)
        found: set[str] = set()
        if post and access.may_see(viewer, post):
            found |= {CAPTION, ALT, OPTION, post.id, self.folder}
        if name == "author":
            found.add(FIRST)
        if post and access.lock_of(viewer, post):
            found |= {CAPTION, post.id}
        if comment and access.may_see(viewer, comment):
            # It says what it answers.
            found |= {COMMENT, self.post.id}
        return found

    @property
    def folder(self) -> str:
        """Return where the files of the photo lie at this moment."""
        return Media.find(self.photo.id).lies_at.folder

    @property
    def marks(self) -> set[str]:
        """Return what nobody finds who may not: words, the post's id, and where its photo lies."""
        return {CAPTION, ALT, OPTION, COMMENT, FIRST, self.post.id, self.folder}

    def called(self, marks: set[str]) -> list[str]:
        """Return what some marks are, for people."""
        return sorted({self.post.id: "its id", self.folder: "its files"}.get(mark, mark) for mark in marks)
