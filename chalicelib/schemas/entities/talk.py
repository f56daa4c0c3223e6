"""Notifications. Source: https://docs.joinmastodon.org/entities/Notification/"""

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from chalicelib.locales import Locale
from chalicelib.schemas.entities.kinds import Amount, Count, Currency, Id, Time, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account
from chalicelib.schemas.entities.photos.statuses import Status
from chalicelib.schemas.entities.safety import AccountWarning, Report

NotificationType = Annotated[
    str,
    one_of(
        *("mention", "follow", "follow_request", "favourite", "reblog", "status", "poll"),
        *("story:react", "tagged"),
        "moderation_warning",
        *("purchase_open", "sale", "tip", "subscriber", "pledge"),
        *("admin.sign_up", "admin.report"),
        *("campaign_funded", "campaign_ended", "campaign_failed", "campaign_needs_you"),
    ),
]


class MoneyNews(TypedDict):
    """What a notification says of money."""

    what: str
    link: NotRequired[Url]
    amount: NotRequired[Amount]
    currency: NotRequired[Currency]
    text: NotRequired[str]


class Notification(TypedDict):
    """What somebody did, or what happened to one's money."""

    id: Id
    type: NotificationType
    group_key: str
    created_at: Time
    account: Account
    filtered: NotRequired[bool]
    status: NotRequired[Status]
    report: NotRequired[Report]
    moderation_warning: NotRequired[AccountWarning]
    rossgram: NotRequired[MoneyNews]


class NotificationGroup(TypedDict):
    """What is shown together."""

    group_key: str
    notifications_count: Count
    type: NotificationType
    most_recent_notification_id: int
    page_min_id: Id
    page_max_id: Id
    latest_page_notification_at: Time
    sample_account_ids: list[Id]
    status_id: NotRequired[Id]
    report: NotRequired[Report]
    moderation_warning: NotRequired[AccountWarning]
    rossgram: NotRequired[MoneyNews]


class GroupedNotifications(TypedDict):
    """Groups, with each account and each status once."""

    accounts: list[Account]
    statuses: list[Status]
    notification_groups: list[NotificationGroup]


class Tally(TypedDict):
    """How many there are."""

    count: Count


class PolicySummary(TypedDict):
    """How many notifications are kept apart."""

    pending_requests_count: Count
    pending_notifications_count: Count


class NotificationPolicy(TypedDict):
    """Whose notifications are kept apart."""

    for_not_following: str
    for_not_followers: str
    for_new_accounts: str
    for_private_mentions: str
    for_limited_accounts: str
    summary: PolicySummary


class FirstNotificationPolicy(TypedDict):
    """The policy as version 1 of the API has it: filtered or not."""

    filter_not_following: bool
    filter_not_followers: bool
    filter_new_accounts: bool
    filter_private_mentions: bool
    summary: PolicySummary


class MailChoices(TypedDict):
    """Of what somebody gets mails, and in which language; those of one's own money always come."""

    follows: bool
    mentions: bool
    comments: bool
    purchases: bool
    campaigns: bool
    language: Locale


class NotificationRequest(TypedDict):
    """Notifications of somebody that are kept apart."""

    id: Id
    account: Account
    last_status: Status | None
    notifications_count: str
    created_at: Time
    updated_at: Time


class MergedRequests(TypedDict):
    """Whether accepted requests are merged."""

    merged: bool


class ConversationExtras(TypedDict):
    """What an account decided of a conversation: `requested` waits for it to let a stranger write."""

    requested: bool
    muted: bool


class Conversation(TypedDict):
    """Direct messages between an account and others. Source: https://docs.joinmastodon.org/entities/Conversation/"""

    id: Id
    unread: bool
    accounts: list[Account]
    last_status: Status | None
    rossgram: ConversationExtras


class WebPushSubscription(TypedDict):
    """Where notifications are pushed. Source: https://docs.joinmastodon.org/entities/WebPushSubscription/"""

    id: Annotated[int, Field(ge=1, lt=2**31)]
    endpoint: Url
    server_key: str
    alerts: dict[str, bool]
    policy: Annotated[str, one_of("all", "followed", "follower", "none")]
    standard: bool
