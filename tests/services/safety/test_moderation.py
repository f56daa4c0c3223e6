"""What moderators do: it is done, written to the log and told, all of it or nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.media import ENDED, Media
from chalicelib.models.photos.posts import PRICE, Post
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.reports import OPEN, Report
from chalicelib.services import sweeper
from chalicelib.services.photos import comments, posts, views
from chalicelib.services.photos.posts import Draft
from chalicelib.services.safety import decisions, removal, reports, silencing
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from tests.kit.edge import follow
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_post
from tests.kit.killing import every_kill
from tests.kit.mails import mails_to
from tests.kit.money.paid import empty_bucket, strays
from tests.kit.walk import Scene

SPAM = Decision("mo", "It is spam")


def log(account: Account | None = None) -> list[tuple[str, str, str | None]]:
    found = ModerationAction.of(account.id, Page()) if account else ModerationAction.newest(Page())
    return [(row.name, row.moderator, row.reason) for row in found.rows]


def told(account: Account) -> list[str]:
    deliver_events("mails")
    return [mail.subject for mail in mails_to(f"{account.handle}@example.com")]


def is_open(report: Report) -> bool:
    found = Report.find(report.id)
    assert (found.open == OPEN) is (found.action_taken_at is None)
    return bool(found.open == OPEN)


def is_silenced(account: Account) -> bool:
    return bool(Account.find(account.id).silenced_at)


def report_on(account: Account, *post_ids: str) -> Report:
    return reports.file(make_account().id, account.id, Complaint(post_ids=post_ids)).report


def test_what_is_decided_is_in_the_log_told_with_its_reason_and_closes_its_report():
    anna = make_account()
    report = report_on(anna)

    assert silencing.silence(anna.id, Decision("mo", "Insults", report.id))
    assert not silencing.silence(anna.id, SPAM)

    assert log(anna) == log() == [("silence", "mo", "Insults")]
    assert not is_open(report)
    assert told(anna) == ["Your account is shown to fewer people"]
    assert "Insults" in mails_to(f"{anna.handle}@example.com")[0].body
    assert silencing.unsilence(anna.id, Decision("jo", report_id=report.id))
    assert not silencing.unsilence(anna.id, SPAM)
    assert log() == [("unsilence", "jo", None), ("silence", "mo", "Insults")]
    assert told(anna)[1:] == ["Your account is shown as before"]


def test_a_report_is_closed_once_without_anything_else_being_done():
    anna = make_account()
    report = report_on(anna)
    assert decisions.close_report(Decision("mo", report_id=report.id))
    assert not decisions.close_report(Decision("jo", report_id=report.id))
    assert (log(anna), told(anna), Report.still_open(Page()).rows) == ([("close report", "mo", None)], [], [])


@pytest.mark.parametrize("decision", [Decision(""), Decision("mo", "x" * 201), Decision("mo", "a\nb")])
def test_a_decision_without_a_name_or_with_a_reason_that_would_be_cut_is_refused(decision: Decision):
    anna = make_account()
    with pytest.raises(Unprocessable):
        silencing.silence(anna.id, decision)
    assert (log(), is_silenced(anna)) == ([], False)


def test_a_report_about_somebody_else_is_not_answered():
    anna, report = make_account(), report_on(make_account())
    with pytest.raises(Unprocessable):
        silencing.silence(anna.id, Decision("mo", report_id=report.id))
    with pytest.raises(NotFound):
        silencing.silence(anna.id, Decision("mo", report_id="1"))
    assert (log(), is_silenced(anna), is_open(report)) == ([], False, True)


def test_a_row_of_the_log_is_written_over_by_none():
    anna = make_account()
    silencing.silence(anna.id, SPAM)
    row = ModerationAction.of(anna.id, Page()).rows[0]
    other = ModerationAction(row.account_id, row.id, name="x", moderator="x")
    with pytest.raises(GuardFailed):
        write_all(other.add)
    assert log() == [("silence", "mo", "It is spam")]


def test_a_post_is_deleted_with_its_photos_its_comments_and_its_addresses():
    empty_bucket()
    scene = Scene("public")
    ben = make_account()
    comment = comments.write(ben.id, scene.post.id, Draft("Lovely"))
    given = scene.given("nobody")
    report = report_on(scene.author, scene.post.id)

    assert removal.remove(scene.post.id, Decision("mo", "Nudity", report.id))
    deliver_events()

    assert Post.find_all([scene.post.id, comment.id]) == {}
    assert Account.find(scene.author.id).posts_count == 0
    assert {follow(url).status for url in given} <= {403, 404}
    assert told(scene.author) == ["A post of yours was removed"]
    assert log(scene.author) == [("delete post", "mo", "Nudity")]
    assert not is_open(report)
    assert Media.find(scene.photo.id).state == ENDED
    with pytest.raises(NotFound):
        removal.remove(scene.post.id, SPAM)


def test_a_comment_is_deleted_and_counted_no_more():
    anna = make_account()
    post = make_post(anna)
    comment = comments.write(make_account().id, post.id, Draft("Insult"))
    assert removal.remove(comment.id, SPAM)
    assert (Post.find(post.id).comments_count, Post.find_all([comment.id])) == (0, {})


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_sold_post_is_taken_from_its_buyers_and_its_author_too_with_its_bytes(is_withdrawn: bool):
    empty_bucket()
    scene = Scene(PRICE)
    Post(scene.post.id).update([Post.sales_count.set(1)])
    if is_withdrawn:
        posts.delete(scene.author.id, scene.post.id)
    given = scene.given("buyer")
    assert [follow(url).status for url in given] == [200] * len(given) != []

    assert removal.remove(scene.post.id, SPAM)
    assert not removal.remove(scene.post.id, SPAM)
    deliver_events()

    post = Post.find(scene.post.id)
    assert post.removed_at
    assert {post.listing, post.public} == {None}
    assert Account.find(scene.author.id).posts_count == 0
    for name in ("buyer", "author", "stranger", "nobody"):
        assert not scene.may_see(name), name
        with pytest.raises(NotFound):
            views.find(scene.id_of(name), scene.post.id)
    assert {follow(url).status for url in given} <= {403, 404}
    assert strays() == set()


def begin(kind: str) -> Any:
    empty_bucket()
    scene = Scene(kind)
    if kind == PRICE:
        Post(scene.post.id).update([Post.sales_count.set(1)])
    deliver_events()
    return scene


@pytest.mark.parametrize("kind", ["public", PRICE])
def test_a_deletion_that_is_cut_anywhere_is_finished_or_did_not_happen(kind: str, monkeypatch: pytest.MonkeyPatch):
    begun = every_kill(monkeypatch, lambda: begin(kind), lambda scene: removal.remove(scene.post.id, SPAM))
    deliver_events()
    with time_machine.travel(timedelta(minutes=10)):
        sweeper.sweep()
        deliver_events()
    for scene in begun:
        there = Post.find_all([scene.post.id]).get(scene.post.id)
        is_removed = there is None or bool(there.removed_at)
        assert len(log(scene.author)) == len(told(scene.author)) == is_removed
        assert Account.find(scene.author.id).posts_count == (not is_removed)


def test_a_silence_that_is_cut_anywhere_is_whole_or_did_not_happen(monkeypatch: pytest.MonkeyPatch):
    for anna in every_kill(monkeypatch, make_account, lambda anna: silencing.silence(anna.id, SPAM)):
        assert is_silenced(anna) is bool(log(anna))
