"""What conversations cost: a page of twenty is two trips, and a message few writes, however much was said before."""

from collections.abc import Callable
from typing import Any

import pytest

from bench.meter import Bill, metered
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.conversations import INBOX
from chalicelib.services.photos.posts import Draft
from chalicelib.services.photos.stories import watching
from chalicelib.services.talk.direct import conversations, messages
from tests.kit.factories import make_account, make_follow
from tests.kit.stories import later, put_up

WRITES = {"TransactWriteItems", "UpdateItem", "PutItem", "DeleteItem", "BatchWriteItem"}


def cost(act: Callable[[], Any]) -> Bill:
    with metered() as bill:
        act()
    return bill


@pytest.fixture
def anna() -> Account:
    """Let Anna have talked with twenty others who follow her, and whom she follows."""
    anna = make_account()
    for _ in range(20):
        other = make_account()
        make_follow(anna, other)
        make_follow(other, anna)
        messages.send(other.id, [anna.id], Draft("Hello"))
    return anna


def test_a_page_of_conversations_is_two_trips_and_so_is_the_count_of_the_unread(anna: Account):
    page = cost(lambda: conversations.page(anna.id, INBOX, Page(limit=20)))
    assert (page.trips, page.write_units) == (2, 0)
    assert len(conversations.page(anna.id, INBOX, Page(limit=20)).shown) == 20
    assert cost(lambda: conversations.unread_count(anna.id)).trips == 2


def test_a_conversation_and_its_messages_are_three_trips(anna: Account):
    talk = conversations.page(anna.id, INBOX, Page(limit=1)).shown[0]
    assert cost(lambda: conversations.find(anna.id, talk.row.id)).trips == 2
    for _ in range(5):
        messages.send(anna.id, [talk.people[0].id], Draft("Yes"))
    few = cost(lambda: conversations.messages(anna.id, talk.row.id, Page(limit=20)))
    assert (few.trips, few.write_units) == (4, 0)


def test_the_stories_that_messages_answer_are_one_trip_more_at_most_and_none_once_they_ended(anna: Account):
    for talk in conversations.page(anna.id, INBOX, Page(limit=20)).shown:
        [other] = talk.people
        messages.answer_story(anna.id, put_up(other).id, Draft("Lovely"))
        messages.answer_story(other.id, put_up(anna).id, Draft("So is yours"))
    shown = conversations.page(anna.id, INBOX, Page(limit=20)).shown
    assert all(talk.last and talk.last.story for talk in shown)
    page = cost(lambda: conversations.page(anna.id, INBOX, Page(limit=20)))
    assert (page.trips, page.write_units) == (3, 0)
    said = cost(lambda: conversations.messages(anna.id, shown[0].row.id, Page(limit=20)))
    assert (said.trips, said.write_units) == (4, 0)
    with later(24.01):
        assert cost(lambda: conversations.page(anna.id, INBOX, Page(limit=20))).trips == 2
        assert cost(lambda: conversations.messages(anna.id, shown[0].row.id, Page(limit=20))).trips == 4


def test_an_answer_to_a_story_costs_no_more_than_to_find_that_beside_a_message(anna: Account):
    other = conversations.page(anna.id, INBOX, Page(limit=1)).shown[0].people[0]
    story = put_up(other)
    found = cost(lambda: watching.find(anna.id, story.id))
    sent = cost(lambda: messages.answer_story(anna.id, story.id, Draft("Lovely")))
    assert (found.trips, sent.trips) == (3, 6)
    assert [name for name in sent.calls if name in WRITES] == ["TransactWriteItems"]


def test_a_message_costs_as_much_whatever_was_said_before(anna: Account):
    other = conversations.page(anna.id, INBOX, Page(limit=1)).shown[0].people[0]
    first = cost(lambda: messages.send(anna.id, [other.id], Draft("Yes")))
    for _ in range(10):
        messages.send(anna.id, [other.id], Draft("Yes"))
    later = cost(lambda: messages.send(anna.id, [other.id], Draft("Yes")))
    assert (first.trips, later.trips) == (3, 3)
    assert [name for name in later.calls if name in WRITES] == ["TransactWriteItems"]


def test_reading_a_conversation_is_one_write(anna: Account):
    talk = conversations.page(anna.id, INBOX, Page(limit=1)).shown[0]
    read = cost(lambda: conversations.read(anna.id, talk.row.id))
    assert [name for name in read.calls if name in WRITES] == ["UpdateItem"]
