"""Everybody at every route that reads, after every change: nothing of a post is there that `may_see` does not open."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.services.photos import offers
from tests.kit.moderated import DEEDS
from tests.kit.money.paid import empty_bucket
from tests.kit.walk import ACCESSES, CHANGES, RULES, VIEWERS
from tests.matrix.addresses import addresses, reading
from tests.matrix.marked import CAPTION, Marked

ALL_CHANGES = CHANGES | {name: act for name, (act, _) in DEEDS.items()}

PAGES = (
    *("/s/", "/unlock/", "/campaigns/", "/@", "/tags/", "/places/", "/about", "/privacy"),
    *("/api/oembed", "/sitemap.xml", "/robots.txt"),
)
# Where somebody is shown what they are not shown elsewhere: by a secret link, and in a browser.
APART = [path for path in reading() if path.startswith(PAGES) or "{token}" in path or "{media_id}" in path]
# An author says once more for whom a post is.
AUDIENCES = {
    *("public", "unlisted", "followers", "close friends", "a list", "only me"),
    *("for sale", "for subscribers", "for backers"),
}


@pytest.fixture(autouse=True)
def _offers(monkeypatch: pytest.MonkeyPatch) -> None:
    empty_bucket()
    # Nobody's tier or campaign has to be there for who may see a post.
    monkeypatch.setattr(offers, "resolve", lambda _, access, *__, **___: RULES.get(access))


@pytest.mark.matrix
@pytest.mark.parametrize("change", ALL_CHANGES)
@pytest.mark.parametrize("access", ACCESSES)
def test_nothing_of_a_post_is_answered_anywhere_to_whom_it_is_not_for(
    access: str, change: str, record_property: Callable[[str, object], None]
):
    scene = Marked(access, is_answered=change not in AUDIENCES)
    ALL_CHANGES[change](scene)
    wrong: list[Any] = []
    cells = 0
    for name in VIEWERS:
        hidden = {path: scene.marks - _shown(scene, name, path) for path in ("", *APART)}
        for path, address in addresses(scene, name):
            cells += 1
            answer = scene.clients[name].get(address)
            assert answer.status_code < 500, (name, address)
            found = {mark for mark in hidden.get(path, hidden[""]) if _is_in(mark, answer.text)}
            wrong += [(name, address.replace(scene.post.id, "POST"), scene.called(found))] if found else []
            is_due = name in scene.finds(path) and CAPTION not in hidden[""] and answer.status_code != 401
            wrong += [(name, path, "is missing")] if is_due and not _is_in(CAPTION, answer.text) else []
    record_property("cells", cells)
    assert not wrong, "\n".join(str(one) for one in wrong[:60])


def _shown(scene: Marked, name: str, path: str) -> set[str]:
    if name == "author" and "{media_id}" in path:
        # What one uploaded is one's own, with a post or without.
        return scene.marks
    # A browser brings no token: whoever opens a page is nobody to it.
    return scene.shows("nobody" if path.startswith(PAGES) else name, by_link="{token}" in path)


def _is_in(mark: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(mark)}", text) is not None
