"""A message of the marked words to some of a scene: named in it and told, or not; and what may happen to it then."""

from dataclasses import dataclass, replace

from chalicelib.models.people.closed import LEAVING
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.sharing.audiences import DIRECT
from chalicelib.services.people.relationships import blocks, closed, mutes
from chalicelib.services.photos import timelines
from chalicelib.services.photos.posts import Draft
from chalicelib.services.talk.direct import conversations, messages
from tests.kit.events import deliver_events
from tests.kit.moderated import DEEDS
from tests.kit.walk import CHANGES, VIEWERS, Change, Scene
from tests.matrix.marked import ALT, COMMENT, UNKNOWN, Marked

# One follows its author, one never answered, one let the author write, one mutes the author, one puts it away, and two
# part from the author once they have it. Its words name everybody else too, who have no part in it.
NAMED = ("follower", "asking", "listed", "muting", "removed", "blocked", "blocking", "close friend")
MESSAGES = "/api/rossgram/v1/conversations/{conversation_id}/messages"


@dataclass
class Message(Marked):
    """A scene of marked words that were sent to some, of whom one answered, and who then part."""

    access: str = DIRECT

    def stand_apart(self) -> None:
        """Let nobody part yet but whom the message is not to, and who is to be muted."""
        blocks.block(self.author.id, self.people["blocked buyer"].id)
        mutes.mute(self.people["muting"].id, self.author.id)

    def draft(self) -> Draft:
        """Return what is sent: a message asks nothing."""
        return replace(super().draft(), poll=None)

    def publish(self) -> None:
        """Send the photo, let everybody like and keep it to whom it is, and let two part from its author."""
        self.clients = {name: self._client_of(name) for name in VIEWERS}
        Media(self.photo.id).update([Media.description.set(f"An {ALT}")])
        self.post = messages.send(self.author.id, [self.people[name].id for name in NAMED], self.draft())
        deliver_events()
        conversations.accept(self.people["listed"].id, self.conversation_id)
        self.comment_id = self._answer() if self.is_answered else UNKNOWN
        for name in (*NAMED, "author"):
            self._react(name)
        deliver_events()
        # Nothing leads to it but itself.
        self.link = self.collection_id = self.collection_link = UNKNOWN
        self.told_of = {
            name: {**self._newest_notification(name), "conversation_id": self.conversation_id} for name in VIEWERS
        }
        self.lists_of = {name: self._list_with_author(name) for name in ("follower", "removed", "muting")}
        members = [self.people[name].id for name in (*NAMED, "author")]
        between = "&".join(f"account_ids[]={one}" for one in members)
        self.asked = {"/api/rossgram/v1/conversations/between": between}
        conversations.remove(self.people["removed"].id, self.conversation_id)
        blocks.block(self.author.id, self.people["blocked"].id)
        blocks.block(self.people["blocking"].id, self.author.id)

    @property
    def conversation_id(self) -> str:
        """Return where the message stands."""
        return str(self.post.root_id)

    def finds(self, path: str) -> set[str]:
        """Return who finds the message at a path, as long as it is shown to them."""
        if path == "/api/rossgram/v1/insights":
            return set()
        return set(VIEWERS) if path == MESSAGES else super().finds(path)

    def end_rights(self) -> None:
        """Let one who has the message follow its author no more."""
        timelines.unfollow(self.people["follower"].id, self.author.id)

    def _answer(self) -> str:
        return messages.answer(self.people["follower"].id, self.post.id, Draft(f"And an {COMMENT}")).id


def _close_who_answered(scene: Scene) -> None:
    closed.close(scene.people["follower"].id, LEAVING)
    deliver_events("profiles")


def _part_from_who_answered(scene: Scene) -> None:
    blocks.block(scene.people["listed"].id, scene.people["follower"].id)
    blocks.block(scene.people["follower"].id, scene.people["close friend"].id)


def _put_away(scene: Scene) -> None:
    for name in ("author", "follower", "listed"):
        conversations.remove(scene.people[name].id, str(scene.post.root_id))


# For whom a message is stays as it was, and it cannot be sold or archived.
HAPPENS: dict[str, Change] = {
    **{name: CHANGES[name] for name in ("nothing", "new words", "deleted", "deleted with its photos")},
    **{name: CHANGES[name] for name in ("photo taken out", "rights end", "author private", "author blocks")},
    **{name: CHANGES[name] for name in ("author closed", "author closed and open again")},
    **{name: DEEDS[name][0] for name in ("author silenced", "author suspended", "author suspended for a while")},
    "removed": DEEDS["removed"][0],
    "who answered closed": _close_who_answered,
    "members part": _part_from_who_answered,
    "put away": _put_away,
}
