"""One function decides who may see what."""

import itertools
from typing import Any

import pytest

from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key, gift_key, post_key, tier_key
from chalicelib.models.photos.posts import CAMPAIGN, FOLLOWERS, PRICE, PUBLIC, TIER, UNLISTED, Post
from chalicelib.models.photos.sharing.audiences import CLOSE_FRIENDS, LIST, ME
from chalicelib.services.photos.access import Viewer, lock_of, may_see
from chalicelib.services.photos.viewers import viewer_of

AUTHOR, ASKED, ROOT = "1", "5", "6"
VIEWERS = {
    "nobody": Viewer(None),
    "author": Viewer(AUTHOR),
    "follower": Viewer("2", frozenset({AUTHOR})),
    "stranger": Viewer("3", frozenset({"4"})),
    "asked": Viewer(ASKED),
    "root": Viewer(ROOT),
    "follower of the root": Viewer("7", frozenset({ROOT})),
    "close friend": Viewer("11", befriended=frozenset({AUTHOR})),
    "close friend of another": Viewer("12", befriended=frozenset({"4"})),
    "listed": Viewer("13", listed=frozenset({(AUTHOR, "l")})),
    "on another list": Viewer("14", listed=frozenset({(AUTHOR, "k"), ("4", "l")})),
    "nobody who claims to follow": Viewer(None, frozenset({AUTHOR})),
}
OPEN_TO = {
    PUBLIC: set(VIEWERS),
    UNLISTED: set(VIEWERS),
    FOLLOWERS: {"author", "follower"},
    ME: {"author"},
    CLOSE_FRIENDS: {"author", "close friend"},
    LIST: {"author", "listed"},
    PRICE: {"author"},
    TIER: {"author"},
    CAMPAIGN: {"author"},
    "a rule of a later version": {"author"},
    "": {"author"},
}
OFFERS: dict[str, dict[str, Any]] = {
    PRICE: {"amount": 500, "currency": "eur"},
    TIER: {"tier_id": "t", "level": 2, "name": "Gold"},
    CAMPAIGN: {"campaign_id": "c", "level": 1, "title": "A book"},
}
READER = "8"


def post_of(access: str, **fields: Any) -> Post:
    rules = OFFERS | {LIST: {"list_id": "l"}}
    return Post("10", author_id=AUTHOR, access=access, **{"offer": rules.get(access), **fields})


def comment_of(access: str, **fields: Any) -> Post:
    offer = None if access == PRICE else OFFERS.get(access)
    ids = {"parent_id": "10", "parent_author_id": ASKED, "root_id": "10", "audience_id": ROOT}
    return Post("11", author_id="9", access=access, **{"offer": offer, **ids, **fields})


def holding(*, everybody: bool = False, **levels: int) -> Viewer:
    keys = {key.replace("_", ":", 1): level for key, level in levels.items()}
    return Viewer(READER, grants={} if everybody else keys, opened=keys if everybody else {})


@pytest.mark.parametrize(("access", "name"), list(itertools.product(OPEN_TO, VIEWERS)))
def test_every_rule_against_every_viewer(access: str, name: str):
    assert may_see(VIEWERS[name], post_of(access)) is (name in OPEN_TO[access])


@pytest.mark.parametrize(("access", "name"), list(itertools.product(OPEN_TO, VIEWERS)))
def test_what_is_paid_for_is_shown_locked_and_everything_else_is_hidden(access: str, name: str):
    is_locked = access in OFFERS and name not in OPEN_TO[access]
    assert lock_of(VIEWERS[name], post_of(access)) == (access if is_locked else None)


@pytest.mark.parametrize("name", VIEWERS)
def test_a_comment_under_a_post_for_followers_is_for_that_posts_followers(name: str):
    post = Post("10", author_id=AUTHOR, access=FOLLOWERS, parent_author_id=ASKED, root_id="9", audience_id=ROOT)
    assert may_see(VIEWERS[name], post) is (name in {"author", "asked", "root", "follower of the root"})


@pytest.mark.parametrize(
    ("access", "viewer", "is_open"),
    [
        (PRICE, holding(post_10=0), True),
        (PRICE, holding(post_11=0), False),
        (PRICE, holding(tier_1=9, gift_1=9, campaign_c=9), False),
        (PRICE, holding(everybody=True, post_10=0), False),
        (TIER, holding(tier_1=2), True),
        (TIER, holding(tier_1=3), True),
        (TIER, holding(tier_1=1), False),
        (TIER, holding(gift_1=2), True),
        (TIER, holding(gift_1=1), False),
        (TIER, holding(tier_1=1, gift_1=2), True),
        (TIER, holding(tier_4=9), False),
        (TIER, holding(everybody=True, tier_1=9), False),
        (CAMPAIGN, holding(campaign_c=0), True),
        (CAMPAIGN, holding(campaign_d=9), False),
        (CAMPAIGN, holding(everybody=True, campaign_c=0), False),
        (CAMPAIGN, holding(everybody=True, campaign_c=1), True),
        (CAMPAIGN, holding(everybody=True, campaign_d=9), False),
        # Who bought a post keeps it, whatever rule it has later.
        (TIER, holding(post_10=0), True),
        (CAMPAIGN, holding(post_10=0), True),
        ("a rule of a later version", holding(post_10=0, tier_1=9), False),
        # It may have been sold before it was taken back to fewer.
        (FOLLOWERS, holding(post_10=0), True),
        (ME, holding(post_10=0), True),
        (FOLLOWERS, holding(tier_1=9, post_11=0), False),
        (ME, holding(tier_1=9, campaign_c=9), False),
    ],
)
def test_grants_open_what_they_are_for(access: str, viewer: Viewer, is_open: bool):
    assert may_see(viewer, post_of(access)) is is_open


