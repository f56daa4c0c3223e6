"""Read one's conversations, accept those of strangers, and put them away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import Filled, fill
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.lists import threads
from chalicelib.models.photos.posts import Post
from chalicelib.models.talk import conversation_ids, conversations
from chalicelib.models.talk.conversations import INBOX, Conversation
from chalicelib.services.photos import views
from chalicelib.services.photos.reading import marks
from chalicelib.services.photos.views import PostPage, PostView
from chalicelib.services.talk.direct.messages import CLOSED_DOOR, MOST_MEMBERS, NOBODY, TOO_MANY

# Of so many conversations, the newest, it is counted which have something unread.
COUNTED = 40


@dataclass(frozen=True)
class Talk:
    """A conversation as its account sees it: with whom, and the last message, where that is shown to it."""

    row: Conversation
    people: Sequence[Account]
    last: PostView | None
    is_muted: bool

    @property
    def is_unread(self) -> bool:
        """Tell whether there is something new of somebody whom the account has not muted."""
        is_shown = self.last is not None and not self.last.state.is_author_muted
        return self.row.is_unread and is_shown and not self.is_muted


def page(account_id: str, box: str, page: Page) -> Filled[Talk]:
    """Return a page of an account's conversations, by their last messages: two trips.

    Those with nobody else left, or with somebody alone who must not be met, are not shown.
    """
    rows: dict[str, Conversation] = {}

    def ids(asked: Page) -> Turned[str]:
        turned = Conversation.page(account_id, box, asked)
        rows.update({row.last_id: row for row in turned.rows})
        return Turned([row.last_id for row in turned.rows], turned.has_more)

    def shown(last_ids: list[str]) -> list[tuple[str, Talk]]:
        found = _read(account_id, [rows[one] for one in last_ids])
        return [(talk.row.last_id, talk) for talk in found if talk.people]

    return fill(ids, shown, page)


def _read(account_id: str, rows: Sequence[Conversation]) -> list[Talk]:
    if not rows:
        return []
    others = list(dict.fromkeys(one for row in rows for one in row.other_ids))
    last_ids = [row.last_id for row in rows]
    keys: list[Key] = [(Post, one, None) for one in last_ids] + [(Account, one, None) for one in others]
    read = marks.read(account_id, last_ids, keys)
    views_read, _ = views.of_read(account_id, last_ids, read, ())
    last = {view.post.id: view for view in views_read}
    barriers = read.barriers.covering(account_id, [*others, *(row.id for row in rows)])
    people = _people(read.found.values(), barriers.barred)
    return [
        Talk(
            row,
            [people[one] for one in row.other_ids if one in people],
            last.get(row.last_id),
            row.id in barriers.threads,
        )
        for row in rows
    ]


def _people(rows: Iterable[object], barred: frozenset[str]) -> Mapping[str, Account]:
    return {row.id: row for row in rows if isinstance(row, Account) and not row.closed and row.id not in barred}


def find(account_id: str, conversation_id: str) -> Talk:
    """Return one conversation of an account, or raise NotFound."""
    return _read(account_id, [Conversation.of(account_id, conversation_id)])[0]


def between(account_id: str, other_ids: Sequence[str]) -> Talk:
    """Return the conversation of an account with some others, whether or not anything was said there yet.

    Raises Unprocessable where there are none, too many, or somebody that cannot be written to.
    """
    ids = sorted({account_id, *other_ids})
    if len(ids) < 2:
        raise Unprocessable(NOBODY)
    if len(ids) > MOST_MEMBERS:
        raise Unprocessable(TOO_MANY)
    conversation_id = conversation_ids.id_of(ids)
    rows = fetch(conversations.keys(conversation_id, [account_id])).values()
    held = next((row for row in rows if isinstance(row, Conversation)), None)
    new = Conversation(account_id, conversation_id, member_ids=ids, last_id="", read_id="")
    new.box = conversations.box_of(account_id, INBOX)
    talk = _read(account_id, [held or new])[0]
    if len(talk.people) < len(ids) - 1 and held is None:
        raise Unprocessable(CLOSED_DOOR)
    return talk


def messages(account_id: str, conversation_id: str, page: Page) -> PostPage:
    """Return a page of the messages of one of an account's conversations, the newest first, or raise NotFound."""
    row = Conversation.of(account_id, conversation_id)
    return views.gather(partial(threads.ids_of, row.id), partial(views.find_many, account_id), page)


def read(account_id: str, conversation_id: str) -> Talk:
    """Note that all of a conversation was read; a second time changes nothing."""
    row = Conversation.of(account_id, conversation_id)
    row.take(read_id=row.last_id)
    return find(account_id, conversation_id)


def accept(account_id: str, conversation_id: str) -> Talk:
    """Let a stranger write: their conversation lies in the inbox from then on; a second time changes nothing."""
    row = Conversation.of(account_id, conversation_id)
    if row.is_request:
        row.take(box=INBOX)
    return find(account_id, conversation_id)


def remove(account_id: str, conversation_id: str) -> None:
    """Take a conversation off an account's lists, until something is said there again; others keep it."""
    Conversation.of(account_id, conversation_id).put_away()


def unread_count(account_id: str) -> int:
    """Return in how many of the newest conversations there is something unread: two trips."""
    return sum(talk.is_unread for talk in page(account_id, INBOX, Page(limit=COUNTED)).shown)
