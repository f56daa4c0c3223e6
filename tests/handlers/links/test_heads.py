"""A link to a page is shown with its title, its words and its picture."""

from urllib.parse import quote

import pytest

from chalicelib import config
from chalicelib.gateways import storage, web
from chalicelib.models.photos.places import SIGNED, Place
from chalicelib.models.photos.posts import Post
from chalicelib.services.people import accounts
from tests.kit.client import Client
from tests.kit.factories import make_account, make_media, make_post
from tests.kit.heads import SHELL, Told, read
from tests.kit.money.funding import make_campaign
from tests.kit.money.paid import make_locked


def test_a_post_tells_its_words_its_photo_and_where_it_is(shell: str):
    anna = make_account("anna", display_name="Anna")
    post = make_post(anna, "Fog at sea")

    told = read(f"/@somebody/{post.id}")

    address = f"{config.PUBLIC_URL}/@anna/{post.id}"
    assert told.title == f"Anna: “Fog at sea” · {config.INSTANCE_TITLE}"
    assert told.links["canonical"] == told.meta["og:url"] == address
    assert told.links["alternate"] == f"{config.PUBLIC_URL}/api/oembed?url={quote(address, safe='')}"
    photo = Client().get(f"/api/v1/statuses/{post.id}").json()["media_attachments"][0]
    assert told.meta["og:image"] in [one["url"] for one in photo["rossgram"]["renditions"]]
    assert int(told.meta["og:image:width"]) > 600
    assert (told.meta["og:type"], told.meta["twitter:card"]) == ("article", "summary_large_image")
    assert told.meta["og:site_name"] == config.INSTANCE_TITLE
    assert "robots" not in told.meta
    assert ("script" in told.tags) is (shell == "published")


@pytest.mark.parametrize("shell", ["published"], indirect=True)
def test_what_the_client_shows_first_is_fetched_before_it_has_started(shell: str):
    anna = make_account("anna")
    post, campaign = make_post(anna), make_campaign(anna, media_ids=[make_media(anna).id])

    photo = Client().get(f"/api/v1/statuses/{post.id}").json()["media_attachments"][0]
    made = [one for one in photo["rossgram"]["renditions"] if one["type"] == "image/avif"]
    assert made
    assert read(f"/@anna/{post.id}").links["preload"] == ", ".join(f"{one['url']} {one['width']}w" for one in made)
    assert "/feed.avif" in read(f"/campaigns/{campaign.id}").links["preload"]
    assert read("/@anna").meta["account"] == anna.id
    assert "preload" not in read("/@anna").links


def test_a_locked_post_tells_what_opens_it_and_none_of_its_words(shell: str):
    post = make_locked(make_account("anna", display_name="Anna"), caption="Where the quagga is")

    told = read(f"/@anna/{post.id}")

    assert told.title == f"A post of Anna · {config.INSTANCE_TITLE}"
    assert told.meta["description"] == "Unlock for 5.00 EUR. 1 photo by Anna."
    assert told.meta["og:image"].endswith("locked.jpg")
    assert told.meta["robots"] == "noindex"
    assert "alternate" not in told.links
    assert "preload" not in told.links
    assert "quagga" not in Client().get(f"/@anna/{post.id}").text


def test_a_photo_that_is_not_in_the_open_is_in_no_head(monkeypatch: pytest.MonkeyPatch):
    post = make_post(make_account())
    # As it may be for the moments until a photo has moved.
    monkeypatch.setattr(Post, "lies_at", lambda *_: Place(SIGNED, "k"))
    assert "Signature=" in Client().get(f"/api/v1/statuses/{post.id}").text

    assert "og:image" not in read(f"/@x/{post.id}").meta
    assert "preload" not in read(f"/@x/{post.id}").links
    assert "Signature=" not in Client().get(f"/@x/{post.id}").text


def test_what_its_author_covers_stays_covered():
    anna = make_account()
    warned = make_post(anna, "A wound", spoiler="Blood")
    sensitive = make_post(anna, "A wound", sensitive=True)

    told = read(f"/@x/{warned.id}")
    assert told.meta["description"] == "Blood"
    assert "og:image" not in told.meta
    assert "preload" not in told.links
    assert "wound" not in Client().get(f"/@x/{warned.id}").text
    assert "og:image" not in read(f"/@x/{sensitive.id}").meta
    assert "preload" not in read(f"/@x/{sensitive.id}").links


def test_a_profile_a_tag_a_place_a_campaign_and_the_servers_own_pages_have_heads(shell: str):
    anna = make_account("anna", display_name="Anna", note="Marshes, mostly.")
    campaign = make_campaign(anna)
    titles = {
        "/@anna": "Anna (@anna)",
        "/@anna/followers": "Anna (@anna)",
        "/tags/%D0%BB%D0%B5%D1%82%D0%BE": "#лето",
        "/places/2761369": "Vienna, Austria",
        f"/campaigns/{campaign.id}": "A book of walks by Anna",
        "/campaigns/new": "Campaigns",
        "/about": f"About {config.INSTANCE_TITLE}",
        "/privacy": "Privacy",
        "/terms": "Terms of service",
    }
    for path, title in titles.items():
        told = read(path)
        assert told.title == f"{title} · {config.INSTANCE_TITLE}", path
        assert "description" in told.meta or path == "/campaigns/new", path
        assert told.links["canonical"].startswith(config.PUBLIC_URL), path
    assert read("/@anna").meta["description"] == "Marshes, mostly."
    assert read("/@anna").meta["og:type"] == "profile"
    assert "0 of 1,000 EUR" in read(f"/campaigns/{campaign.id}").meta["description"]


def test_who_does_not_want_to_be_found_is_not_indexed():
    anna = make_account()
    post, unlisted = make_post(anna), make_post(anna, access="unlisted")
    assert "robots" not in read(f"/@{anna.handle}").meta
    assert read(f"/@x/{unlisted.id}").meta["robots"] == "noindex"

    accounts.update(anna.id, {"noindex": True})

    assert read(f"/@{anna.handle}").meta["robots"] == "noindex"
    assert read(f"/@x/{post.id}").meta["robots"] == "noindex"
    assert Client().get(f"/api/v1/accounts/{anna.id}").json()["noindex"] is True


@pytest.mark.parametrize(
    "path",
    [
        "/@nobody",
        "/@nobody/followers",
        "/@anna/nothing",
        "/@anna.b",
        "/@",
        "/places/0",
        "/tags/0",
        "/campaigns/1",
        "/campaigns/1/x",
    ],
)
def test_what_is_not_there_is_404_with_the_clients_page(shell: str, path: str):
    make_account("anna")
    answer = Client().get(path)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "private, no-store"
    told = Told(answer.text)
    assert told.title == f"Nothing is here · {config.INSTANCE_TITLE}"
    assert told.meta["robots"] == "noindex"
    assert "canonical" not in told.links
    assert ("script" in told.tags) is (shell == "published")


def test_the_page_is_read_once_for_many_and_an_old_one_is_better_than_none(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    answers: list[bytes | None] = [SHELL.encode(), None]

    def answer(key: str) -> bytes | None:
        asked.append(key)
        return answers.pop(0)

    monkeypatch.setattr(storage, "read_rendition", answer)
    kept = web.Kept()
    assert [kept.page(), kept.page()] == [SHELL, SHELL]
    assert asked == [web.KEY]
    kept.forget()
    assert kept.page() is None
    answers[:] = [SHELL.encode()]
    kept.forget()
    assert kept.page() == SHELL
    kept.forget()
    # There is no answer left.
    assert kept.page() == SHELL
