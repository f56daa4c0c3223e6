"""Ask as one viewer what there is, and say what is wrong with it: what is shown and must not be, or is missing."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.actions import DELETE_POST, ModerationAction
from tests.matrix.addresses import addresses, reading
from tests.matrix.marked import ALT, CAPTION, Marked

PAGES = (
    *("/s/", "/unlock/", "/campaigns/", "/@", "/tags/", "/places/", "/about", "/privacy", "/terms"),
    *("/api/oembed", "/sitemap.xml", "/robots.txt"),
)
# Where whoever is acted on is told of it, and of a deleted post what it said.
WARNED = [path for path in reading() if re.match(r"/api/(rossgram/)?v\d/(notifications|strikes)\b", path)]
# Where somebody is shown what they are not shown elsewhere: by a secret link, and in a browser.
ELSEWHERE = [path for path in reading() if path.startswith(PAGES) or "token}" in path or "{media_id}" in path]
APART = [*WARNED, *ELSEWHERE]


def answered(scene: Marked, name: str, paths: Collection[str] = ()) -> Iterator[list[Any]]:
    """Yield what is wrong with each address that a viewer asks for, of some paths where these are named."""
    hidden = {path: scene.marks - _shown(scene, name, path) for path in ("", *APART)}
    for path, address in addresses(scene, name):
        if paths and path not in paths:
            continue
        answer = scene.clients[name].get(address)
        assert answer.status_code < 500, (name, address)
        wrong: list[Any] = []
        if found := {mark for mark in hidden.get(path, hidden[""]) if _is_in(mark, answer.text)}:
            wrong.append((name, address.replace(scene.post.id, "POST"), scene.called(found)))
        is_due = name in scene.finds(path) and CAPTION not in hidden[""] and answer.status_code == 200
        if is_due and not _is_in(CAPTION, answer.text):
            wrong.append((name, path, "is missing"))
        yield wrong


def told(scene: Marked, name: str) -> Iterator[list[Any]]:
    """Yield what is wrong with what is pushed and mailed to a viewer, of whom a mail says no more than the handle."""
    if name not in scene.people:
        return
    hidden = scene.marks - scene.shows(name)
    pushed, mailed = (act(scene.people[name]) for act in (scene.outgoing.push_to, scene.outgoing.mail_to))
    found = {mark for mark in hidden if _is_in(mark, pushed)}
    yield [(name, "a push", scene.called(found))] if found else []
    mentions = scene.clients[name].get("/api/v1/notifications?types[]=mention")
    # Whose account is closed is told nothing any more.
    is_told = mentions.status_code == 200 and not Account.find(scene.people[name].id).closed
    # Of a locked post no word is pushed.
    is_due = is_told and ALT not in hidden and _is_in(CAPTION, mentions.text)
    yield [(name, "a push", "is missing")] if is_due and not _is_in(CAPTION, pushed) else []
    is_named = f"@{scene.author.handle} " in mailed
    yield [(name, "a mail", "says who")] if is_named and not scene.shows(name) else []
    is_due = is_told and any(one["account"]["id"] == scene.author.id for one in mentions.json())
    yield [(name, "a mail", "is missing")] if is_due is not is_named else []


def _shown(scene: Marked, name: str, path: str) -> set[str]:
    if name == "author" and "{media_id}" in path:
        # What one uploaded is one's own, with a post or without.
        return scene.marks
    if name == "author" and path in WARNED and _is_removed(scene):
        return scene.shows(name) | {CAPTION}
    # A browser brings no token: whoever opens a page is nobody to it.
    return scene.shows("nobody" if path.startswith(PAGES) else name, by_link="token}" in path)


def _is_removed(scene: Marked) -> bool:
    """Tell whether a moderator deleted a post of the author."""
    return any(row.name == DELETE_POST for row in ModerationAction.of(scene.author.id, Page(20)).rows)


def _is_in(mark: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(mark)}", text) is not None
