"""Conversations leave out who is muted, and who is silenced and not followed, as Mastodon's do."""

from collections.abc import Callable

import pytest

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.people.relationships import mutes
from chalicelib.services.photos import comments, views
from chalicelib.services.photos.posts import Draft
from chalicelib.services.safety import silencing
from chalicelib.services.safety.decisions import Decision
from tests.kit.factories import make_account, make_follow, make_post

DECISION = Decision("mo", "Insults")
Left = Callable[[Account, Account], object]
WAYS: dict[str, Left] = {
    "muted": lambda reader, rude: mutes.mute(reader.id, rude.id),
    "silenced": lambda _, rude: silencing.silence(rude.id, DECISION),
}


class Talk:
    """A post, a comment of somebody rude, and Ben's answer to that."""

    def __init__(self) -> None:
        self.anna, self.ben, self.rude = make_account(), make_account(), make_account()
        self.post = make_post(self.anna)
        self.insult = comments.write(self.rude.id, self.post.id, Draft("Ugly"))
        self.answer = comments.write(self.ben.id, self.insult.id, Draft("Be kind"))
        self.last = comments.write(self.rude.id, self.answer.id, Draft("No"))

    def below(self, reader: Account | None, post: Post) -> list[str]:
        found = comments.context(reader.id if reader else None, post.id)
        return [view.post.id for view in found.descendants]


@pytest.mark.parametrize("way", WAYS)
def test_their_comments_are_left_out_and_answers_to_them_say_so(way: str):
    talk, reader = Talk(), make_account()
    assert talk.below(reader, talk.post) == [talk.insult.id, talk.answer.id, talk.last.id]
    WAYS[way](reader, talk.rude)

    found = comments.context(reader.id, talk.post.id)
    assert [view.post.id for view in found.descendants] == [talk.answer.id]
    assert found.gaps == {talk.answer.id}
    assert [view.post.id for view in comments.page(reader.id, talk.post, Page()).views] == [talk.answer.id]
    above = comments.context(reader.id, talk.answer.id)
    assert [view.post.id for view in above.ancestors] == [talk.post.id]
    assert talk.below(reader, talk.answer) == []


def test_a_silenced_account_is_shown_to_itself_and_to_its_followers():
    talk, fan, stranger = Talk(), make_account(), make_account()
    make_follow(fan, talk.rude)
    silencing.silence(talk.rude.id, DECISION)
    everything = [talk.insult.id, talk.answer.id, talk.last.id]
    assert talk.below(fan, talk.post) == talk.below(talk.rude, talk.post) == everything
    assert talk.below(stranger, talk.post) == talk.below(None, talk.post) == [talk.answer.id]


def test_who_asks_for_such_a_comment_itself_sees_it_and_what_is_below():
    talk, stranger = Talk(), make_account()
    silencing.silence(talk.rude.id, DECISION)
    assert views.find(stranger.id, talk.insult.id).post.id == talk.insult.id
    assert talk.below(stranger, talk.insult) == [talk.answer.id]
