"""Whose notifications are kept apart: https://docs.joinmastodon.org/methods/notifications/#get-policy"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from chalicelib.models.base import id_time
from chalicelib.schemas.base import Flag, Form, Many
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.text import timestamp
from chalicelib.services.talk.filtering import ACCEPT, FILTER
from chalicelib.services.talk.requests import Request, Requests

if TYPE_CHECKING:
    from chalicelib.schemas import entities

Choice = Literal["accept", "filter", "drop"] | None


class PolicyForm(Form):
    """What is changed of a policy; what is not named stays."""

    for_not_following: Choice = None
    for_not_followers: Choice = None
    for_new_accounts: Choice = None
    for_private_mentions: Choice = None
    for_limited_accounts: Choice = None

    def changes(self) -> dict[str, str]:
        """Return what is named."""
        return self.model_dump(exclude_none=True)


class FirstPolicyForm(Form):
    """The same in version 1 of the API: filtered or not."""

    filter_not_following: Flag | None = None
    filter_not_followers: Flag | None = None
    filter_new_accounts: Flag | None = None
    filter_private_mentions: Flag | None = None

    def changes(self) -> dict[str, str]:
        """Return what is named, as version 2 has it."""
        named = self.model_dump(exclude_none=True)
        return {f"for_{name.removeprefix('filter_')}": FILTER if on else ACCEPT for name, on in named.items()}


class RequestsForm(Form):
    """Which requests are accepted or dismissed together."""

    id: Annotated[list[str], Many] = Field(default_factory=list, max_length=100)


def render_policy(found: Requests) -> "entities.NotificationPolicy":
    """Return the NotificationPolicy entity."""
    policy = found.policy
    return {
        "for_not_following": policy["for_not_following"],
        "for_not_followers": policy["for_not_followers"],
        "for_new_accounts": policy["for_new_accounts"],
        "for_private_mentions": policy["for_private_mentions"],
        "for_limited_accounts": policy["for_limited_accounts"],
        "summary": _summary(found),
    }


def render_first_policy(found: Requests) -> "entities.FirstNotificationPolicy":
    """Return the policy as version 1 of the API has it."""
    is_filtered = {name: choice != ACCEPT for name, choice in found.policy.items()}
    return {
        "filter_not_following": is_filtered["for_not_following"],
        "filter_not_followers": is_filtered["for_not_followers"],
        "filter_new_accounts": is_filtered["for_new_accounts"],
        "filter_private_mentions": is_filtered["for_private_mentions"],
        "summary": _summary(found),
    }


def _summary(found: Requests) -> "entities.PolicySummary":
    number = sum(len(request.notices) for request in found.pending)
    return {"pending_requests_count": len(found.pending), "pending_notifications_count": number}


def render_request(request: Request) -> "entities.NotificationRequest":
    """Return the NotificationRequest entity; its number is a text, as the documentation has it."""
    return {
        "id": request.id,
        "created_at": timestamp(id_time(request.notices[-1].told.id)),
        "updated_at": timestamp(id_time(request.newest)),
        "notifications_count": str(len(request.notices)),
        "account": render_account(request.account),
        "last_status": render_status(request.last_view) if request.last_view else None,
    }
