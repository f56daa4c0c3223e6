"""Campaigns, rewards, pledges and backers."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.schemas.entities.kinds import Amount, Count, Currency, Date, Html, Id, Time, Url, one_of
from chalicelib.schemas.entities.people.accounts import Account
from chalicelib.schemas.entities.photos.media import MediaAttachment

CampaignState = Annotated[
    str,
    one_of("draft", "live", "collecting", "funded", "partly_collected", "failed", "cancelled"),
]

PledgeState = Annotated[
    str,
    one_of(
        "pending",
        "held",
        "charging",
        "authorized",
        "action_required",
        "errored",
        "collected",
        "dropped",
        "cancelled",
        "expired",
        "refunded",
        "disputed",
    ),
]
# When cards are charged: on the page of the pledge, once the whole goal is held, or once all banks have answered.
Charging = Annotated[str, one_of("at_once", "goal_held", "banks_answered")]


class Progress(TypedDict):
    """How far a campaign is."""

    id: Id
    url: Url
    title: str
    state: CampaignState
    kind: str
    currency: Currency
    goal: Amount
    pledged: Amount
    raised: Amount
    reached: Amount
    percent: Count
    backers_count: Count
    deadline: Time | None
    deadline_text: str | None
    timezone: str
    is_open: bool
    text: str


class StretchGoal(TypedDict):
    """A goal above the goal."""

    amount: Amount
    title: str
    is_reached: bool


class Reward(TypedDict):
    """What backers get."""

    id: str
    title: str
    text: str
    amount: Amount
    limit: Count | None
    taken: Count
    left: int | None
    per_backer: Count
    delivers_at: Time | None
    delivers_on: Date | None
    position: int


class Campaign(Progress):
    """A campaign with its story and its rewards."""

    story: str
    story_html: Html
    late_pledges: bool
    charging: Charging
    stretch_goals: list[StretchGoal]
    created_at: Time
    launched_at: Time | None
    ended_at: Time | None
    post_id: Id | None
    account: Account | None
    media_attachments: list[MediaAttachment]
    rewards: list[Reward]


class PledgedReward(TypedDict):
    """A reward that a pledge takes."""

    id: str
    title: str
    quantity: Count
    amount: Amount


class Pledge(TypedDict):
    """A pledge. One that waits for its backer tells the backer alone where to go, and until when."""

    id: str
    campaign_id: Id
    state: PledgeState
    amount: Amount
    currency: Currency
    text: str
    rewards: list[PledgedReward]
    anonymous: bool
    late: bool
    created_at: Time
    action_url: Url | None
    action_by: Time | None
    campaign: Progress | None


class BegunPledge(TypedDict):
    """A pledge, and where it is paid; nowhere if it was changed at once."""

    pledge: Pledge
    checkout_url: Url | None


class Backer(TypedDict):
    """Who backs a campaign; only its creator sees the pledge."""

    account: Account | None
    name: str
    anonymous: bool
    pledge: NotRequired[Pledge]
