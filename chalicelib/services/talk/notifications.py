"""Tell an account what others did: each with who did it, and with a post only as far as the account may see it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.errors import NotFound
from chalicelib.models.batches import Key
from chalicelib.models.filling import Filled, fill
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import PENDING
from chalicelib.models.people.reading.readings import Reading
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.services.photos.views import PostView
from chalicelib.services.talk import filtering
from chalicelib.services.talk.filtering import ACCEPT, FILTER, Sieve
from chalicelib.services.talk.reader import Reader
from chalicelib.services.talk.staff import reported, struck
from chalicelib.services.talk.staff.reported import Reported
from chalicelib.services.talk.told import EVERY, Told

if TYPE_CHECKING:
    from chalicelib.models.safety.strikes import Strike

MOST_IN_A_GROUP = 80
# So many more rows are read, round by round, where those of a page are told in few groups.
GROUP_STEPS = (100, 200, 400)


@dataclass(frozen=True)
class Notice:
    """One thing that an account is told of, with who did it, and the post as the account sees it.

    `is_filtered` says that it is told of where it is asked for, and nowhere else.
    """

    told: Told
    account: Account
    view: PostView | None
    is_filtered: bool = False
    reported: Reported | None = None
    # Where it tells what moderators did: the account is then whoever is told.
    strike: "Strike | None" = None


def page(
    account_id: str, kinds: Sequence[str], page: Page, from_id: str = "", *, verdicts: Collection[str] = (ACCEPT,)
) -> Filled[Notice]:
    """Return a page of what an account is told of some kinds, or of one other account: no page is empty with a next.

    What the account may not see, and who is not there any more, is passed over; so is what is filtered, unless the
    verdicts say otherwise.
    """
    reader, told = Reader(account_id, kinds), dict[str, Told]()

    def ids(page: Page) -> Turned[str]:
        turned = reader.rows(page)
        told.update({one.id: one for one in turned.rows})
        return Turned([one.id for one in turned.rows], turned.has_more)

    def shown(ids: list[str]) -> list[tuple[str, Notice]]:
        rows = [told[one] for one in ids if not from_id or told[one].from_id == from_id]
        return [(notice.told.id, notice) for notice in shown_of(reader, rows, verdicts)]

    return fill(ids, shown, page)


def groups_page(account_id: str, kinds: Sequence[str], asked: Page, key_of: Callable[[Notice], str]) -> Filled[Notice]:
    """Return a page of notices that are shown in so many groups at most, by their keys, as a page has notices.

    A group is read on to its end, within hundreds of rows, and one that may go on behind the page is left for the next
    page, unless it is the only one. Above a `min_id` a page has so many notices at most.
    """
    if asked.min_id:
        return page(account_id, kinds, asked)
    found = page(account_id, kinds, replace(asked, limit=asked.limit + 1))
    for step in GROUP_STEPS:
        keys = {key_of(notice) for notice in found.shown}
        if not found.has_more or len(keys) > max(1, asked.limit // 2):
            break
        more = page(account_id, kinds, replace(asked, limit=step, max_id=found.oldest))
        shown = [*found.shown, *more.shown]
        found = Filled(shown, found.newest, more.oldest or found.oldest, more.has_more)
    end = _end_of_groups(found, [key_of(notice) for notice in found.shown], asked.limit)
    if end == len(found.shown):
        return found
    return Filled(found.shown[:end], found.newest, found.shown[end - 1].told.id, has_more=True)


def _end_of_groups(found: Filled[Notice], keys: list[str], limit: int) -> int:
    """Return up to which notice a page goes: not into one group more, nor into one that the next page may end."""
    places = {key: place for place, key in reversed(list(enumerate(keys)))}
    begins = sorted(places.values())
    if len(begins) > limit:
        return begins[limit]
    is_last_apart = bool(begins) and begins[-1] > 0 and set(keys[begins[-1] :]) == {keys[-1]}
    return begins[-1] if found.has_more and is_last_apart else len(keys)


def shown_of(reader: Reader, told: Sequence[Told], verdicts: Collection[str]) -> list[Notice]:
    """Return those that the reader's account may be shown and that have one of some verdicts, in their order: one trip.

    Of whom it blocks, is blocked by, or has muted with their notifications, it is told nothing but of money, of what
    moderators did, and what is for the staff.
    """
    if not told:
        return []
    post_ids = list(dict.fromkeys(one.post_id for one in told if one.post_id))
    others = list(dict.fromkeys(one.from_id for one in told))
    keys: list[Key] = [(Account, one, None) for one in others]
    keys += [key for one in told for key in reported.keys(one)]
    keys += filtering.keys(reader.account_id, reader.inbox, others)
    of_strikes, joined = struck.asked(reader.account_id, told)
    found, rows = reader.views(post_ids, [*keys, *of_strikes, *reader.barriers.missing(reader.account_id, others)])
    barriers, posts = reader.barriers.joined(rows.values()), {view.post.id: view for view in found}
    # Whoever waits for approval has done nothing yet but sign up, of which the staff is told.
    people = {row.id: row for row in rows.values() if isinstance(row, Account) and row.closed in (None, PENDING)}
    hidden, strikes = barriers.barred | barriers.silenced, joined(rows)
    sieve = Sieve.of(reader.inbox, people, rows.values())

    def is_due(one: Told) -> bool:
        is_shown = one.from_id not in hidden and _is_told(one, posts)
        return one.from_id in people and (one.is_certain or reported.is_due(one, rows) or is_shown)

    def notice(one: Told, verdict: str) -> Notice:
        view, report = posts.get(one.post_id or ""), reported.of(one, rows)
        return Notice(one, people[one.from_id], view, verdict == FILTER, report, strikes.get(one.strike_id))

    def judge(one: Told) -> str:
        return sieve.verdict(one, is_private=_is_private(posts.get(one.post_id or "")))

    judged = [(one, judge(one)) for one in told if is_due(one)]
    return [notice(one, verdict) for one, verdict in judged if verdict in verdicts]


def _is_private(view: PostView | None) -> bool:
    return view is not None and view.post.is_message


def _is_told(told: Told, posts: Mapping[str, PostView]) -> bool:
    """Tell whether a notification's post is there, if it has one, and its conversation is not muted."""
    view = posts.get(told.post_id or "")
    return not (told.post_id or told.is_for_staff) or (view is not None and not view.state.is_muted)


