"""A photo of a phone, as the imaging leaves it."""

from chalicelib.imaging import ladder
from chalicelib.models.photos.media import Media
from chalicelib.services.photos.files import addresses

# What is said of a phone's photo.
DONE = [
    "turned upright",
    "converted from Display P3 to sRGB",
    "shrunk from 4032 x 3024 to 1673 x 1255 pixels",
    "encoded again, without what was written beside its pixels",
]


def processed(author_id: str) -> Media:
    """Return a photo of an account that a post can be published of."""
    media = Media.create(author_id, "image/jpeg", "processing", description="Mist over a river, two boats.")
    sizes = {file: list(ladder.sizes(4032, 3024)[file.partition(".")[0]]) for file in addresses.PHOTO}
    media.finish(4032, 3024, "LEHV6nWB2yk8pyo0adR*.7kCMdnj", "", {"renditions": sizes, "processing": DONE})
    return media
