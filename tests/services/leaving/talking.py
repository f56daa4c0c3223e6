"""What whoever leaves said to others, and what they answered."""

from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from chalicelib.services.talk.direct import conversations, messages
from tests.kit.money.paid import upload


def talk(anna: Account, ben: Account, eve: Account, words: str) -> Post:
    """Let Anna write to Ben, who answers and says it once more, and be in a group, which she puts away: its message."""
    said = messages.send(anna.id, [ben.id], Draft(words, [upload(anna).id]))
    answer = messages.answer(ben.id, said.id, Draft("Yes"))
    posts.edit(ben.id, answer.id, Draft("No"), {})
    group = messages.send(ben.id, [anna.id, eve.id], Draft("Hello"))
    conversations.remove(anna.id, str(group.root_id))
    return group


def go_on(ben: Account, eve: Account, group: Post) -> None:
    """See that those who stay are left in a group, and that what they say goes to one another."""
    assert [one.id for one in conversations.find(ben.id, str(group.root_id)).people] == [eve.id]
    assert messages.answer(ben.id, group.id, Draft("On")).offer == {"members": [ben.id, eve.id]}
