"""Read the people of the demo community, and their posts, from community.toml."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PASSWORD = "rossgram on this machine"
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Person:
    """A fictional person."""

    handle: str
    name: str
    note: str
    portrait: str
    follows: list[str]
    language: str = "en"
    private: bool = False
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def email(self) -> str:
        """Return an e-mail address in a reserved domain (RFC 2606)."""
        return f"{self.handle}@demo.example.com"


@dataclass(frozen=True)
class Post:
    """A post: its author, its photos with what they show, and its texts.

    What the first photo shows is unique among an author's posts, since the post is known by it.
    """

    author: str
    photos: list[tuple[str, str]]
    caption: str
    comments: list[tuple[str, str]] = field(default_factory=list)
    place: str = ""

    @property
    def alt(self) -> str:
        """Return what the first photo shows."""
        return self.photos[0][1]


@dataclass(frozen=True)
class Story:
    """A photo that its author puts up for a day."""

    author: str
    photo: str
    alt: str


@dataclass(frozen=True)
class Conversation:
    """What some people write to each other, in order; the first of them sees it among their own."""

    people: list[str]
    said: list[tuple[str, str]]


def photo(name: str) -> bytes:
    """Return a photo as its file holds it."""
    return (FOLDER / "photos" / f"{name}.webp").read_bytes()


_FOUND: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "community.toml").read_text("utf-8"))
PEOPLE = tuple(Person(**person) for person in _FOUND["people"])
POSTS = tuple(Post(**post) for post in _FOUND["posts"])
STORIES = tuple(Story(**story) for story in _FOUND["stories"])
CONVERSATIONS = tuple(Conversation(**talk) for talk in _FOUND["conversations"])
LANGUAGES = {person.handle: person.language for person in PEOPLE}
PRIVATE = {person.handle for person in PEOPLE if person.private}


def fans(number: int) -> tuple[str, ...]:
    """Return the people who like the post at a position in the list: from a few to all who may see it."""
    author = POSTS[number].author
    others = [one.handle for one in PEOPLE if one.handle != author]
    if author in PRIVATE:
        others = [one.handle for one in PEOPLE if author in one.follows and one.handle != "tomas"]
    return tuple(handle for place, handle in enumerate(others) if (number * 7 + place * 5) % 11 < 7)


SIGN_IN = f"Sign in as {PEOPLE[0].email} with the password “{PASSWORD}” (on this machine only)"
