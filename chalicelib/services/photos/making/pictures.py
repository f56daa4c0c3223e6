"""Take an account's avatar or header off."""

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import wait_a_little
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.making import pictures
from chalicelib.models.photos.media import Media
from chalicelib.services.photos import media

RACES = 5


def take_off(account_id: str, purpose: str) -> Account:
    """Take an account's avatar or header off, delete its files, and return the account; without one nothing changes.

    A crash loses nothing: a message that is sent ahead draws posts anew, and the sweeper finds the files.
    """
    for attempt in range(RACES):
        account = Account.find(account_id)
        media_id = getattr(account, f"{purpose}_media_id")
        if not media_id:
            return account
        queue.announce("profiles", account_id=account_id)
        if pictures.take_off(account, purpose):
            queue.send("profiles", account_id=account_id)
            media.discard(Media.find(media_id))
            return Account.find(account_id)
        wait_a_little(attempt)
    raise Unavailable
