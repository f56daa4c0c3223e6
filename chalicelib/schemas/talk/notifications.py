"""Notifications of the Mastodon API, by themselves and in groups.

Sources: https://docs.joinmastodon.org/entities/Notification/ and
https://docs.joinmastodon.org/methods/grouped_notifications/
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from chalicelib.models.base import id_time
from chalicelib.models.money import currencies
from chalicelib.models.paging import Page
from chalicelib.schemas.base import Flag, Form, Many
from chalicelib.schemas.pages import PageForm, cut
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.safety.strikes import render_strike
from chalicelib.schemas.talk.types import KINDS, TYPES
from chalicelib.schemas.text import timestamp
from chalicelib.services.talk.filtering import ACCEPT, FILTER
from chalicelib.services.talk.notifications import Notice
from chalicelib.services.talk.staff.reported import Reported
from chalicelib.services.talk.told import KNOWN

if TYPE_CHECKING:
    from chalicelib.schemas import entities

MOST_GROUPS, MOST_SAMPLES = 80, 8
Names = Annotated[list[str], Many]


class TypesForm(Form):
    """Which types are asked for. What is about money is told only to whom asks for it by name."""

    types: Names = Field(default_factory=list, max_length=100)
    exclude_types: Names = Field(default_factory=list, max_length=100)

    def kinds(self, usual: Sequence[str] = KNOWN) -> list[str]:
        """Return the kinds that are wanted: the usual ones, or those that are named, without those left out."""
        wanted = [KINDS[name] for name in dict.fromkeys(self.types) if name in KINDS] if self.types else list(usual)
        return [kind for kind in wanted if TYPES[kind] not in self.exclude_types]


class NotificationsForm(PageForm, TypesForm):
    """Which page of notifications is asked for; `account_id` names who did what is told."""

    account_id: str = Field(default="", max_length=100)
    include_filtered: Flag = False

    def verdicts(self) -> tuple[str, ...]:
        """Return whether what was filtered is told too."""
        return (ACCEPT, FILTER) if self.include_filtered else (ACCEPT,)


class GroupsForm(PageForm, TypesForm):
    """Which page of groups is asked for, and which types the client shows in groups."""

    grouped_types: Names | None = Field(default=None, max_length=100)

    def groups_page(self) -> Page:
        """Return the page: forty groups at most unless more are asked for."""
        return self.page(default=40, most=MOST_GROUPS)

    def key_of(self, notice: Notice) -> str:
        """Return the key of the group in which a notice is shown."""
        return group_key(notice, self.grouped_types)


class UnreadForm(TypesForm):
    """What is counted, and up to where."""

    limit: int | None = None
    grouped_types: Names | None = Field(default=None, max_length=100)

    def most(self) -> int:
        """Return the number up to which is counted."""
        return cut(self.limit, 100, 1000)


def render_notification(notice: Notice) -> "entities.Notification":
    """Return one notification; what is about money says so in `rossgram`."""
    told = notice.told
    entity: entities.Notification = {
        "id": told.id,
        "type": TYPES[told.kind],
        "group_key": told.group,
        "created_at": timestamp(id_time(told.id)),
        "account": render_account(notice.account),
    }
    if notice.is_filtered:
        entity["filtered"] = True
    if notice.view:
        entity["status"] = render_status(notice.view)
    if notice.reported:
        entity["report"] = _report(notice.reported)
    if notice.strike:
        entity["moderation_warning"] = render_strike(notice.strike, notice.account)
    elif told.is_money and told.about:
        entity["rossgram"] = _about(told.about)
    return entity


def _report(reported: Reported) -> "entities.Report":
    # Whoever has no role is never told of one.
    from chalicelib.schemas.safety.reports import render_report  # noqa: PLC0415
    from chalicelib.services.safety.reports import Filed  # noqa: PLC0415

    return render_report(Filed(reported.report, reported.target))


def _about(about: dict[str, Any]) -> "entities.MoneyNews":
    """Return what is said of money: the title of what it is about, its page, and the amount where there is one."""
    news: entities.MoneyNews = {"what": about["what"]}
    if "link" in about:
        news["link"] = about["link"]
    if "amount" in about:
        amount, currency = int(about["amount"]), about["currency"]
        news |= {"amount": amount, "currency": currency, "text": currencies.text(amount, currency)}
    return news


def groups(notices: Sequence[Notice], grouped_types: Sequence[str] | None = None) -> dict[str, list[Notice]]:
    """Return notices by the keys under which they are shown together, the newest first."""
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        found.setdefault(group_key(notice, grouped_types), []).append(notice)
    return found


def group_key(notice: Notice, grouped_types: Sequence[str] | None) -> str:
    """Return the key under which a notice is shown, where these types are shown in groups; None for all."""
    is_grouped = grouped_types is None or TYPES[notice.told.kind] in grouped_types
    return notice.told.group if is_grouped else f"ungrouped-{notice.told.id}"


def render_groups(
    notices: Sequence[Notice], grouped_types: Sequence[str] | None = None
) -> "entities.GroupedNotifications":
    """Return notices in groups, with each account and each status once."""
    grouped = groups(notices, grouped_types)
    sampled = [notice for members in grouped.values() for notice in members[:MOST_SAMPLES]]
    accounts = {notice.account.id: notice.account for notice in sampled}
    statuses = {notice.view.post.id: notice.view for notice in notices if notice.view}
    return {
        "accounts": [render_account(account) for account in accounts.values()],
        "statuses": [render_status(view) for view in statuses.values()],
        "notification_groups": [_group(key, members) for key, members in grouped.items()],
    }


def _group(key: str, members: Sequence[Notice]) -> "entities.NotificationGroup":
    newest, oldest = members[0].told, members[-1].told
    reported, strike = members[0].reported, members[0].strike
    entity: entities.NotificationGroup = {
        "group_key": key,
        "notifications_count": len(members),
        "type": TYPES[newest.kind],
        # A number, as Mastodon sends it: apps of fixed types refuse a text. The two below are texts, and exact where
        # numbers end at 2^53.
        "most_recent_notification_id": int(newest.id),
        "page_min_id": oldest.id,
        "page_max_id": newest.id,
        "latest_page_notification_at": timestamp(id_time(newest.id)),
        "sample_account_ids": [notice.account.id for notice in members[:MOST_SAMPLES]],
    }
    if newest.post_id:
        entity["status_id"] = newest.post_id
    if reported:
        entity["report"] = _report(reported)
    if strike:
        entity["moderation_warning"] = render_strike(strike, members[0].account)
    elif newest.is_money and newest.about:
        entity["rossgram"] = _about(newest.about)
    return entity
