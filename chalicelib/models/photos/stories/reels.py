"""Reels: the stories of an author that stand, all in one row, so that those of a hundred authors are read at once."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, table_name
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import FOLLOWERS, Post
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS
from chalicelib.models.versions import value_as_read

AUDIENCES = (FOLLOWERS, CLOSE_FRIENDS)
LASTS_SECONDS = 24 * 3600
MOST_STANDING = 100
# How long ago the photo of a new story may have been uploaded: what one saw is found by the ids of photos.
OLDEST_PHOTO_SECONDS = 48 * 3600
# A row has 400 KB at most. Beside its stories it has their author, or up to 20 titles with the ids of 90 stories each.
MOST_BYTES = 350_000


class Said(JSONAttribute):
    """What is said in a row, in UTF-8: escaped, as JSON is elsewhere, most scripts take three times as much."""

    def serialize(self, value: Any) -> str | None:
        """Return the text that is stored."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Story:
    """One photo of an author that stands from `published_at` until `ends_at`. Its id is that of the photo.

    `photo` is what a post carries of one; `seconds` is how long it is shown, `may_react` whether others may like it,
    `may_reply` whether they may answer it.
    """

    id: str
    author_id: str
    access: str
    published_at: int
    ends_at: int
    seconds: int
    may_react: bool
    photo: dict[str, Any]
    may_reply: bool = True

    def as_post(self, author: Account | None = None) -> Post:
        """Return what decides of the story as a post, which is never stored: who may see it is asked of that.

        Without its `author` of this moment it says neither that they are private nor that they are closed.
        """
        post = Post(self.id, author_id=self.author_id, access=self.access, ends_at=self.ends_at)
        post.body = {"media": [self.photo], "mentions": []}
        post.is_private = True if author and author.is_private else None
        post.closed_by = {self.author_id} if author and author.closed else None
        return post


class Reel(Model):
    """The stories of one author, the oldest first; those that ended stay until the sweeper has deleted their files.

    `author` is Account.snapshot(), redrawn when the profile changes. `version` is drawn anew by each write, so that a
    row that went and came again is another one.
    """

    class Meta(BaseMeta):
        table_name = table_name("reels")

    author_id = UnicodeAttribute(hash_key=True)
    version = UnicodeAttribute(null=True)
    author = JSONAttribute(default=dict)
    stories = Said(default=list)

    @classmethod
    def of(cls, author_id: str) -> "Reel":
        """Return an author's stories, read consistently; an empty reel, which is not stored, where there are none."""
        try:
            return cls.get(author_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(author_id)

    @property
    def all(self) -> list[Story]:
        """Return the stories that are in the row, the oldest first."""
        return [Story(author_id=self.author_id, **said) for said in self.stories]

    def standing(self, at: int) -> list[Story]:
        """Return the stories that have not ended by a time, the oldest first."""
        return [story for story in self.all if story.ends_at > at]

    def replace(self, writes: TransactWrite, stories: Sequence[Story], author: dict[str, Any]) -> None:
        """Add to a transaction that these are its stories, where it is still as it was read; a row of none goes."""
        unchanged = value_as_read(Reel.version, self.version)
        if stories:
            after = Reel(self.author_id, version=new_id(), author=author, stories=[said(one) for one in stories])
            writes.save(after, condition=unchanged)
        else:
            writes.delete(Reel(self.author_id), condition=unchanged)

    def forget(self, writes: TransactWrite, story_id: str) -> None:
        """Add to a transaction that a story is not among them; nothing where it is not."""
        left = [story for story in self.all if story.id != story_id]
        if len(left) < len(self.stories):
            self.replace(writes, left, dict(self.author))

    @classmethod
    def redraw(cls, author_id: str, snapshot: dict[str, Any]) -> None:
        """Draw the author's changed profile on the row, where there is one."""
        guarded(lambda: cls(author_id).update([cls.author.set(snapshot)], condition=cls.version.exists()))


def said(story: Story) -> dict[str, Any]:
    """Return what a row of an author's carries of a story."""
    return {name: value for name, value in asdict(story).items() if name != "author_id"}


def fit(stories: Iterable[Story]) -> bool:
    """Tell whether one row has room for what is said of stories: alt texts can make a hundred of them too long."""
    return len((Reel.stories.serialize([said(one) for one in stories]) or "").encode()) <= MOST_BYTES
