"""Photos that lie in the bucket as the pipeline leaves them."""

from chalicelib.gateways import storage
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import READY, Media
from chalicelib.models.photos.places import SIGNED
from chalicelib.services.photos.files.addresses import LOCKED, PHOTO, kind_of


def make_stored(owner: Account) -> Media:
    """Make a photo that is ready, with a few bytes for each of its files, as its owner uploads it."""
    media = Media.create(owner.id, "image/jpeg", "processing", place=SIGNED)
    media.finish(4032, 3024, "LEHV6nWB2yk8pyo0adR*.7kCMdnj", "")
    for file in (*PHOTO, LOCKED):
        storage.keep_rendition(media.lies_at.folder + file, f"{media.id} {file}".encode(), kind_of(file))
    media.state = READY
    return media
