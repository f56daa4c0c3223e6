"""Gather what was filtered into requests, one of each person, and accept or dismiss them.

The newest hundred things that an account is told of are looked at: whatever there is behind them, a request costs the
trips of a page. A request has the id of whom it is of. Source: https://docs.joinmastodon.org/entities/NotificationRequest/
"""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import new_id, wait_a_little
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.services.photos.views import PostView
from chalicelib.services.talk import filtering
from chalicelib.services.talk.filtering import FILTER
from chalicelib.services.talk.notifications import Notice, shown_of
from chalicelib.services.talk.reader import Reader
from chalicelib.services.talk.told import KNOWN

MOST_LOOKED_AT = 100
RACES = 10


@dataclass(frozen=True)
class Request:
    """What was filtered of one person, the newest first."""

    notices: list[Notice]

    @property
    def account(self) -> Account:
        """Return whom it is of."""
        return self.notices[0].account

    @property
    def id(self) -> str:
        """Return the id of the request: that of whom it is of."""
        return self.account.id

    @property
    def newest(self) -> str:
        """Return the id of its newest notification, by which requests are listed."""
        return self.notices[0].told.id

    @property
    def last_view(self) -> PostView | None:
        """Return the last post of theirs that it is about."""
        views = (notice.view for notice in self.notices)
        return next((view for view in views if view and view.post.author_id == self.id), None)


@dataclass(frozen=True)
class Requests:
    """What an account chose, and what was filtered by it."""

    policy: dict[str, str]
    pending: list[Request]


def of(account_id: str) -> Requests:
    """Return an account's policy and its requests, the one with the newest notification first."""
    reader = Reader(account_id, KNOWN)
    policy = filtering.policy_of(reader.inbox)
    if FILTER not in policy.values():
        return Requests(policy, [])
    by_person: dict[str, list[Notice]] = {}
    for notice in shown_of(reader, reader.rows(Page(limit=MOST_LOOKED_AT)).rows, (FILTER,)):
        by_person.setdefault(notice.account.id, []).append(notice)
    return Requests(policy, [Request(notices) for notices in by_person.values()])


def find(account_id: str, request_id: str) -> Request:
    """Return one request, or raise NotFound."""
    for request in of(account_id).pending:
        if request.id == request_id:
            return request
    raise NotFound


def change_policy(account_id: str, changes: dict[str, str]) -> Requests:
    """Change what becomes of what whom does, of before too, and return what follows from it."""
    if changes:
        _write_policy(account_id, changes)
    return of(account_id)


def _write_policy(account_id: str, changes: dict[str, str]) -> None:
    for attempt in range(RACES):
        inbox = Inbox.of(account_id)
        if inbox.replace_policy(filtering.policy_of(inbox) | changes):
            return
        wait_a_little(attempt)
    raise Unavailable


def accept(account_id: str, request_ids: Iterable[str]) -> set[str]:
    """Tell everything of those whose requests these are, of before too; returns those that there were."""
    accepted = {request.id for request in of(account_id).pending} & set(request_ids)
    if accepted and not Inbox.accept(account_id, accepted):
        raise Unprocessable("Validation failed: So many requests cannot be accepted")
    return accepted


def dismiss(account_id: str, request_ids: Iterable[str]) -> set[str]:
    """Tell no more of what was filtered until now, and return of whom; what comes later makes a new request.

    All of them are dismissed by one write, of which a crash leaves nothing or everything.
    """
    until = new_id()
    dismissed = {request.id for request in of(account_id).pending} & set(request_ids)
    if dismissed:
        Inbox.of(account_id).dismiss(*(f"from-{request_id} {until}" for request_id in dismissed))
    return dismissed
