"""CloudFront keeps what is the same for all, for seconds, and nothing that somebody in particular asked for."""

from typing import Any

import pytest
from chalice.app import Response

from app import app
from chalicelib import config
from chalicelib.handlers import keeping
from infra import edge
from tests.kit.client import Client
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.hostility import fill

READS = sorted(path for path, methods in app.route_table.items() if "GET" in methods)
MARKED = [path for path in READS if hasattr(app.route_table[path]["GET"].view_function, "is_same_for_all")]
SIGNED_IN = {"Authorization": "Bearer nonsense"}
# What links lead to.
LINKED = {
    *(
        "/@{handle}",
        "/@{handle}/{post_id}",
        "/@{handle}/{post_id}/embed",
        "/about",
        "/privacy",
        "/terms",
        "/robots.txt",
        "/sitemap.xml",
        "/tags/{name}",
        "/places/{place_id}",
    ),
    *("/campaigns/{campaign_id}", "/campaigns/{campaign_id}/{part}"),
}
# The ways to be somebody; the last is what an app sends that has lost its token.
SOMEBODY: list[dict[str, str]] = [SIGNED_IN, {"Cookie": "a=b"}, {"Authorization": ""}]


def kept(answer: Any) -> str:
    """Return what an answer says of caches."""
    return str(answer.headers["Cache-Control"])


def test_only_what_was_looked_at_is_marked():
    # A route belongs here when its answer to a reader without a token depends on its path and query alone.
    assert set(MARKED) - LINKED == {
        "/.well-known/nodeinfo",
        "/.well-known/oauth-authorization-server",
        "/.well-known/webfinger",
        "/api/nodeinfo/2.0.json",
        "/api/oembed",
        "/api/rossgram/v1/accounts/{account_id}/campaigns",
        "/api/rossgram/v1/accounts/{account_id}/tagged",
        "/api/rossgram/v1/accounts/{account_id}/tiers",
        "/api/rossgram/v1/accounts/{account_id}/tips",
        "/api/rossgram/v1/campaigns",
        "/api/rossgram/v1/campaigns/{campaign_id}",
        "/api/rossgram/v1/campaigns/{campaign_id}/backers",
        "/api/rossgram/v1/campaigns/{campaign_id}/updates",
        "/api/rossgram/v1/manifest",
        "/api/rossgram/v1/openapi.json",
        "/api/rossgram/v1/places/{place_id}",
        "/api/rossgram/v1/places/{place_id}/posts",
        "/api/rossgram/v1/posts/{post_id}/comments",
        "/api/v1/accounts/lookup",
        "/api/v1/accounts/{account_id}",
        "/api/v1/accounts/{account_id}/endorsements",
        "/api/v1/accounts/{account_id}/followers",
        "/api/v1/accounts/{account_id}/following",
        "/api/v1/accounts/{account_id}/statuses",
        "/api/v1/custom_emojis",
        "/api/v1/instance",
        "/api/v1/statuses/{post_id}",
        *("/api/v1/statuses/{post_id}/card", "/api/v1/polls/{post_id}"),
        "/api/v1/statuses/{post_id}/context",
        "/api/v1/statuses/{post_id}/favourited_by",
        "/api/v1/statuses/{post_id}/reblogged_by",
        "/api/v1/statuses/{post_id}/history",
        "/api/v1/timelines/public",
        "/api/v1/timelines/tag/{name}",
        *("/api/v1/trends", "/api/v1/trends/statuses", "/api/v1/trends/tags"),
        "/api/v2/instance",
    }


def test_no_route_lets_anybody_keep_what_somebody_asked_for():
    token = make_token(make_account())
    for path in READS:
        for headers in [*SOMEBODY, {"Authorization": f"Bearer {token}"}]:
            assert "public" not in kept(Client().get(fill(path), headers=headers)), (path, headers)


def test_without_a_token_only_what_is_marked_is_kept():
    for path in READS:
        answer = Client().get(fill(path))
        assert ("public" in kept(answer)) is (path in MARKED and answer.status_code == 200), path


def test_a_marked_route_is_kept_for_all_and_for_nobody_in_particular():
    author = make_account("alice")
    post = make_post(author)
    token = make_token(author)
    for path in (
        "/api/v2/instance",
        "/api/v1/timelines/public?limit=3",
        "/api/v1/accounts/lookup?acct=alice",
        f"/.well-known/webfinger?resource=acct:alice@{config.DOMAIN}",
        f"/api/v1/accounts/{author.id}",
        f"/api/v1/accounts/{author.id}/statuses",
        f"/api/v1/statuses/{post.id}",
        f"/api/v1/statuses/{post.id}/context",
        f"/api/rossgram/v1/accounts/{author.id}/tiers",
    ):
        answer = Client().get(path)
        assert (answer.status_code, kept(answer)) == (200, keeping.BRIEFLY), path
        assert answer.headers["Vary"] == "Authorization, Cookie"
        assert kept(Client().head(path)) == keeping.BRIEFLY
        for headers in [*SOMEBODY[1:], {"Authorization": f"Bearer {token}"}]:
            assert kept(Client().get(path, headers=headers)) == "private, no-store", (path, headers)


def test_a_failure_a_cookie_or_a_write_is_kept_nowhere():
    class Asked:
        method, headers = "GET", {"Accept": "*/*"}

    def settled(response: Response, method: str = "GET") -> Any:
        asked: Any = Asked()
        asked.method = method
        keeping.settle(asked, response)
        return response.headers["Cache-Control"]

    def answer(status: int = 200, cookie: str = "") -> Response:
        more = {"set-cookie": cookie} if cookie else {}
        return keeping.same_for_all(lambda: Response("", headers=more, status_code=status))()

    assert settled(answer()) == keeping.BRIEFLY
    for status in (201, 206, 302, 400, 401, 404, 429, 500, 503):
        assert settled(answer(status)) == "private, no-store"
    assert settled(answer(cookie="a=b")) == "private, no-store"
    assert settled(answer(), "POST") == "private, no-store"


@pytest.mark.parametrize("said", ["public, max-age=9", "max-age=9", "s-maxage=9", "immutable"])
def test_a_view_without_the_mark_cannot_say_that_all_may_keep_it(said: str):
    class Asked:
        method, headers = "GET", {"Accept": "*/*"}

    for name in ("Cache-Control", "cache-control"):
        response = Response("", headers={name: said})
        keeping.settle(Asked(), response)
        assert response.headers == {"Cache-Control": "private, no-store"}


def test_what_is_kept_passes_a_behaviour_that_keeps_it_and_is_at_most_ten_seconds_old():
    assert 5 <= keeping.KEPT_SECONDS <= edge.MOST_BRIEF_SECONDS <= 10
    for path in MARKED:
        assert edge.behaviour_of(fill(path)).keeps == (edge.FOR_ALL if path in LINKED else edge.BRIEFLY), path
    # What the app goes by is what CloudFront goes by.
    assert {*edge.BRIEFLY_BY_HEADERS, "Cookie"} == set(keeping.PERSONAL)
    # CloudFront serves what is older while the app is out of reach, unless it is told not to.
    assert {"must-revalidate", "stale-if-error=0"} <= set(keeping.BRIEFLY.split(", "))