def test_a_funded_campaign_opens_its_post_to_those_who_have_not_signed_in():
    anybody = Viewer(None, opened={campaign_key("c"): 1})
    assert may_see(anybody, post_of(CAMPAIGN))
    assert not may_see(anybody, post_of(CAMPAIGN, offer={"campaign_id": "c", "level": 2}))
    assert may_see(
        Viewer(None, opened={campaign_key("c"): 0}), post_of(CAMPAIGN, offer={"campaign_id": "c", "level": 0})
    )


def test_nobody_holds_grants_of_their_own():
    assert not may_see(Viewer(None, grants={post_key("10"): 0, tier_key(AUTHOR): 9}), post_of(PRICE))


@pytest.mark.parametrize("offer", [None, {}, {"level": "2"}, {"level": None}, {"campaign_id": None}, {"level": True}])
@pytest.mark.parametrize("access", [TIER, CAMPAIGN])
def test_an_offer_that_says_nothing_opens_to_nobody(access: str, offer: Any):
    viewer = Viewer(READER, grants={tier_key(AUTHOR): 9, campaign_key("None"): 9}, opened={campaign_key("None"): 9})
    assert lock_of(viewer, post_of(access, offer=offer)) == access


@pytest.mark.parametrize(
    ("access", "viewer", "is_open"),
    [
        (PRICE, holding(post_10=0), True),
        (PRICE, holding(post_11=0), False),
        (TIER, holding(tier_6=2), True),
        (TIER, holding(tier_6=1), False),
        (TIER, holding(tier_9=2), False),
        (CAMPAIGN, holding(campaign_c=0), True),
        (CAMPAIGN, holding(everybody=True, campaign_c=1), True),
        (CAMPAIGN, holding(everybody=True, campaign_c=0), False),
    ],
)
def test_a_comment_is_for_those_who_may_see_the_post_it_stands_under(access: str, viewer: Viewer, is_open: bool):
    assert may_see(viewer, comment_of(access)) is is_open
    assert lock_of(viewer, comment_of(access)) is None


@pytest.mark.parametrize("access", OFFERS)
def test_a_comment_on_a_paid_post_is_seen_by_both_authors_and_not_by_whoever_it_answers(access: str):
    assert may_see(Viewer("9"), comment_of(access))
    assert may_see(Viewer(ROOT), comment_of(access))
    assert not may_see(Viewer(ASKED), comment_of(access))


def keep(key: str, *, account_id: str = READER, level: int = 0, expires_at: int | None = None) -> None:
    Grant(account_id, key, source_id="s", level=level, expires_at=expires_at).save()


@pytest.mark.parametrize(
    ("access", "grant", "is_open"),
    [
        (PRICE, {"key": post_key("10")}, True),
        (PRICE, {"key": post_key("10"), "expires_at": 1_700_000_000}, False),
        (PRICE, {"key": post_key("10"), "expires_at": 4_000_000_000}, True),
        (PRICE, {"key": post_key("10"), "account_id": "9"}, False),
        (PRICE, {"key": post_key("10"), "account_id": EVERYBODY}, False),
        (TIER, {"key": tier_key(AUTHOR), "level": 2}, True),
        (TIER, {"key": tier_key(AUTHOR), "level": 2, "expires_at": 1_700_000_000}, False),
        (TIER, {"key": tier_key(AUTHOR), "level": 1}, False),
        (TIER, {"key": gift_key(AUTHOR), "level": 2}, True),
        (TIER, {"key": gift_key(AUTHOR), "level": 2, "expires_at": 1_700_000_000}, False),
        (CAMPAIGN, {"key": campaign_key("c")}, True),
        (CAMPAIGN, {"key": campaign_key("c"), "account_id": EVERYBODY, "level": 1}, True),
        (CAMPAIGN, {"key": campaign_key("c"), "account_id": EVERYBODY, "level": 0}, False),
        (CAMPAIGN, {"key": campaign_key("c"), "account_id": EVERYBODY, "level": 1, "expires_at": 1_700_000_000}, False),
    ],
)
def test_grants_are_read_and_those_that_ended_do_not_count(access: str, grant: dict[str, Any], is_open: bool):
    keep(**grant)
    for post in (post_of(access), comment_of(access, audience_id=AUTHOR)):
        assert may_see(viewer_of(READER, [post]), post) is is_open


def test_nobody_reads_everybodys_grants_alone():
    keep(campaign_key("c"), account_id=EVERYBODY, level=1)
    posts = [post_of(CAMPAIGN), post_of(PRICE), post_of(TIER)]
    assert [may_see(viewer_of(None, posts), post) for post in posts] == [True, False, False]
