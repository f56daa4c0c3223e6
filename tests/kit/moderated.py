"""What a moderator does to a post of the walk and to its author."""

from chalicelib.models.photos.posts import Post
from chalicelib.services.safety import removal, silencing, suspending
from chalicelib.services.safety.decisions import Decision
from tests.kit.events import deliver_events
from tests.kit.walk import Change, Scene

DECISION = Decision("mo", "Against the rules")


def silence(scene: Scene) -> None:
    """Silence the author."""
    silencing.silence(scene.author.id, DECISION)


def suspend(scene: Scene) -> None:
    """Suspend the author, with the walk that follows."""
    suspending.suspend(scene.author.id, DECISION)
    deliver_events("profiles")


def suspend_for_a_while(scene: Scene) -> None:
    """Suspend the author, and open the account again."""
    suspend(scene)
    suspending.unsuspend(scene.author.id, DECISION)
    deliver_events("profiles")


def remove(scene: Scene) -> None:
    """Delete the post."""
    removal.remove(scene.post.id, DECISION)
    scene.is_gone = not Post.find_all([scene.post.id])


def remove_sold(scene: Scene) -> None:
    """Delete the post once somebody bought it."""
    Post(scene.post.id).update([Post.sales_count.set(1)])
    remove(scene)


# What moderators do to a post, and whether the addresses of its photos stay.
DEEDS: dict[str, tuple[Change, bool]] = {
    "author silenced": (silence, True),
    "author suspended": (suspend, False),
    "author suspended for a while": (suspend_for_a_while, False),
    "removed": (remove, False),
    "removed once it was sold": (remove_sold, False),
}
