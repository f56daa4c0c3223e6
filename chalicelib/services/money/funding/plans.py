"""Check a creator's plan of a campaign: texts, goal, dates, stretch goals, rewards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.errors import Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money import currencies, worth
from chalicelib.models.money.funding.campaigns import ALL_OR_NOTHING, KEEP
from chalicelib.models.photos.media import Media

LONGEST_TITLE, LONGEST_STORY = 80, 20_000
LONGEST_REWARD_TITLE, LONGEST_REWARD_TEXT = 80, 2_000
DAY = 86_400
LEAST_DAYS, MOST_DAYS = 1, 60
# Time that may pass between opening the form and sending it, or between two clocks.
SLACK_SECONDS = 600
MOST_STRETCH_GOALS = 20
MOST_REWARDS = 50
MOST_PER_BACKER = 100
MOST_OF_A_REWARD = 1_000_000
MOST_MEDIA = 10


@dataclass(frozen=True)
class Plan:
    """A campaign as its creator plans it; amounts are minor units of `currency`."""

    title: str
    currency: str
    goal: int
    deadline: int | None = None
    timezone: str = "UTC"
    story: str = ""
    kind: str = ALL_OR_NOTHING
    late_pledges: bool = False
    stretch_goals: list[dict[str, Any]] = field(default_factory=list)
    media_ids: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Raise Unprocessable for the first invalid field."""
        check_words(self.title, self.story)
        if self.currency not in currencies.CURRENCIES:
            raise Unprocessable("Validation failed: Currency is not one that can be charged")
        check_goal("Goal", self.goal, self.currency)
        if self.kind not in (ALL_OR_NOTHING, KEEP):
            raise Unprocessable(f"Validation failed: Kind must be {ALL_OR_NOTHING} or {KEEP}")
        if self.deadline is not None:
            check_deadline(self.deadline)
        check_stretch_goals(self.stretch_goals, self.goal, self.currency)
        if len(self.media_ids) > MOST_MEDIA or len(set(self.media_ids)) < len(self.media_ids):
            raise Unprocessable(f"Validation failed: At most {MOST_MEDIA} photos, each once")

    def values(self) -> dict[str, Any]:
        """Return the attributes of the campaign's row."""
        return {**vars(self), "title": self.title.strip()}


@dataclass(frozen=True)
class RewardPlan:
    """A reward as its creator plans it; without a `limit` it never sells out."""

    title: str
    amount: int
    text: str = ""
    limit: int | None = None
    per_backer: int = 1
    delivers_at: int | None = None
    position: int = 0

    def check(self, currency: str) -> None:
        """Raise Unprocessable for the first invalid field."""
        check_length("Title", self.title, LONGEST_REWARD_TITLE, is_needed=True)
        check_length("Text", self.text, LONGEST_REWARD_TEXT)
        check_amount("Amount", self.amount, currency)
        if self.limit is not None:
            _check_between("Limit", self.limit, 1, MOST_OF_A_REWARD)
        _check_between("Per backer", self.per_backer, 1, MOST_PER_BACKER)
        _check_between("Position", self.position, 0, MOST_OF_A_REWARD)
        if self.delivers_at is not None and not now() < self.delivers_at < now() + 3650 * DAY:
            raise Unprocessable("Validation failed: Delivery must lie ahead, within ten years")


def check_words(title: str, story: str) -> None:
    """Raise Unprocessable for a title that is blank or too long, or a story that is too long."""
    check_length("Title", title, LONGEST_TITLE, is_needed=True)
    check_length("Story", story, LONGEST_STORY)


def check_length(name: str, text: str, longest: int, *, is_needed: bool = False) -> None:
    """Raise Unprocessable for a text that is missing or too long."""
    if is_needed and not text.strip():
        raise Unprocessable(f"Validation failed: {name} can't be blank")
    if len(text) > longest:
        raise Unprocessable(f"Validation failed: {name} is too long (maximum is {longest} characters)")


def check_amount(name: str, amount: int, currency: str) -> None:
    """Raise Unprocessable for an amount that cannot be charged to a card."""
    if currencies.is_chargeable_amount(amount, currency):
        return
    raise Unprocessable(f"Validation failed: {name} must be from {currencies.range_text(currency)}")


def check_goal(name: str, amount: int, currency: str) -> None:
    """Raise Unprocessable for a goal that is too small, too large or out of step.

    A goal is reached by many charges, so it may be more than can be charged at once.
    """
    most = worth.amount_worth(worth.LARGEST_GOAL, currency)
    if not currencies.minimum(currency) <= amount <= most or amount % currencies.step(currency):
        raise Unprocessable(f"Validation failed: {name} must be from {currencies.range_text(currency, most)}")


def check_deadline(deadline: int) -> None:
    """Raise Unprocessable unless a deadline lies 1 to 60 days from this moment."""
    ahead = deadline - now()
    if not LEAST_DAYS * DAY - SLACK_SECONDS <= ahead <= MOST_DAYS * DAY + SLACK_SECONDS:
        raise Unprocessable(f"Validation failed: Deadline must lie {LEAST_DAYS} to {MOST_DAYS} days ahead")


def check_stretch_goals(goals: Sequence[dict[str, Any]], goal: int, currency: str) -> None:
    """Raise Unprocessable unless stretch goals rise above the goal."""
    if len(goals) > MOST_STRETCH_GOALS:
        raise Unprocessable(f"Validation failed: At most {MOST_STRETCH_GOALS} stretch goals")
    below = goal
    for one in goals:
        check_length("Title of a stretch goal", one["title"], LONGEST_TITLE, is_needed=True)
        check_goal("Stretch goal", one["amount"], currency)
        if one["amount"] <= below:
            raise Unprocessable("Validation failed: Each stretch goal must be above the one before it, and the goal")
        below = one["amount"]


def _check_between(name: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise Unprocessable(f"Validation failed: {name} must be from {least} to {most}")


def check_media(creator_id: str, plan: Plan) -> None:
    """Raise Unprocessable unless every photo of a plan is its creator's and ready."""
    if not all(item.is_ready for item in Media.find_all(creator_id, plan.media_ids)):
        raise Unprocessable("Validation failed: A photo is still being processed, or cannot be used")
