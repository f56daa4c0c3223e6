"""Send direct messages: posts between the members of a conversation, each written together with their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from chalicelib.errors import Unavailable, Unprocessable
from chalicelib.models import rounds
from chalicelib.models.base import GuardFailed, id_time, new_id
from chalicelib.models.batches import Key, fetch
from chalicelib.models.people.accounts import Account, Name
from chalicelib.models.people.barriers import Barriers
from chalicelib.models.people.follows import Follow
from chalicelib.models.photos import publishing
from chalicelib.models.photos.attachments import placed
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing.audiences import DIRECT, members_of
from chalicelib.models.photos.stories.reels import Story
from chalicelib.models.photos.submissions import Submission
from chalicelib.models.talk import conversation_ids, conversations
from chalicelib.models.talk.conversations import INBOX, REQUESTS, Conversation
from chalicelib.services import limits, news
from chalicelib.services.photos import comments, drafts, posts, text
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.files import moves, originals
from chalicelib.services.photos.stories import answered, watching

MOST_MEMBERS = 10
STRANGERS = "strangers"
RACES = 5
NOBODY = "Validation failed: A message needs somebody to whom it is sent"
# Nobody learns from it whether they are blocked, or whether there is such an account.
CLOSED_DOOR = "Validation failed: You cannot write to one of those whom you name"
TOO_MANY = f"Validation failed: A conversation has at most {MOST_MEMBERS} members"
UNANSWERED = "Validation failed: A story is answered to its author alone, who may not want that"
# The message and the story that a new one answers.
Answers = tuple[Post | None, Story | None]


@dataclass(frozen=True)
class Addressed:
    """The members to whom a message goes: their accounts, their rows as they were read, and where it comes to lie."""

    members: Mapping[str, Account]
    rows: Mapping[str, Conversation]
    boxes: Mapping[str, str]

    @property
    def strangers(self) -> list[str]:
        """Return those who did not let the author write to them yet."""
        return [one for one, box in self.boxes.items() if box == REQUESTS]


def answer(author_id: str, parent_id: str, draft: Draft, key: str = "") -> Post:
    """Comment on a post, or answer a message: that goes to the members of its conversation, whomever it names."""
    parent = comments.answerable(author_id, parent_id, with_messages=True)
    if parent.is_message:
        return send(author_id, members_of(parent.offer), draft, key, parent)
    if draft.access == DIRECT:
        return send_to_named(author_id, draft, key)
    return posts.publish(author_id, draft, key, parent)


def send_to_named(author_id: str, draft: Draft, key: str = "") -> Post:
    """Send a message to those whom it names, as Mastodon does; each of them must be somebody that can be written to."""
    handles = text.handles_in(draft.caption)
    names = [row for row in fetch([(Name, f"@{one}", None) for one in handles]).values() if isinstance(row, Name)]
    if len(names) < len(handles):
        raise Unprocessable(CLOSED_DOOR)
    return send(author_id, [name.account_id for name in names], draft, key)


def answer_story(author_id: str, story_id: str, draft: Draft, key: str = "", member_ids: Iterable[str] = ()) -> Post:
    """Answer a story by a message to its author, who is all that `member_ids` may name.

    Raises NotFound where one may not see it, as where there is none.
    """
    if before := sent_before(author_id, key):
        return before
    story = watching.find(author_id, story_id)
    if not story.may_reply or {*member_ids} - {story.author_id}:
        raise Unprocessable(UNANSWERED)
    return send(author_id, [story.author_id], draft, key, story=story)


def send(
    author_id: str,
    member_ids: Iterable[str],
    draft: Draft,
    key: str = "",
    parent: Post | None = None,
    story: Story | None = None,
) -> Post:
    """Send a message to some accounts, or to the members of the conversation to which `parent` belongs.

    The message and what its members have of it are one transaction. A repeated idempotency key returns the message that
    it made before. Raises Unprocessable where somebody cannot be written to: of a conversation that began before, those
    who left are passed over.
    """
    if before := sent_before(author_id, key):
        return before
    ids = sorted({author_id, *member_ids})
    _check(ids, draft)
    draft = replace(draft, access=DIRECT, offer=None, unsaid=draft.unsaid - {"access"})
    for attempt in range(RACES):
        addressed = _addressed(author_id, ids, parent)
        if not attempt:
            for _ in addressed.strangers:
                limits.count(author_id, STRANGERS)
        if sent := _send(author_id, ids, addressed, draft, key, (parent, story)):
            return sent
    raise Unavailable


def sent_before(author_id: str, key: str) -> Post | None:
    """Return the message that an author's idempotency key made, where it made one."""
    before = Submission.post_id_of(author_id, key) if key else None
    return Post.find(before) if before else None


