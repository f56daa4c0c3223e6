"""Find what opens a locked post (its price, a tier or a campaign), and begin to pay for it."""

from dataclasses import dataclass

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.photos.posts import PRICE, TIER
from chalicelib.services.money.selling import buying, subscriptions
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView

INTERVALS = ("month", "year")


@dataclass(frozen=True)
class SubscriptionOption:
    """One way to subscribe: a tier, monthly or yearly."""

    tier: Tier
    interval: str
    amount: int

    @property
    def name(self) -> str:
        """Return the option's value in the form."""
        return f"{self.tier.id}:{self.interval}"


@dataclass(frozen=True)
class Lock:
    """A post as its viewer sees it, with the subscription options that open it, if it is for subscribers."""

    shown: PostView
    options: tuple[SubscriptionOption, ...] = ()


def find(post_id: str, viewer_id: str | None = None) -> Lock:
    """Return what opens a post. Raises NotFound for a post that is hidden from its viewer, who may be anybody."""
    shown = views.find(viewer_id, post_id)
    post = shown.post
    if post.parent_id:
        raise NotFound
    if not shown.is_locked or post.access != TIER:
        return Lock(shown)
    level = int((post.offer or {}).get("level") or 0)
    tiers = [tier for tier in Tier.of(post.author_id) if tier.is_active and int(tier.level) >= level]
    return Lock(shown, tuple(option for tier in tiers for option in _options(tier)))


def _options(tier: Tier) -> list[SubscriptionOption]:
    found = [(interval, tier.amount_of(interval)) for interval in INTERVALS]
    return [SubscriptionOption(tier, interval, amount) for interval, amount in found if amount]


def begin(account_id: str, lock: Lock, chosen: str, address: str = "", word: str = "") -> str:
    """Begin to pay for what opens a post, and return the address of the Checkout page; `chosen` is an option's name.

    `word` is a promotion code of the author's tiers.
    """
    if lock.shown.is_locked and lock.shown.post.access == PRICE:
        return buying.begin(account_id, lock.shown.post.id, address)[1]
    option = next((option for option in lock.options if option.name == chosen), None)
    if option is None:
        missing = "Choose how to subscribe" if lock.options else "There is nothing to pay for here"
        raise Unprocessable(f"Validation failed: {missing}")
    return subscriptions.begin(account_id, option.tier.id, option.interval, address, word)
