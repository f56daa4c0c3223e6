"""One function decides who may see what."""

import itertools

import pytest

from chalicelib.models.photos.posts import FOLLOWERS, PUBLIC, UNLISTED, Post
from chalicelib.services.photos.access import Viewer, may_see

AUTHOR, ASKED, ROOT = "1", "5", "6"
VIEWERS = {
    "nobody": Viewer(None),
    "author": Viewer(AUTHOR),
    "follower": Viewer("2", frozenset({AUTHOR})),
    "stranger": Viewer("3", frozenset({"4"})),
    "asked": Viewer(ASKED),
    "root": Viewer(ROOT),
    "follower of the root": Viewer("7", frozenset({ROOT})),
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


@pytest.mark.parametrize("name", VIEWERS)
def test_a_comment_under_a_post_for_followers_is_for_that_posts_followers(name: str):
    post = Post("10", author_id=AUTHOR, access=FOLLOWERS, parent_author_id=ASKED, root_id="9", audience_id=ROOT)
    assert may_see(VIEWERS[name], post) is (name in {"author", "asked", "root", "follower of the root"})
