"""Follow and unfollow, with what that changes in the home timeline."""

from chalicelib.services.people import accounts, follows
from chalicelib.services.photos import timelines


def follow(follower_id: str, followee_id: str) -> None:
    """Follow an account and bring its recent posts home. Doing it again changes nothing."""
    followee = accounts.find(followee_id)
    if follows.follow(follower_id, followee_id):
        timelines.begin_following(follower_id, followee)


def unfollow(follower_id: str, followee_id: str) -> None:
    """Unfollow an account and take its posts out of the home timeline."""
    follows.unfollow(follower_id, followee_id)
    timelines.end_following(follower_id, followee_id)
