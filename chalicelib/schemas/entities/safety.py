"""Reports. Source: https://docs.joinmastodon.org/entities/Report/"""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Id, Time, one_of
from chalicelib.schemas.entities.people.accounts import Account, Role
from chalicelib.schemas.entities.photos.statuses import Status
from chalicelib.schemas.entities.server import Rule


class Report(TypedDict):
    """A report as whoever filed it sees it."""

    id: str
    action_taken: bool
    action_taken_at: Time | None
    category: Annotated[str, one_of("spam", "legal", "violation", "other")]
    comment: str
    forwarded: bool
    created_at: Time
    status_ids: list[Id]
    rule_ids: list[str]
    target_account: Account


class AdminIp(TypedDict):
    """An address of the network by which an account came; none is told."""

    ip: str
    used_at: Time


class AdminAccount(TypedDict):
    """An account as moderators see it; of one that is gone its id alone is known."""

    id: Id
    username: str
    domain: str | None
    created_at: Time
    email: str
    ip: str | None
    ips: list[AdminIp]
    locale: str | None
    invite_request: str | None
    role: Role
    confirmed: bool
    approved: bool
    suspended: bool
    silenced: bool
    sensitized: bool
    disabled: bool
    invited_by_account_id: Id | None
    account: Account


class ReportedWords(TypedDict):
    """What a reported post said as it was reported; `is_there` tells whether it is among the statuses."""

    id: Id
    is_there: bool
    text: str
    spoiler_text: str
    media_ids: list[Id]


class AdminReportExtras(TypedDict):
    """What we say of a report beside the dialect."""

    posts: list[ReportedWords]


class AdminReport(TypedDict):
    """A report as moderators see it; `statuses` are those of its posts that this moderator may see."""

    id: Id
    action_taken: bool
    action_taken_at: Time | None
    category: Annotated[str, one_of("spam", "legal", "violation", "other")]
    comment: str
    forwarded: bool
    created_at: Time
    updated_at: Time
    account: AdminAccount
    target_account: AdminAccount
    assigned_account: AdminAccount | None
    action_taken_by_account: AdminAccount | None
    statuses: list[Status]
    rules: list[Rule]
    rossgram: AdminReportExtras


class ModerationAction(TypedDict):
    """A row of the log: who did what to whom, and why. The operator at the command line has no `moderator_id`.

    Of a mail domain or an address, `reason` is what the row is about, and there is no account.
    """

    id: Id
    name: str
    moderator: str
    moderator_id: Id | None
    account_id: Id | None
    acct: str
    report_id: Id | None
    status_id: Id | None
    reason: str
    created_at: Time


class Appeal(TypedDict):
    """What an account says against an act. Source: https://docs.joinmastodon.org/entities/Appeal/"""

    text: str
    state: Annotated[str, one_of("pending", "approved", "rejected")]


class WarningExtras(TypedDict):
    """What we say of an act beside the dialect.

    `appeal_until` is there as long as the account may appeal, `words` what a deleted post said, `answer` what whoever
    decided the appeal says to it.
    """

    appeal_until: Time | None
    words: str | None
    answer: str | None


class AccountWarning(TypedDict):
    """An act of moderators against an account. Source: https://docs.joinmastodon.org/entities/AccountWarning/"""

    id: Id
    action: Annotated[
        str,
        one_of(
            *("none", "disable", "mark_statuses_as_sensitive", "delete_statuses", "sensitive", "silence", "suspend")
        ),
    ]
    text: str
    status_ids: list[Id]
    target_account: Account
    appeal: Appeal | None
    created_at: Time
    rossgram: WarningExtras


class FiledAppeal(TypedDict):
    """An appeal as moderators read it; `words` is what a deleted post said."""

    id: Id
    text: str
    state: Annotated[str, one_of("pending", "approved", "rejected")]
    created_at: Time
    decided_at: Time | None
    decided_by: str | None
    answer: str | None
    words: str | None
    account: AdminAccount
    strike: ModerationAction


class SentReport(TypedDict):
    """What Pixelfed says of a report."""

    msg: str
    code: int


class ReceivedEvent(TypedDict):
    """That an event of Stripe's is kept."""

    received: bool


class EmailDomainBlock(TypedDict):
    """A domain with whose addresses nobody signs up; how often it was met is not counted."""

    id: Id
    domain: str
    created_at: Time
    history: list[dict[str, str]]


class CanonicalEmailBlock(TypedDict):
    """An address with which nobody signs up: the SHA-256 of its canonical form."""

    id: Id
    canonical_email_hash: str
