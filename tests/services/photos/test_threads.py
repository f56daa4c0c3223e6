"""Conversations: what stands above and below a post, however long they are, and whatever of them is gone."""

import pytest

from bench.meter import metered
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import threads
from chalicelib.models.photos.posts import FOLLOWERS, Post
from chalicelib.services.photos import comments, posts, views
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.views import PostView
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post, make_token


def say(author: Account, to: Post, text: str = "Yes") -> Post:
    return comments.write(author.id, to.id, Draft(text))


def ids(found: list[PostView]) -> list[str]:
    return [view.post.id for view in found]


def around(post: Post, viewer_id: str | None = None) -> tuple[list[str], list[str]]:
    found = comments.context(viewer_id, post.id)
    return ids(found.ancestors), ids(found.descendants)


def test_a_comment_that_is_gone_leaves_a_gap_and_what_hung_on_it():
    anna = make_account()
    root = make_post(anna)
    above = say(anna, root)
    gone = say(anna, above)
    answer = say(anna, gone)
    last = say(anna, answer)
    other = say(anna, root)
    posts.delete(anna.id, gone.id)
    deliver_events()

    assert around(root) == ([], [above.id, answer.id, last.id, other.id])
    assert around(above) == ([root.id], [answer.id, last.id])
    assert around(answer) == ([root.id, above.id], [last.id])
    assert around(last) == ([root.id, above.id, answer.id], [])
    assert [comments.context(None, one.id).gaps for one in (root, above)] == [{answer.id}] * 2
    entities = Client().get(f"/api/v1/statuses/{root.id}/context").json()["descendants"]
    missing = {entity["id"]: entity["rossgram"]["answers_missing"] for entity in entities}
    assert missing == {above.id: False, answer.id: True, last.id: False, other.id: False}
    assert next(one["in_reply_to_id"] for one in entities if one["id"] == answer.id) == gone.id


def test_of_a_long_conversation_the_newest_are_shown_at_once_and_all_by_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(comments, "DESCENDANTS", 8)
    monkeypatch.setattr(comments, "FOR_VISITORS", 5)
    anna = make_account()
    root = make_post(anna)
    said = [say(anna, root).id for _ in range(20)]
    for client, shown in ((Client(), 5), (Client(make_token(anna)), 8)):
        answer = client.get(f"/api/v1/statuses/{root.id}/context")
        assert [one["id"] for one in answer.json()["descendants"]] == said[-shown:]
        walked, address = [], answer.links["next"]["url"] + "&limit=4"
        while address:
            page = client.get(address.partition("8000")[2])
            assert page.json()
            walked += [one["id"] for one in page.json()]
            address = page.links["next"]["url"] if "next" in page.links else ""
        assert walked == said[-shown - 1 :: -1]
    first = Client().get(f"/api/rossgram/v1/posts/{root.id}/comments").json()
    assert [one["id"] for one in first] == said[::-1]


def test_a_conversation_of_ten_times_as_many_comments_takes_no_more_trips():
    anna = make_account()
    root = make_post(anna)
    first = say(anna, root)
    costs = []
    for _ in range(2):
        answer = say(anna, first)
        for _ in range(12):
            say(anna, root)
            answer = say(anna, answer)
        costs.append([_trips(anna, post) for post in (root, first, answer)])
    assert costs[0] == costs[1]


def _trips(viewer: Account, post: Post) -> int:
    with metered() as bill:
        comments.context(viewer.id, post.id)
    return bill.trips


def test_an_answer_to_an_old_comment_is_shown_with_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(comments, "FOR_VISITORS", 5)
    anna = make_account()
    root = make_post(anna)
    old = say(anna, root)
    middle = say(anna, old)
    for _ in range(9):
        say(anna, root)
    answer = say(anna, middle)
    assert around(root)[1][:2] == [old.id, middle.id]
    assert (len(around(root)[1]), around(root)[1][-1]) == (7, answer.id)
    assert around(old) == ([root.id], [middle.id, answer.id])


def test_a_conversation_may_be_deeper_than_a_key_is_long(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(threads, "LONGEST_BRANCH", 80)
    anna = make_account()
    root = make_post(anna)
    said = [say(anna, root)]
    for _ in range(8):
        said.append(say(anna, said[-1]))
    assert around(root)[1] == [one.id for one in said]
    assert around(said[0])[1] == [one.id for one in said[1:]]
    assert max(len(one.branch or "") for one in Post.scan()) <= 80


def test_answers_of_an_earlier_release_are_found_without_a_branch():
    anna = make_account()
    root = make_post(anna)
    first = say(anna, root)
    answer = say(anna, first)
    last = say(anna, answer)
    for post in (answer, last):
        Post(post.id).update([Post.branch.remove()])
    assert around(first) == ([root.id], [answer.id, last.id])
    assert around(last) == ([root.id, answer.id], [])


def test_what_a_viewer_may_not_see_of_a_conversation_ends_it_no_earlier(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(comments, "FOR_VISITORS", 2)
    anna, ben = make_account(), make_account()
    root = make_post(anna)
    shown = [say(ben, root).id for _ in range(3)]
    for _ in range(9):
        comments.write(ben.id, root.id, Draft("Just us", access=FOLLOWERS))
    assert around(root) == ([], shown[1:])
    found = comments.page(None, root, Page(limit=2))
    assert (ids(found.views), found.has_more) == (shown[:0:-1], True)
    assert views.find(anna.id, root.id).post.comments_count == 12
