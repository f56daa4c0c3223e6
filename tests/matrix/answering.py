"""A story that everybody answered by a message who could, and who is shown it by the messages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from chalicelib.services.photos.posts import Draft
from chalicelib.services.talk.direct import messages
from tests.kit.events import deliver_events
from tests.matrix.marked import ALT
from tests.matrix.stories import StoryScene

STATUS = "/api/v1/statuses/{}"


@dataclass
class AnsweredStory(StoryScene):
    """A scene whose story everybody answered who saw it, each in a conversation with its author."""

    answers: dict[str, str] = field(default_factory=dict)

    def publish(self) -> None:
        """Put the photo up, and let everybody answer it who may see it."""
        super().publish()
        for name in sorted(self.seen_by):
            answer = messages.answer_story(self.people[name].id, self.story.id, Draft("Lovely"))
            self.answers[name] = answer.id
            self.told_of[name]["conversation_id"] = str(answer.root_id)
        deliver_events()
        # Whose right to see the story ends wrote what everybody asks for.
        last = next(name for name in ("removed", "former friend") if name in self.answers)
        self.comment_id = self.answers[last]
        self.told_of["author"] |= {
            **self._newest_notification("author"),
            "conversation_id": self.told_of[last]["conversation_id"],
        }
        self.asked["/api/v1.1/direct/thread"] = f"pid={self.author.id}"

    def shown_at(self, name: str, path: str) -> set[str]:
        """Return the marks that a viewer may find at a path at this moment.

        What a message says of the story stays: its id. Its picture is shown as the story itself is.
        """
        found = super().shown_at(name, path)
        if "/stories/" in path or "{media_id}" in path or name not in {*self.answers, "author"}:
            return found
        return found | (self.marks if self.may_see(name) else {self.post.id})


def said(scene: StoryScene, name: str) -> Iterator[list[Any]]:
    """Yield what is wrong with the answers that a viewer asks for: their own, or as the author all of them."""
    if not isinstance(scene, AnsweredStory) or name not in scene.people:
        return
    for by, answer_id in scene.answers.items():
        found = scene.clients[name].get(STATUS.format(answer_id))
        # One's own words stay one's own; what somebody said whom one must not meet is shown no more.
        is_member = name == by or (name == "author" and not scene.is_out(name) and not scene.is_apart(by))
        absent = 401 if scene.is_out(name) else 404
        if found.status_code != (200 if is_member else absent):
            yield [(name, "the answer of", by, found.status_code)]
            continue
        is_due = is_member and scene.may_see(name)
        yield [] if (ALT in found.text, scene.folder in found.text) == (is_due, is_due) else [(name, "answer", by)]
