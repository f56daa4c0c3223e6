"""A story with a marked photo, everybody who may look for it, and what may happen to it until it ends and after."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import time_machine

from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import FOLLOWERS
from chalicelib.models.photos.stories.highlights import Highlights
from chalicelib.models.photos.stories.reels import Reel
from chalicelib.services import sweeper
from chalicelib.services.photos import access, timelines, viewers
from chalicelib.services.photos.stories import highlights, publishing, watching
from tests.kit.events import deliver_events
from tests.kit.moderated import DEEDS
from tests.kit.stories import CAROUSEL
from tests.kit.walk import CHANGES, VIEWERS, Change, Scene
from tests.matrix.marked import ALT, UNKNOWN, Marked

OWN, LATER, VIEWERS_OF, ONE, KEPT = (
    "/api/v1.1/stories/self-carousel",
    "/api/v1.2/stories/carousel",
    "/api/rossgram/v1/stories/{story_id}/viewers",
    "/api/rossgram/v1/stories/{story_id}",
    "/api/rossgram/v1/accounts/{account_id}/highlights",
)
CHOSEN = ("close friend", "former friend")


@dataclass
class StoryScene(Marked):
    """A scene whose photo is a story, which everybody saw and liked who could."""

    following = (*Marked.following, *CHOSEN)
    access: str = FOLLOWERS
    given_before: dict[str, list[str]] = field(default_factory=dict)
    clock: ExitStack = field(default_factory=ExitStack)

    def publish(self) -> None:
        """Put the photo up, and let everybody see and like it who may."""
        self.clients = {name: self._client_of(name) for name in VIEWERS}
        Media(self.photo.id).update([Media.description.set(f"An {ALT}")])
        self.story = publishing.publish(self.author.id, self.photo.id, self.access)
        self.lay_at = super().folder
        # What asks for a post by its id asks for the story.
        self.post = self.story.as_post()
        self.link = self.collection_id = self.collection_link = self.comment_id = UNKNOWN
        self.seen_by = {name for name in VIEWERS if name not in {"nobody", "author"} and self.may_see(name)}
        for name in sorted(self.seen_by):
            watching.like(self.people[name].id, self.story.id)
        deliver_events()
        self.told_of = {name: {**self._newest_notification(name), "story_id": self.story.id} for name in VIEWERS}
        self.lists_of = {name: self._list_with_author(name) for name in self.following}
        self.asked = {"/api/v1.2/stories/viewers": f"sid={self.story.id}"}
        self.given_before = {name: self.addresses(name) for name in VIEWERS}

    @property
    def folder(self) -> str:
        """Return where the files of the photo lie, or lay until they were swept."""
        return self.lay_at

    def may_see(self, name: str) -> bool:
        """Tell what the one function says of a viewer at this moment, of a story that was not taken down."""
        stories = [one for one in Reel.of(self.author.id).all if one.id == self.photo.id]
        account_id, author = self.id_of(name), Account.find(self.author.id)
        if not stories or account_id is None:
            return False
        post = stories[0].as_post(author)
        return access.may_see(viewers.viewer_of(account_id, [post]), post)

    def is_in_tray(self, name: str) -> bool:
        """Tell whether a viewer is to be shown the story unasked: it is of somebody whom they follow and hear."""
        if name in {"nobody", "author", "muting"} or not self.may_see(name):
            return False
        return Follow.is_there(self.people[name].id, self.author.id)

    def tray(self, name: str, path: str = CAROUSEL) -> list[dict[str, Any]]:
        """Return the stories of others that a viewer is shown; nobody is shown any who is not signed in."""
        answer = self.clients[name].get(path)
        assert answer.status_code == (401 if self.is_out(name) else 200), (name, answer.text)
        return [one for node in answer.json().get("nodes", []) for one in node["nodes"]]

    def own(self, name: str) -> list[dict[str, Any]]:
        """Return the stories of their own that a viewer is shown."""
        answer = self.clients[name].get(OWN)
        assert answer.status_code == (401 if self.is_out(name) else 200), (name, answer.text)
        return list(answer.json()["self"]["nodes"]) if answer.status_code == 200 else []

    def is_out(self, name: str) -> bool:
        """Tell whether a viewer is not signed in at this moment."""
        return self.clients[name].get("/api/v1/preferences").status_code == 401

    def addresses(self, name: str) -> list[str]:
        """Return the addresses of the photo that a viewer is given at this moment: in the tray, or as its author."""
        return [url for one in (*self.own(name), *self.tray(name)) for url in (one["src"], one["rossgram"]["small"])]

    def shown_at(self, name: str, path: str) -> set[str]:
        """Return the marks that a viewer may find at a path at this moment."""
        if name == "author" and ("{media_id}" in path or (path in {OWN, CAROUSEL, LATER} and self.may_see(name))):
            return self.marks
        if path == ONE:
            return self.marks if self.may_see(name) else set()
        is_tray = path.endswith("/stories/carousel")
        return self.marks if is_tray and self.is_in_tray(name) else set()

    def is_apart(self, name: str) -> bool:
        """Tell whether a viewer and the author must not meet."""
        return self.people[name].id in Barriers.of(self.author.id).barred

    def wait(self, hours: float) -> None:
        """Let so many hours go by, after which everybody signs in again."""
        self.clock.enter_context(time_machine.travel(timedelta(hours=hours)))
        self.clients = {name: self._client_of(name) for name in VIEWERS}

    def end_rights(self) -> None:
        """Let one follower go, and take another out of the close friends."""
        super().end_rights()
        timelines.unfollow(self.people["former friend"].id, self.author.id)


@dataclass
class KeptScene(StoryScene):
    """A scene whose story is in a highlight."""

    def publish(self) -> None:
        """Put the photo up, and keep it."""
        super().publish()
        highlights.make(self.author.id, "Hills", [self.story.id])

    @property
    def folder(self) -> str:
        """Return where the files of the photo lie at this moment."""
        return Media.find(self.photo.id).lies_at.folder if self.given_before else self.lay_at

    def may_see_kept(self, name: str) -> bool:
        """Tell what the one function says of a viewer and of the story that is kept."""
        account_id, author = self.id_of(name), Account.find(self.author.id)
        [post] = [one.as_post(author) for one in Highlights.of(self.author.id).kept]
        return account_id is not None and access.may_see(viewers.viewer_of(account_id, [post]), post)

    def shown_at(self, name: str, path: str) -> set[str]:
        """Return the marks that a viewer may find at a path at this moment."""
        return self.marks if path == KEPT and self.may_see_kept(name) else super().shown_at(name, path)


def _take_down(scene: Scene) -> None:
    publishing.remove(scene.author.id, scene.photo.id)


def _end(scene: Scene) -> None:
    assert isinstance(scene, StoryScene)
    scene.wait(24.01)


def _end_and_sweep(scene: Scene) -> None:
    _end(scene)
    for _ in range(2):
        sweeper.sweep()
        deliver_events()


# What happens to a story, and whether the addresses that were given out of it stay.
STORY_CHANGES: dict[str, tuple[Change, bool]] = {
    **{name: (CHANGES[name], True) for name in ("nothing", "rights end", "author blocks", "author private")},
    **{name: (CHANGES[name], False) for name in ("author closed", "author closed and open again")},
    **{name: DEEDS[name] for name in ("author silenced", "author suspended", "author suspended for a while")},
    "taken down": (_take_down, False),
    "ended": (_end, False),
    "ended and swept": (_end_and_sweep, False),
}
