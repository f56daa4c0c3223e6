"""Lead to the bytes of paid photos: an address that stays the same asks here at each use."""

from chalicelib.errors import NotFound
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import access, viewers
from chalicelib.services.photos.files import addresses
from chalicelib.services.photos.files.addresses import Ticket


def lead(sealed: str, file: str) -> str:
    """Return where a file is fetched at this moment by whom a ticket names, or raise NotFound where they no longer may.

    Two trips at most: the post, and what decides over it. Twenty photos that are shown at once ask twenty times.
    """
    ticket = Ticket.read(sealed)
    if ticket is None or file not in (*addresses.PHOTO, addresses.MOTION, addresses.ORIGINAL):
        raise NotFound
    post = Post.find(ticket.post_id)
    photo = next((item for item in post.body["media"] if item["id"] == ticket.media_id), None)
    if photo is None or not access.may_see(viewers.viewer_of(ticket.viewer_id or None, [post]), post):
        raise NotFound
    return addresses.of_the_moment(post.lies_at(photo), file)
