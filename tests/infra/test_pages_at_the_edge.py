"""What links lead to is the client's page as the app makes it: for nobody in particular, under the client's policy."""

import io
from typing import Any, cast

from infra import edge
from infra.template import build
from local.front import Front
from tests.kit.fronts import Origin, Site, ask, of

TEMPLATE: dict[str, Any] = build()["Resources"]
DISTRIBUTION = TEMPLATE["Front"]["Properties"]["DistributionConfig"]
CLIENT = {"/@*", "/tags/*", "/campaigns/*", "/places/*", "/about", "/privacy", "/terms"}
DRAWN = [*DISTRIBUTION["CacheBehaviors"], DISTRIBUTION["DefaultCacheBehavior"]]


def test_what_links_lead_to_is_asked_for_without_anything_that_tells_who_asks():
    pages = [one for one in DRAWN if one["CachePolicyId"] == {"Ref": "PageCache"}]
    assert {one["PathPattern"] for one in pages} >= {"/@*", "/tags/*", "/campaigns/*", "/places/*", "/about"}
    assert not [one for one in pages if "OriginRequestPolicyId" in one]
    key = TEMPLATE["PageCache"]["Properties"]["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["CookiesConfig"] == {"CookieBehavior": "none"}
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
    assert key["HeadersConfig"] == {"HeaderBehavior": "none"}


def test_the_local_front_forwards_nothing_of_who_asks_for_a_page_either():
    app = Origin("app")
    front = Front(cast("Any", app), cast("Any", Origin("photos")), cast("Any", Site()))
    for path in ("/@anna/1", "/api/v1/statuses/1"):
        front.answer(
            {
                "REQUEST_METHOD": "GET",
                "REQUEST_URI": f"{path}?x=1",
                "REMOTE_ADDR": "192.0.2.1",
                "HTTP_COOKIE": "session=secret",
                "HTTP_AUTHORIZATION": "Bearer secret",
                "wsgi.input": io.BytesIO(),
            }
        )
    (page, told), (asked, known) = ((target, headers) for _, target, headers in app.asked)
    assert (page, asked) == ("/@anna/1", "/api/v1/statuses/1?x=1")
    assert "secret" not in str(told)
    assert (known["cookie"], known["authorization"]) == ("session=secret", "Bearer secret")
    assert "x-forwarded-for" in told


def test_pages_that_the_app_makes_of_the_client_come_under_its_policy():
    for one in DRAWN:
        is_client = one.get("PathPattern") in CLIENT
        is_web = is_client or one["TargetOriginId"] == edge.WEB
        assert (one["ResponseHeadersPolicyId"] == {"Ref": "WebHeaders"}) is is_web
    assert "script-src 'self'" in of(ask("GET", "/@anna/1"), "Content-Security-Policy")
    assert "script-src" not in of(ask("GET", "/@anna/1/embed"), "Content-Security-Policy")
    assert "script-src" not in of(ask("GET", "/unlock/1"), "Content-Security-Policy")
