"""Votes in polls: at most one of each account, in the row of what it did with the post."""

from collections import Counter

from chalicelib.models.base import guarded, new_id
from chalicelib.models.photos.interactions import Interaction, take_back_alone


def create(account_id: str, post_id: str, choices: tuple[int, ...]) -> bool:
    """Vote for options by their places; False where the account has voted before.

    It is written alone, and counted later (models/totals.py).
    """
    vote = f"{new_id()}#{','.join(map(str, choices))}"
    row, unvoted = Interaction(account_id, post_id), Interaction.vote.does_not_exist()
    return guarded(lambda: row.update([Interaction.vote.set(vote)], condition=unvoted))


def remove(account_id: str, post_id: str) -> bool:
    """Take back the vote of an account that leaves; False where there was none."""
    return take_back_alone(account_id, post_id, "vote")


def choices_of(vote: str | None) -> tuple[int, ...]:
    """Return the places of the options that a vote is for, none where there is no vote."""
    return tuple(int(choice) for choice in vote.partition("#")[2].split(",")) if vote else ()


def count(post_id: str) -> list[int]:
    """Return how many voted, and behind that how many for each option, up to the last one that anybody chose."""
    votes = [choices_of(row.vote) for row in Interaction.voters.query(post_id)]
    chosen = Counter(choice for vote in votes for choice in vote)
    return [len(votes), *(chosen[place] for place in range(max(chosen, default=-1) + 1))]


def clear(post_id: str) -> None:
    """Delete all votes in the poll of a post that is gone."""
    with Interaction.batch_write() as batch:
        for row in Interaction.voters.query(post_id):
            batch.delete(Interaction(row.account_id, row.post_id))
