"""Everybody at every route that reads, after every change: nothing of a post is there that `may_see` does not open."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.services.photos import offers
from tests.kit.archived import ARCHIVING
from tests.kit.moderated import DEEDS
from tests.kit.money.paid import empty_bucket
from tests.kit.walk import ACCESSES, CHANGES, RULES, VIEWERS
from tests.matrix.addresses import addresses, reading
from tests.matrix.marked import CAPTION, Marked
from tests.matrix.outgoing import Outgoing

ALL_CHANGES = CHANGES | ARCHIVING | {name: act for name, (act, _) in DEEDS.items()}

PAGES = (
    *("/s/", "/unlock/", "/campaigns/", "/@", "/tags/", "/places/", "/about", "/privacy"),
    *("/api/oembed", "/sitemap.xml", "/robots.txt"),
)
# Where somebody is shown what they are not shown elsewhere: by a secret link, and in a browser.
APART = [path for path in reading() if path.startswith(PAGES) or "token}" in path or "{media_id}" in path]
# An author says once more for whom a post is.
AUDIENCES = {
    *("public", "unlisted", "followers", "close friends", "a list", "only me"),
    *("for sale", "for subscribers", "for backers"),
}


@pytest.fixture
def outgoing(monkeypatch: pytest.MonkeyPatch) -> Outgoing:
    """Keep what is pushed and mailed."""
    made = Outgoing()
    made.stand_in(monkeypatch)
    return made


@pytest.fixture(autouse=True)
def _offers(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    # Nobody's tier or campaign has to be there for who may see a post.
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: RULES.get(access))


@pytest.mark.matrix
@pytest.mark.parametrize("change", ALL_CHANGES)
@pytest.mark.parametrize("access", ACCESSES)
def test_nothing_of_a_post_is_answered_anywhere_to_whom_it_is_not_for(
    access: str, change: str, record_property: Callable[[str, object], None], outgoing: Outgoing
):
    scene = Marked(access, is_answered=change not in AUDIENCES, outgoing=outgoing)
    ALL_CHANGES[change](scene)
    cells = [cell for name in VIEWERS for cell in (*_answered(scene, name), *_told(scene, name))]
    record_property("cells", len(cells))
    wrong = [wrong for cell in cells for wrong in cell]
    assert not wrong, "\n".join(str(one) for one in wrong[:60])


def _answered(scene: Marked, name: str) -> Iterator[list[Any]]:
    """Yield what is wrong with each address that a viewer asks for."""
    hidden = {path: scene.marks - _shown(scene, name, path) for path in ("", *APART)}
    for path, address in addresses(scene, name):
        answer = scene.clients[name].get(address)
        assert answer.status_code < 500, (name, address)
        wrong: list[Any] = []
        if found := {mark for mark in hidden.get(path, hidden[""]) if _is_in(mark, answer.text)}:
            wrong.append((name, address.replace(scene.post.id, "POST"), scene.called(found)))
        is_due = name in scene.finds(path) and CAPTION not in hidden[""] and answer.status_code == 200
        if is_due and not _is_in(CAPTION, answer.text):
            wrong.append((name, path, "is missing"))
        yield wrong


def _told(scene: Marked, name: str) -> Iterator[list[Any]]:
    """Yield what is wrong with what is pushed and mailed to a viewer, of whom a mail says no more than the handle."""
    if name not in scene.people:
        return
    hidden = scene.marks - scene.shows(name)
    pushed, mailed = (act(scene.people[name]) for act in (scene.outgoing.push_to, scene.outgoing.mail_to))
    found = {mark for mark in hidden if _is_in(mark, pushed)}
    yield [(name, "a push", scene.called(found))] if found else []
    mentions = scene.clients[name].get("/api/v1/notifications?types[]=mention")
    is_due = CAPTION not in hidden and _is_in(CAPTION, mentions.text)
    yield [(name, "a push", "is missing")] if is_due and not _is_in(CAPTION, pushed) else []
    is_named = f"@{scene.author.handle} " in mailed
    yield [(name, "a mail", "says who")] if is_named and not scene.shows(name) else []
    is_due = any(one["account"]["id"] == scene.author.id for one in mentions.json())
    yield [(name, "a mail", "is missing")] if is_due is not is_named else []


def _shown(scene: Marked, name: str, path: str) -> set[str]:
    if name == "author" and "{media_id}" in path:
        # What one uploaded is one's own, with a post or without.
        return scene.marks
    # A browser brings no token: whoever opens a page is nobody to it.
    return scene.shows("nobody" if path.startswith(PAGES) else name, by_link="token}" in path)


def _is_in(mark: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(mark)}", text) is not None
