"""Other sites show public posts in a frame, and learn by oEmbed how."""

from urllib.parse import quote

import pytest

from chalicelib import config
from chalicelib.models.photos.posts import FOLLOWERS, UNLISTED
from infra import edge
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post
from tests.kit.fronts import ask
from tests.kit.heads import Told
from tests.kit.money.paid import make_locked


def oembed(url: str, **more: object) -> dict[str, object]:
    answer = Client().get("/api/oembed", params={"url": url, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_a_public_post_is_embedded_by_a_frame_of_its_own_page():
    anna = make_account("anna", display_name='Anna "&<')
    post = make_post(anna, 'Fog <b>"x"')
    url = f"{config.PUBLIC_URL}/@anna/{post.id}"

    told = oembed(url, maxwidth=400)

    assert (told["type"], told["version"], told["width"]) == ("rich", "1.0", 400)
    assert told["author_url"] == f"{config.PUBLIC_URL}/@anna"
    assert told["thumbnail_url"]
    frame = Told(str(told["html"]))
    assert frame.tags == ["iframe"]
    assert f'src="{url}/embed"' in str(told["html"])
    assert oembed(url, maxwidth=100, maxheight=90)["width"] == 100
    assert oembed(url + "/", maxheight=90)["height"] == 90


def test_the_framed_page_has_no_script_asks_for_no_cookie_and_may_be_anywhere():
    post = make_post(make_account("anna"), "Fog </title><script>")

    answer = Client().get(f"/@anna/{post.id}/embed")

    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script" not in policy
    assert "default-src 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "ALLOWALL"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")
    told = Told(answer.text)
    assert "script" not in told.tags
    assert told.tags.count("img") == 1
    assert told.links["canonical"] == f"{config.PUBLIC_URL}/@anna/{post.id}"
    # CloudFront leaves what the page says of frames as it is.
    assert not edge.headers_of(edge.behaviour_of(f"/@anna/{post.id}/embed"))["X-Frame-Options"].overrides
    assert ask("GET", f"/@anna/{post.id}/embed").status == 200


def test_what_is_not_for_everybody_is_not_embedded():
    anna = make_account("anna")
    hidden = [
        make_post(anna, access=FOLLOWERS).id,
        make_post(anna, access=UNLISTED).id,
        make_locked(anna).id,
        "115000000000000000",
    ]
    for post_id in hidden:
        url = f"{config.PUBLIC_URL}/@anna/{post_id}"
        assert Client().get("/api/oembed", params={"url": url}).status_code == 404
        framed = Client().get(f"/@anna/{post_id}/embed")
        assert framed.status_code == 404
        assert "frame-ancestors 'none'" in framed.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "https://elsewhere.example/@anna/{id}",
        "http://localhost:8000@evil.example/@anna/{id}",
        "{own}/x/@anna/{id}",
        "{own}/anna/{id}",
        "{own}/@anna",
        "{own}/@anna/followers",
        "{own}/@anna/{id}/embed",
        "http://[",
    ],
)
def test_what_is_no_page_of_a_post_of_ours_is_not_found(url: str):
    post = make_post(make_account("anna"))
    asked = url.format(id=post.id, own=config.PUBLIC_URL)
    assert Client().get(f"/api/oembed?url={quote(asked, safe='')}").status_code == 404


def test_another_format_and_a_size_that_is_none_are_refused():
    post = make_post(make_account("anna"))
    url = f"{config.PUBLIC_URL}/@anna/{post.id}"
    for more in ({"format": "xml"}, {"maxwidth": "x"}, {"maxwidth": -1}, {"maxheight": 10**30}):
        assert Client().get("/api/oembed", params={"url": url, **more}).status_code == 422, more
