"""Which posts stand on a page of their own."""

import pytest

from chalicelib.models.photos.posts import FOLLOWERS, PRICE, PUBLIC, Post
from chalicelib.models.photos.sharing.audiences import BY_HAND, DIRECT


@pytest.mark.parametrize("access", [PUBLIC, FOLLOWERS, PRICE, *BY_HAND])
def test_a_post_stands_alone_and_a_comment_does_not(access: str):
    assert (Post("1", access=access).stands_alone, Post("2", access=access, parent_id="1").stands_alone) == (
        True,
        False,
    )


def test_a_direct_message_stands_in_its_conversation():
    message = Post("1", access=DIRECT)
    assert (message.is_message, message.stands_alone) == (True, False)
