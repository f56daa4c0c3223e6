"""Robots are told what they may look at, and of whom who wants to be found."""

from xml.etree import ElementTree as ET

import pytest

from chalicelib import config
from chalicelib.models.photos.posts import FOLLOWERS, UNLISTED
from chalicelib.services.people import accounts
from chalicelib.services.safety import silencing
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post
from tests.kit.moderated import DECISION
from tests.kit.money.paid import make_locked


def mapped() -> list[str]:
    answer = Client().get("/sitemap.xml")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/xml")
    return [
        str(one.text).removeprefix(config.PUBLIC_URL) for one in ET.fromstring(answer.text).iter() if "loc" in one.tag
    ]


def test_robots_find_the_map_and_stay_out_of_what_acts():
    answer = Client().get("/robots.txt")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert f"Sitemap: {config.PUBLIC_URL}/sitemap.xml" in answer.text
    for path in ("/api/", "/oauth/", "/checkout/", "/s/"):
        assert f"Disallow: {path}\n" in answer.text
    assert "Disallow: /@" not in answer.text


def test_the_map_has_nobody_who_does_not_want_to_be_found():
    anna, shy, hidden, silenced = make_account("anna"), make_account(), make_account(), make_account()
    post = make_post(anna)
    make_post(anna, access=FOLLOWERS)
    make_post(anna, access=UNLISTED)
    make_locked(anna)
    for one in (shy, hidden, silenced):
        make_post(one)
    accounts.update(shy.id, {"noindex": True})
    accounts.update(hidden.id, {"discoverable": False})
    silencing.silence(silenced.id, DECISION)

    assert sorted(mapped()) == sorted(["/", "/@anna", f"/@anna/{post.id}"])


def test_what_installs_the_client_is_told_the_operators_name_and_a_maskable_icon(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "INSTANCE_TITLE", "A town of photographers")
    answer = Client().get("/api/rossgram/v1/manifest")
    told = answer.json()
    assert answer.headers["Content-Type"].startswith("application/manifest+json")
    assert (told["name"], told["short_name"]) == ("A town of photographers", "A town of")
    assert (told["start_url"], told["scope"]) == ("/", "/")
    assert "maskable" in {icon["purpose"] for icon in told["icons"]}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}
