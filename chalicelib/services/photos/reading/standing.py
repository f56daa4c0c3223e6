"""Who looks at posts, and what they are to one: what the decisions of access.py take and give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.selling.tiers import Tier


@dataclass(frozen=True)
class Viewer:
    """Who is looking, and what of them decides: whom they follow, whom they must not meet, and what was paid.

    `grants` are the viewer's own, `opened` are everybody's; both hold at this moment, and give the level by key.
    `campaigns` are those that the posts present or are offered to the backers of, as they are at this moment.
    """

    account_id: str | None
    following: frozenset[str] = frozenset()
    grants: Mapping[str, int] = field(default_factory=dict)
    # Since when the viewer's own hold; None for one that does not say.
    granted: Mapping[str, int | None] = field(default_factory=dict)
    opened: Mapping[str, int] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    # Those whose subscribers the posts are for, as they are at this moment.
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    # Those whose close friend the viewer is, and the lists that the viewer is on, each behind whose it is.
    befriended: frozenset[str] = frozenset()
    listed: frozenset[tuple[str, str]] = frozenset()
    # The posts to which the viewer came by a secret link.
    linked: frozenset[str] = frozenset()
    # Those who block the viewer, or whom the viewer blocks.
    barred: frozenset[str] = frozenset()
    # Those who became private, and whose posts may not say so yet.
    closing: frozenset[str] = frozenset()
    # Those whose accounts were closed, and whose posts may not say so yet.
    closed: frozenset[str] = frozenset()
    # The posts that were archived, and whose comments may not say so yet.
    archived: frozenset[str] = frozenset()
    # Those whom the viewer has muted; that decides nothing of what they may see.
    muted: frozenset[str] = frozenset()
    # Those whom a moderator has silenced, and whom the viewer does not follow; the same.
    silenced: frozenset[str] = frozenset()
    # The posts below which they have muted the conversation; nothing of it is told to them.
    muted_threads: frozenset[str] = frozenset()
    # When they look, in seconds since 1970; whoever does not say it sees nothing that ends.
    at: float = inf


@dataclass(frozen=True, kw_only=True)
class ViewerState:
    """What a viewer is to a post. No field has a default, so that whoever adds one says what it is.

    `lock` is the access that money opens, where it is why the viewer may not see the post. `may_react` is whether they
    may like it and comment on it, once they see it; `is_author_muted` whether it stays out of their timelines;
    `is_author_silenced` whether it stays out of those that show them accounts that they do not follow. `granted_at` is
    since when what they paid opens the post, where that is known, and `choices` what they chose in its poll.
    """

    may_see: bool
    may_react: bool
    is_author_muted: bool
    lock: str | None
    granted_at: int | None
    is_author_silenced: bool
    is_liked: bool
    is_bookmarked: bool
    is_pinned: bool
    is_muted: bool
    is_reblogged: bool
    choices: tuple[int, ...]