def _check(ids: list[str], draft: Draft) -> None:
    if len(ids) < 2:
        raise Unprocessable(NOBODY)
    if len(ids) > MOST_MEMBERS:
        raise Unprocessable(TOO_MANY)
    if draft.town_id:
        raise Unprocessable("Validation failed: a message names no place")


def _addressed(author_id: str, ids: list[str], parent: Post | None) -> Addressed:
    """Return to whom a message of an author goes: one trip. Raises Unprocessable where a block is in the way."""
    conversation_id, others = conversation_ids.of_message(ids, parent), [one for one in ids if one != author_id]
    keys: list[Key] = [(Account, one, None) for one in ids]
    keys += conversations.keys(conversation_id, ids) + [(Follow, one, author_id) for one in others]
    found, barriers = rounds.both(partial(fetch, keys), partial(Barriers.of, author_id, others))
    rows = found.values()
    members = {row.id: row for row in rows if isinstance(row, Account) and (row.id == author_id or not row.closed)}
    if not barriers.barred.isdisjoint(others) or (parent is None and len(members) < len(ids)):
        raise Unprocessable(CLOSED_DOOR)
    if len(members) < 2:
        raise Unprocessable(NOBODY)
    held = {row.account_id: row for row in rows if isinstance(row, Conversation)}
    follow = {row.follower_id for row in rows if isinstance(row, Follow)}
    boxes = {one: _box(held.get(one), lets_in=one == author_id or one in follow) for one in members}
    return Addressed(members, held, boxes)


def _box(row: Conversation | None, *, lets_in: bool) -> str:
    """Return where a message comes to lie: with whoever follows its author, and where it was accepted, in the inbox."""
    return INBOX if lets_in or (row is not None and row.box and not row.is_request) else REQUESTS


def _send(
    author_id: str, ids: list[str], addressed: Addressed, draft: Draft, key: str, answers: Answers
) -> Post | None:
    """Write a message and what its members have of it; None where another one came in between."""
    post, media = _compose(author_id, ids, addressed, draft, answers)
    submission = Submission.of(author_id, key, post.id) if key else None
    ways = moves.into(post, media)
    post.body = {**post.body, "media": placed(post.body["media"], ways)}
    told = conversations.hearers(post, addressed.boxes)
    news.announce(*told)
    joined = partial(conversations.told, rows=addressed.rows, boxes=addressed.boxes)
    try:
        originals.carry(post, ways, lambda: publishing.create(post, submission, ways, None, joined))
    except GuardFailed as failed:
        if before := sent_before(author_id, key):
            return before
        if not _overtaken(post, addressed):
            raise Unprocessable("Validation failed: a photo is already part of a post") from failed
        return None
    news.hint(*told)
    return post


def _compose(
    author_id: str, ids: list[str], addressed: Addressed, draft: Draft, answers: Answers
) -> tuple[Post, list[Media]]:
    post, media = drafts.compose(author_id, draft, None)
    last = max((row.last_id for row in addressed.rows.values()), default="")
    if post.id <= last:
        # Whoever answers says it later, whatever the clock of this function says.
        post.id = new_id(id_time(last) + 0.002)
    parent, story = answers
    post.offer, post.root_id = {"members": ids}, conversation_ids.of_message(ids, parent)
    post.root_author_id, post.is_private = author_id, None
    if parent:
        post.parent_id, post.parent_author_id = parent.id, parent.author_id
    if story:
        post.body = {**post.body, "story": answered.said_of(story)}
    others = [account for one, account in addressed.members.items() if one != author_id]
    post.body = {**post.body, "mentions": [{"id": one.id, "handle": one.handle} for one in others]}
    return post, media


def _overtaken(post: Post, addressed: Addressed) -> bool:
    """Tell whether a row of a member is not as it was read."""
    now = conversations.rows_of(post)
    return {one: row.state for one, row in now.items()} != {one: row.state for one, row in addressed.rows.items()}
