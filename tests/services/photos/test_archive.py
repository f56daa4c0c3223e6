"""The archive: what is on its way, what was sold, and what else closes a post."""

from chalicelib.models.money.grants import post_key
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.photos.places import PAID
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.services.people.relationships import closed
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.sharing import archive
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.money.paid import grant, make_locked


def shown(account: Account, post: Post) -> int:
    return int(Client(make_token(account)).get(f"/api/v1/statuses/{post.id}").status_code)


def test_a_comment_that_was_on_its_way_is_closed_by_the_message_that_comes_late():
    anna, ben = make_account(), make_account()
    post = make_post(anna)
    as_read = Post.find(post.id)
    posts.publish(ben.id, Draft("First"), parent=as_read)
    archive.archive(anna.id, post.id)
    late = posts.publish(ben.id, Draft("Lovely"), parent=as_read)
    deliver_events()
    assert Post.find(late.id).is_archived


def test_buyers_keep_what_they_bought_and_nobody_else_is_sold_it():
    anna, buyer, subscriber = make_account(), make_account(), make_account()
    post = make_locked(anna)
    grant(buyer.id, post_key(post.id))
    Post(post.id).update([Post.sales_count.set(1)])
    archive.archive(anna.id, post.id)
    assert (shown(buyer, post), shown(subscriber, post), shown(anna, post)) == (200, 404, 200)
    assert (Post.find(post.id).access, Post.find(post.id).body["media"][0]["place"]) == (PRICE, PAID)
    assert Client().get(f"/unlock/{post.id}").status_code == 404
    archive.unarchive(anna.id, post.id)
    assert shown(subscriber, post) == 200


def test_an_account_that_is_opened_again_opens_no_archive():
    anna = make_account()
    post = make_post(anna)
    archive.archive(anna.id, post.id)
    closed.close(anna.id, SUSPENDED)
    deliver_events()
    closed.reopen(anna.id, SUSPENDED)
    deliver_events()
    assert (Post.find(post.id).closed_by, shown(make_account(), post), shown(anna, post)) == ({"archive"}, 404, 200)
