"""One function decides who may see what."""

import itertools

import pytest

from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED, Post
from chalicelib.services.photos.access import Viewer, may_see

AUTHOR = "1"
VIEWERS = {
    "nobody": Viewer(None),
    "author": Viewer(AUTHOR),
    "follower": Viewer("2", frozenset({AUTHOR})),
    "stranger": Viewer("3", frozenset({"4"})),
    "nobody who claims to follow": Viewer(None, frozenset({AUTHOR})),
}
OPEN_TO = {
    PUBLIC: set(VIEWERS),
    UNLISTED: set(VIEWERS),
    FOLLOWERS: {"author", "follower"},
    "a rule of a later version": {"author"},
    "": {"author"},
}


@pytest.mark.parametrize(("access", "name"), list(itertools.product(OPEN_TO, VIEWERS)))
def test_every_rule_against_every_viewer(access: str, name: str):
    post = Post("10", author_id=AUTHOR, access=access)
    assert may_see(VIEWERS[name], post) is (name in OPEN_TO[access])
