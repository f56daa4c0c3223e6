"""Lead a person to what opens a post: its price, the tiers of its author, or a campaign."""

from dataclasses import dataclass

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.photos.posts import PRICE, TIER
from chalicelib.services.money.selling import buying, subscriptions
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView

INTERVALS = ("month", "year")


@dataclass(frozen=True)
class Plan:
    """One way to subscribe: a tier by the month or by the year."""

    tier: Tier
    interval: str
    amount: int

    @property
    def name(self) -> str:
        """Return what a form calls it."""
        return f"{self.tier.id}:{self.interval}"


@dataclass(frozen=True)
class Lock:
    """A post as somebody sees it whom nobody knows, and the plans that open it, where it is for subscribers."""

    shown: PostView
    plans: tuple[Plan, ...] = ()


def find(post_id: str) -> Lock:
    """Return what opens a post. Raises NotFound where a stranger does not see that it is there."""
    shown = views.find(None, post_id)
    post = shown.post
    if post.parent_id:
        raise NotFound
    if not shown.is_locked or post.access != TIER:
        return Lock(shown)
    level = int((post.offer or {}).get("level") or 0)
    tiers = [tier for tier in Tier.of(post.author_id) if tier.is_active and int(tier.level) >= level]
    return Lock(shown, tuple(plan for tier in tiers for plan in _plans(tier)))


def _plans(tier: Tier) -> list[Plan]:
    found = [(interval, tier.amount_of(interval)) for interval in INTERVALS]
    return [Plan(tier, interval, amount) for interval, amount in found if amount]


def begin(account_id: str, lock: Lock, chosen: str) -> str:
    """Begin to pay for what opens a post, and return the address of the Checkout page; `chosen` is a plan's name."""
    if lock.shown.is_locked and lock.shown.post.access == PRICE:
        return buying.begin(account_id, lock.shown.post.id)[1]
    plan = next((plan for plan in lock.plans if plan.name == chosen), None)
    if plan is None:
        missing = "Choose how to subscribe" if lock.plans else "There is nothing to pay for here"
        raise Unprocessable(f"Validation failed: {missing}")
    return subscriptions.begin(account_id, plan.tier.id, plan.interval)