def find(account_id: str, notification_id: str) -> Notice:
    """Return one notice of an account, or raise NotFound."""
    reader = Reader(account_id, EVERY)
    for notice in shown_of(reader, reader.find(notification_id), (ACCEPT, FILTER)):
        return notice
    raise NotFound


def group(account_id: str, key: str) -> list[Notice]:
    """Return the newest notices that are shown together under a key, or raise NotFound."""
    reader = Reader(account_id, EVERY)
    found = shown_of(reader, reader.in_group(key, MOST_IN_A_GROUP), (ACCEPT,))
    if not found:
        raise NotFound
    return found


def dismiss(account_id: str, notification_id: str) -> None:
    """Tell an account no more of one thing, or raise NotFound."""
    told = find(account_id, notification_id).told
    if told.row:
        told.row.dismiss()
    else:
        Inbox.of(account_id).dismiss(told.id)


def dismiss_group(account_id: str, key: str) -> None:
    """Tell an account no more of what a group has by now, or raise NotFound; what comes later is told."""
    newest = group(account_id, key)[0].told
    if newest.row:
        newest.row.dismiss()
    else:
        Inbox.of(account_id).dismiss(f"{key} {newest.id}")


def clear(account_id: str) -> None:
    """Tell an account no more of anything until now; where nothing is told, nothing is written."""
    if Reader(account_id, EVERY).rows(Page(limit=1)).rows:
        Inbox.clear(account_id)


def unread(account_id: str, kinds: Sequence[str], limit: int) -> list[Notice]:
    """Return what an account was told of since it marked how far it has read, so many at most."""
    return page(account_id, kinds, Page(limit, since_id=_read_up_to(account_id))).shown


def _read_up_to(account_id: str) -> str:
    """Return the id up to which the account's marker says that it has read; what was cleared is not told at all."""
    marker = Reading.of(account_id).markers.get("notifications")
    return marker["last_read_id"] if marker else ""
