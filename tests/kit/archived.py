"""What an author does who puts the post of the walk away, and takes it out again."""

from chalicelib.services.photos.sharing import archive
from tests.kit.events import deliver_events
from tests.kit.walk import Change, Scene


def _archive(scene: Scene) -> None:
    archive.archive(scene.author.id, scene.post.id)
    deliver_events("profiles")


def _archive_for_a_while(scene: Scene) -> None:
    _archive(scene)
    archive.unarchive(scene.author.id, scene.post.id)
    deliver_events("profiles")


# With the walks that follow.
ARCHIVING: dict[str, Change] = {"archived": _archive, "archived and back": _archive_for_a_while}
