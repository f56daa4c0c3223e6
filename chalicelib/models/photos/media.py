"""Media: an original that was uploaded, and what was made of it."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Unprocessable
from chalicelib.models.base import BaseMeta, GuardFailed, Model, assignments, guarded, new_id, now, table_name, transact
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.places import OPEN, PAID, SIGNED, Place, in_short

WAITING, PROCESSING, READY, FAILED, ENDED = "waiting", "processing", "ready", "failed", "ended"
UNFINISHED = (WAITING, PROCESSING)
UPLOAD_GRACE = 15 * 60
PROCESSING_GRACE = 15 * 60
UNUSED_GRACE = 24 * 3600
MOST_ATTEMPTS = 3
ABSENT: Mapping[str, Any] = {}


class DueIndex(GlobalSecondaryIndex["Media"]):
    """Media that the sweeper has to look at, by the time when."""

    class Meta:
        index_name = "due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = NumberAttribute(range_key=True)


class Media(Model):
    """An uploaded photo: `waiting` for its bytes, `processing`, then `ready` or `failed`.

    `place` and `key` say where the renditions lie (models/photos/places.py); older rows have `is_private` in place of
    the first, and `moving_until` where a move of them was cut. `due_at` is the time when the sweeper looks at it, and
    is absent once it belongs to a post or an account.
    """

    class Meta(BaseMeta):
        table_name = table_name("media")

    id = UnicodeAttribute(hash_key=True, default=new_id)
    owner_id = UnicodeAttribute()
    key = UnicodeAttribute(default=lambda: secrets.token_urlsafe(16))
    purpose = UnicodeAttribute(default="photo")
    state = UnicodeAttribute(default=PROCESSING)
    content_type = UnicodeAttribute()
    created_at = NumberAttribute(default=now)
    description = UnicodeAttribute(default="")
    focus = JSONAttribute(default=lambda: [0.0, 0.0])
    width = NumberAttribute(default=0)
    height = NumberAttribute(default=0)
    blurhash = UnicodeAttribute(default="")
    preview = UnicodeAttribute(default="")
    # Width and height by file, what was done in plain words, and with which pipeline; absent on the oldest rows.
    renditions = JSONAttribute(null=True)
    processing = JSONAttribute(null=True)
    made_with = NumberAttribute(null=True)
    reason = UnicodeAttribute(default="")
    attempts = NumberAttribute(default=0)
    post_id = UnicodeAttribute(null=True)
    place = UnicodeAttribute(null=True)
    is_private = BooleanAttribute(null=True)
    moving_until = NumberAttribute(null=True)
    due = UnicodeAttribute(null=True)
    due_at = NumberAttribute(null=True)
    due_index = DueIndex()

    @property
    def is_ready(self) -> bool:
        """Tell whether the renditions are there."""
        return self.state == READY

    @property
    def lies_at(self) -> Place:
        """Return where the renditions lie."""
        return Place(self.place or (PAID if self.is_private else OPEN), self.key)

    @property
    def original_key(self) -> str:
        """Return where the original lies."""
        return f"originals/{self.id}"

    def snapshot(self) -> dict[str, Any]:
        """Return what a post carries of a photo."""
        made = {"renditions": in_short(self.renditions), "processing": self.processing or []} if self.renditions else {}
        return {
            "id": self.id,
            "key": self.key,
            "place": self.lies_at.kind,
            "width": self.width,
            "height": self.height,
            "blurhash": self.blurhash,
            "alt": self.description,
            "focus": self.focus,
            **made,
        }

    @classmethod
    def create(cls, owner_id: str, content_type: str, state: str, **details: object) -> "Media":
        """Write down that an original is to come."""
        grace = UPLOAD_GRACE if state == WAITING else PROCESSING_GRACE
        media = cls(owner_id=owner_id, content_type=content_type, state=state, **details)  # type: ignore[arg-type]
        # Everybody sees avatars and headers; a photo is its owner's until it is published.
        media.place = media.place or (SIGNED if media.purpose == "photo" else OPEN)
        media.due, media.due_at = "due", now() + grace
        media.save(condition=cls.id.does_not_exist())
        return media

    @classmethod
    def find_all(cls, owner_id: str, media_ids: Iterable[str]) -> list["Media"]:
        """Return an account's media in the order of the ids, or raise Unprocessable where one is not theirs."""
        wanted = list(media_ids)
        found = fetch([(cls, media_id, None) for media_id in wanted])
        media = [found.get((cls, media_id, None)) for media_id in wanted]
        if any(not isinstance(item, Media) or item.owner_id != owner_id for item in media):
            raise Unprocessable("Validation failed: There is no such photo of yours")
        return [item for item in media if isinstance(item, Media)]

    @classmethod
    def due_ids(cls, at: int, limit: int) -> list[str]:
        """Return the ids of media that the sweeper has to look at by then, the longest due first."""
        return [media.id for media in cls.due_index.query("due", DueIndex.due_at <= at, limit=limit)]

    def describe(self, description: str, focus: list[float]) -> bool:
        """Change the alt text and the focus of a media of no post yet; False where it is in another state by now."""
        actions: list[Action] = [Media.description.set(description), Media.focus.set(focus)]
        held: Condition = Media.post_id == self.post_id if self.post_id else Media.post_id.does_not_exist()
        same = (Media.state == self.state) & (Media.key == self.key) & held
        return guarded(lambda: self.update(actions, condition=same))

    def finish(self, width: int, height: int, blurhash: str, preview: str, made: Mapping[str, Any] = ABSENT) -> bool:
        """Mark as ready, once; an avatar or header becomes the account's in the same write.

        A photo only if its focus is the one that its square was cut around. `made` says of the renditions what a row
        says. Tells whether it was this call that did it.
        """
        actions: list[Action] = [
            Media.state.set(READY),
            Media.width.set(width),
            Media.height.set(height),
            Media.blurhash.set(blurhash),
            Media.preview.set(preview),
            *assignments(Media, made),
        ]
        if self.purpose == "photo":
            later = [*actions, Media.due_at.set(now() + UNUSED_GRACE)]
            cut_for: Condition = Media.state.is_in(*UNFINISHED) & (Media.focus == self.focus)
            return guarded(lambda: self.update(later, condition=cut_for))
        return self._become_picture(actions)

    def _become_picture(self, actions: list[Action]) -> bool:
        account = Account.find(self.owner_id)
        key, media_id = getattr(Account, f"{self.purpose}_key"), getattr(Account, f"{self.purpose}_media_id")
        before = getattr(account, f"{self.purpose}_media_id")
        is_same = media_id == before if before else media_id.does_not_exist()

        def build(writes: TransactWrite) -> None:
            finished: list[Action] = [*actions, Media.due.remove(), Media.due_at.remove()]
            writes.update(Media(self.id), finished, condition=Media.state.is_in(*UNFINISHED))
            shown: list[Action] = [key.set(self.key), media_id.set(self.id)]
            writes.update(Account(self.owner_id), shown, condition=Account.id.exists() & is_same)
            if before:
                replaced: list[Action] = [Media.due.set("due"), Media.due_at.set(now())]
                writes.update(Media(before), replaced, condition=Media.id.exists())

        try:
            transact(build)
        except GuardFailed as failed:
            if 0 not in failed.positions:
                raise
            return False
        return True

    def fail(self, reason: str) -> bool:
        """Mark as failed with a reason for the owner, once. Tells whether it was this call that did it."""
        later = now() + UNUSED_GRACE
        return self._end([Media.state.set(FAILED), Media.reason.set(reason), Media.due_at.set(later)])

    def try_again(self) -> bool:
        """Count one more attempt at processing. Tells whether it is still unfinished."""
        return self._end([Media.attempts.add(1), Media.due_at.set(now() + PROCESSING_GRACE)])

    def end(self) -> bool:
        """Mark a media that belongs to nothing as one to delete, so that no post can take it. Tells whether it did."""
        unused = Media.post_id.does_not_exist() & Media.due.exists()
        return guarded(lambda: self.update([Media.state.set(ENDED)], condition=unused))

    def _end(self, actions: list[Action]) -> bool:
        return guarded(lambda: self.update(actions, condition=Media.state.is_in(*UNFINISHED)))
