"""Parts in polls: at most one of each account, in the row of what it did with the post.

A part is `<end>#<author>#<choices>`: an id that sorts by the moment of the poll's end, whose poll it is, and the places
of the options that are voted for. Whoever asks has a part without choices. So the parts of an account sort by ends.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

from chalicelib.models.base import guarded, new_id
from chalicelib.models.paging import key
from chalicelib.models.photos.interactions import taking_back
from chalicelib.models.photos.interactions.indexes import PolledIndex
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.interactions.taking_back import take_back_alone

if TYPE_CHECKING:
    from chalicelib.models.photos.posts import Post

# The digits of an id that are below a second: where in it, and which of those that were made then.
BELOW_A_SECOND = 1_000 << 16


def end_id(post: "Post") -> str:
    """Return the id of the end of a post's poll: it is of the second after it, and has the post's own low digits."""
    return key((post.body["poll"]["ends_at"] * BELOW_A_SECOND) + int(post.id) % BELOW_A_SECOND)


def create(account_id: str, post: "Post", choices: tuple[int, ...]) -> bool:
    """Vote for options by their places; False where the account has voted before.

    It is written alone, and counted later (models/totals.py).
    """
    row, unvoted = Interaction(account_id, post.id), Interaction.vote.does_not_exist()
    return guarded(lambda: row.update([Interaction.vote.set(_part(post, choices))], condition=unvoted))


def of_author(post: "Post") -> Interaction:
    """Return the part of whoever asks, to be written with the post."""
    return Interaction(post.author_id, post.id, vote=_part(post))


def _part(post: "Post", choices: tuple[int, ...] = ()) -> str:
    return f"{end_id(post)}#{post.author_id}#{','.join(map(str, choices))}"


def remove(account_id: str, post_id: str) -> bool:
    """Take back the vote of an account that leaves; False where there was none."""
    return take_back_alone(account_id, post_id, "vote")


def choices_of(vote: str | None) -> tuple[int, ...]:
    """Return the places of the options that a vote is for, none where there is no vote."""
    chosen = vote.rpartition("#")[2] if vote else ""
    return tuple(int(choice) for choice in chosen.split(",") if choice)


def ended(account_id: str, low: str, high: str, *, is_rising: bool, limit: int) -> list[tuple[str, str, str]]:
    """Return end, author and post of the polls with a part of an account that ended at low <= id <= high: one Query.

    None is told that has not ended by this moment.
    """
    low, high = f"{low}#", f"{min(high, new_id())}#~"
    if low > high:
        return []
    between = PolledIndex.vote.between(low, high)
    rows = Interaction.polled.query(account_id, between, scan_index_forward=is_rising, limit=limit)
    split = ((*row.vote.split("#"), row.post_id) for row in rows)
    return [(end, author, post_id) for end, author, *_, post_id in split]


def parts(post_id: str, after: Any, limit: int) -> tuple[list[str], Any]:
    """Return whose some of the parts in a poll are, and after what to go on, None where there are no more."""
    found = Interaction.voters.query(post_id, limit=limit, last_evaluated_key=after)
    return [row.account_id for row in found], found.last_evaluated_key


def count(post_id: str) -> list[int]:
    """Return how many voted, and behind that how many for each option, up to the last one that anybody chose."""
    votes = [choices for row in Interaction.voters.query(post_id) if (choices := choices_of(row.vote))]
    chosen = Counter(choice for vote in votes for choice in vote)
    return [len(votes), *(chosen[place] for place in range(max(chosen, default=-1) + 1))]


def tally(post: "Post") -> list[int]:
    """Return the same of a post as it was counted last."""
    return list(post.votes_count or [0])


def clear(post_id: str) -> None:
    """Delete all parts in the poll of a post that is gone."""
    taking_back.clear(Interaction.voters, post_id)
