"""Subscriptions to what is pushed: https://docs.joinmastodon.org/methods/push/"""

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, field_validator

from chalicelib.gateways.push import keys
from chalicelib.gateways.push.encryption import Device
from chalicelib.models.talk.push_subscriptions import PushSubscription
from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.talk.types import KINDS, NEVER, TYPES

if TYPE_CHECKING:
    from chalicelib.schemas import entities

Policy = Literal["all", "followed", "follower", "none", ""]


class Keys(Form):
    """The keys of a device, as browsers give them."""

    p256dh: str = Field(max_length=200)
    auth: str = Field(max_length=100)


class Endpoint(Form):
    """Where a device is reached, and whether it reads RFC 8291 or what was there before."""

    endpoint: str = Field(max_length=2048)
    keys: Keys
    standard: Flag = False

    def device(self) -> Device:
        """Return the keys for which is encrypted."""
        return Device(self.keys.p256dh, self.keys.auth)


class Data(Form):
    """What a device is told of, by the API's types, and of whom."""

    alerts: dict[str, Flag] | None = Field(default=None, max_length=100)
    policy: Policy = ""

    @field_validator("alerts", mode="before")
    @classmethod
    def _said(cls, value: Any) -> Any:
        return {name: one for name, one in value.items() if one is not None} if isinstance(value, dict) else value


class AlertsForm(Form):
    """A change of what a device is told; clients say the policy in `data` or beside it."""

    data: Data = Field(default_factory=Data)
    policy: Policy = ""

    def alerts(self) -> dict[str, bool] | None:
        """Return the kinds that are named, by ours; None where the alerts are not named at all."""
        named = self.data.alerts
        return None if named is None else {KINDS[name]: wanted for name, wanted in named.items() if name in KINDS}

    def of_whom(self) -> str:
        """Return the policy, empty where none is named."""
        return self.data.policy or self.policy


class SubscriptionForm(AlertsForm):
    """A new subscription."""

    subscription: Endpoint


def _short_id(subscription_id: str) -> int:
    """Return a number for a subscription that apps can keep in 32 bits; nothing is looked up by it."""
    return 1 + int(subscription_id) % (2**31 - 1)


def render_subscription(found: PushSubscription) -> "entities.WebPushSubscription":
    """Return the WebPushSubscription entity. A type of which nobody is told here is told as off."""
    wanted = {name: bool(found.alerts.get(kind)) for kind, name in TYPES.items()}
    return {
        "id": _short_id(found.id),
        "endpoint": found.endpoint,
        "standard": bool(found.is_standard),
        "alerts": wanted | dict.fromkeys(NEVER, False),
        "policy": found.policy,
        "server_key": keys.public_key(),
    }
