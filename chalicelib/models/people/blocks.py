"""Blocks: two accounts of which one does not want to meet the other."""

from pynamodb.transactions import TransactWrite

from chalicelib.models.base import transact_if
from chalicelib.models.people.barriers import BLOCKED_BY, BLOCKS, Barrier
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.requests import FollowRequest


def create(account_id: str, other_id: str) -> bool:
    """Block an account, and end with it what the two were to each other; False where it was so before."""

    def build(writes: TransactWrite) -> None:
        writes.save(Barrier.own(account_id, other_id, BLOCKS), condition=Barrier.account_id.does_not_exist())
        writes.save(Barrier(other_id, f"{account_id}{BLOCKED_BY}"))
        writes.delete(Follow(account_id, other_id))
        writes.delete(Follow(other_id, account_id))
        writes.delete(FollowRequest(account_id, other_id))
        writes.delete(FollowRequest(other_id, account_id))

    return transact_if(build)


def remove(account_id: str, other_id: str) -> bool:
    """Take a block back; False where there was none."""

    def build(writes: TransactWrite) -> None:
        writes.delete(Barrier(account_id, f"{other_id}{BLOCKS}"), condition=Barrier.account_id.exists())
        writes.delete(Barrier(other_id, f"{account_id}{BLOCKED_BY}"))

    return transact_if(build)
