"""What goes on in the demo community today: stories, who saw them, and what people write to each other."""

from collections.abc import Mapping
from typing import Any

from local.demo.client import Member
from local.demo.community import CONVERSATIONS, STORIES, photo

# Who opened whose stories, and who of them liked the first.
WATCHED = {"mira": ("tomas", "kofi", "yuki", "ines"), "sonya": ("pavel",)}
LIKED = {"mira": ("tomas", "yuki")}


def put_up_stories(members: Mapping[str, Member]) -> None:
    """Put up the stories that are not up, and have some of them seen and liked."""
    for story in STORIES:
        member = members[story.author]
        own = member.get("/api/v1.1/stories/self-carousel")["self"]["nodes"]
        if story.alt not in {one["rossgram"]["description"] for one in own}:
            media_id = member.upload(photo(story.photo), story.alt)
            member.post("/api/v1.1/stories/publish", data={"media_id": media_id})
    for author, fans in WATCHED.items():
        for fan in fans:
            _watch(members[fan], members[author], is_liked=fan in LIKED.get(author, ()))


def _watch(fan: Member, author: Member, *, is_liked: bool) -> None:
    """See all stories of an author; again it changes nothing."""
    found = fan.get("/api/v1.1/stories/carousel")["nodes"]
    stories = [story for reel in found if reel["user"]["id"] == author.id for story in reel["nodes"]]
    for place, story in enumerate(stories):
        fan.post("/api/v1.1/stories/seen", data={"id": story["id"]})
        if is_liked and not place:
            fan.post(f"/api/rossgram/v1/stories/{story['id']}/favourite")


def write_messages(members: Mapping[str, Member]) -> None:
    """Have people write to each other what they have not written yet."""
    for talk in CONVERSATIONS:
        for handle, words in _unsaid(members, talk.people, talk.said):
            others = [members[one].id for one in talk.people if one != handle]
            members[handle].post("/api/rossgram/v1/conversations", json={"account_ids": others, "status": words})


def _unsaid(members: Mapping[str, Member], people: list[str], said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    first, *others = people
    between: dict[str, Any] = {"account_ids[]": [members[one].id for one in others]}
    found = members[first].get("/api/rossgram/v1/conversations/between", **between)
    if not found["last_status"]:
        return said
    # An interrupted run goes on after the last that was said.
    last = found["last_status"]["content"]
    place = next((number for number, (_, words) in enumerate(said) if words in last), len(said) - 1)
    return said[place + 1 :]
