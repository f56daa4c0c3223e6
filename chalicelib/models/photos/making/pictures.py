"""Take avatars and headers off their accounts."""

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import now, transact_if
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import Media


def take_off(account: Account, purpose: str) -> bool:
    """Take a picture off an account as it was read, with its media left to the sweeper; False if another is there."""
    key, media_id = (getattr(Account, f"{purpose}_{name}") for name in ("key", "media_id"))
    before: str = getattr(account, f"{purpose}_media_id")

    def build(writes: TransactWrite) -> None:
        writes.update(Account(account.id), [key.remove(), media_id.remove()], condition=media_id == before)
        due: list[Action] = [Media.due.set("due"), Media.due_at.set(now())]
        writes.update(Media(before), due, condition=Media.id.exists())

    return transact_if(build)
