"""The table of the edge is what CloudFront is drawn from, what the local front obeys, and what every route passes."""

from fnmatch import fnmatchcase
from typing import Any

import pytest

from app import app
from chalicelib import config
from chalicelib.handlers.routing import allowed
from infra import edge
from infra.edge import BEHAVIOURS, Behaviour
from infra.template import build
from infra.template.front import CACHES
from local import paths
from tests.kit.fronts import PATTERNS, an_address, ask, of
from tests.kit.hostility import fill

DISTRIBUTION: dict[str, Any] = build()["Resources"]["Front"]["Properties"]["DistributionConfig"]
# What CloudFront takes: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html
LEGAL_METHODS = [
    {"GET", "HEAD"},
    {"GET", "HEAD", "OPTIONS"},
    {"GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"},
]


def test_cloudfront_has_the_behaviours_of_the_table_in_their_order():
    assert [one["PathPattern"] for one in DISTRIBUTION["CacheBehaviors"]] == [one.path for one in BEHAVIOURS]
    assert len(BEHAVIOURS) <= edge.MOST_BEHAVIOURS
    for drawn, behaviour in zip(
        [*DISTRIBUTION["CacheBehaviors"], DISTRIBUTION["DefaultCacheBehavior"]], PATTERNS, strict=True
    ):
        assert set(drawn["AllowedMethods"]) == set(behaviour.methods)
        assert set(behaviour.methods) in LEGAL_METHODS
        assert drawn["ViewerProtocolPolicy"] == behaviour.scheme
        assert drawn["CachePolicyId"] == CACHES[behaviour.keeps]
        assert drawn["TargetOriginId"] in {origin["Id"] for origin in DISTRIBUTION["Origins"]}
        assert ("TrustedKeyGroups" in drawn) is behaviour.is_signed


def test_no_behaviour_stands_behind_one_that_takes_its_paths():
    for place, behaviour in enumerate(BEHAVIOURS):
        assert not [one.path for one in BEHAVIOURS[:place] if fnmatchcase(behaviour.path, one.path)], behaviour.path
        assert edge.behaviour_of(an_address(behaviour)) is behaviour


@pytest.mark.parametrize("pattern", sorted(app.route_table))
def test_every_route_reaches_the_app_by_every_method_that_it_has(pattern: str):
    behaviour = edge.behaviour_of(fill(pattern))
    assert not behaviour.is_signed
    # A path of its own in the table, not what is left for the web client.
    assert behaviour.origin == edge.API
    methods = app.route_table[pattern]
    assert set(allowed(methods)) <= set(behaviour.methods)
    for method in methods:
        assert of(ask(method, fill(pattern)), "Content-Type") == "app", method


@pytest.mark.parametrize("behaviour", PATTERNS, ids=lambda one: one.path)
@pytest.mark.parametrize("method", [*edge.METHODS, "TRACE", "PROPFIND"])
def test_the_local_front_lets_pass_what_cloudfront_lets_pass(behaviour: Behaviour, method: str):
    answer = ask(method, an_address(behaviour))
    if method not in behaviour.methods:
        assert (answer.status, of(answer, "Content-Type")) == (403, "text/html")
        return
    named = {edge.API: "app", edge.WEB: "web", edge.RENDITIONS: "photos", edge.ORIGINALS: "photos"}
    assert of(answer, "Content-Type") == named[behaviour.origin]


def test_no_page_of_cloudfronts_stands_in_for_an_answer_and_no_failure_is_kept():
    told = DISTRIBUTION["CustomErrorResponses"]
    assert {status for one in told for status in [one["ErrorCode"]]} >= {404, 500, 502, 503, 504}
    assert {tuple(sorted(one)) for one in told} == {("ErrorCachingMinTTL", "ErrorCode")}
    assert {one["ErrorCachingMinTTL"] for one in told} == {0}


def test_the_local_front_refuses_an_address_that_is_too_long_and_a_get_with_a_body():
    room = edge.LONGEST_URL - len(config.PUBLIC_URL)
    assert ask("GET", "/api/" + "x" * (room - 5)).status == 200
    assert ask("GET", "/api/" + "x" * (room - 4)).status == 413
    assert ask("GET", "/api/v1/statuses/1", b"x").status == 403
    assert ask("POST", "/api/v1/statuses", b"x").status == 200


@pytest.mark.parametrize(
    ("sent", "compared"),
    [
        ("/", "/"),
        ("/api/v1/instance", "/api/v1/instance"),
        ("/api/v1/", "/api/v1/"),
        ("/media/../api/v1", "/api/v1"),
        ("/media/%2e%2E/api/v1", "/api/v1"),
        ("/%6Dedia/a/b.jpg", "/media/a/b.jpg"),
        ("/media/a%2Fb.jpg", "/media/a%2Fb.jpg"),
        ("/media/..", "/"),
        ("/a/b/..", "/a/"),
        ("/../../x", "/x"),
        ("//media/x", "//media/x"),
    ],
)
def test_a_path_is_compared_in_its_normal_form(sent: str, compared: str):
    assert paths.normal(sent) == compared


def test_the_local_front_compares_a_path_as_cloudfront_does():
    for target, origin in (("/media/../api/v1/instance", "app"), ("/api/../media/a/b.jpg", "photos")):
        assert of(ask("GET", target), "Content-Type") == origin, target


def test_a_path_that_hides_the_paid_photos_is_asked_for_a_signature():
    for target in ("/api/../paid/a/full.jpg", "/%70aid/a/full.jpg", "/media/%2e%2e/signed/a/full.jpg"):
        assert edge.behaviour_of(paths.normal(target)).is_signed, target


def test_a_photo_may_be_read_by_pages_of_other_sites_and_nothing_else():
    template = build()["Resources"]
    for bucket in ("Originals", "Renditions"):
        rules = template[bucket]["Properties"]["CorsConfiguration"]["CorsRules"]
        assert [rule["AllowedMethods"] for rule in rules if "GET" in rule["AllowedMethods"]] == [["GET", "HEAD"]]
    photos = [one for one in DISTRIBUTION["CacheBehaviors"] if one["TargetOriginId"] in edge.BUCKETS]
    assert all("OPTIONS" in one["AllowedMethods"] and "OriginRequestPolicyId" in one for one in photos)
    headers = {
        origin["Id"]: [header["HeaderName"] for header in origin["OriginCustomHeaders"]]
        for origin in DISTRIBUTION["Origins"]
        if origin["Id"] in edge.BUCKETS
    }
    assert all("Origin" in headers[bucket] for bucket in edge.BUCKETS)
