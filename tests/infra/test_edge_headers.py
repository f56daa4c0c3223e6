"""CloudFront adds the headers of the table to every answer, and so does the local front."""

import io
from typing import Any, cast

from chalicelib import config
from infra import edge
from infra.template import build
from local.answers import Answer
from local.front import Front
from tests.kit.fronts import PATTERNS, Origin, an_address, ask, of

DISTRIBUTION: dict[str, Any] = build()["Resources"]["Front"]["Properties"]["DistributionConfig"]


def test_the_local_front_adds_the_headers_that_cloudfront_adds():
    for behaviour in PATTERNS:
        answer = ask("GET", an_address(behaviour))
        wanted = edge.headers_of(behaviour)
        told = {name: of(answer, name) for name in wanted}
        assert told.pop(edge.HSTS) == "", "https alone may promise https"
        uploads = config.AWS_ENDPOINT_URL
        assert told == {name: one.value.format(uploads=uploads) for name, one in wanted.items() if name != edge.HSTS}


def test_cloudfront_adds_the_headers_of_the_table_to_everything():
    template = build()["Resources"]
    for drawn in [*DISTRIBUTION["CacheBehaviors"], DISTRIBUTION["DefaultCacheBehavior"]]:
        policy = template[drawn["ResponseHeadersPolicyId"]["Ref"]]["Properties"]["ResponseHeadersPolicyConfig"]
        security = policy["SecurityHeadersConfig"]
        assert len(security) == len(edge.HEADERS)
        assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 3600
        assert security["StrictTransportSecurity"]["Override"] is True
        assert [one["Header"] for one in policy["RemoveHeadersConfig"]["Items"]] == list(edge.REMOVED_HEADERS)
        says = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        if drawn["ResponseHeadersPolicyId"] == {"Ref": "WebHeaders"}:
            uploads = says["Fn::Sub"].partition("connect-src 'self' ")[2].partition(";")[0]
            assert says["Fn::Sub"] == edge.WEB_POLICY.format(uploads=uploads)
            assert "https://${OriginalsBucket}.s3.${AWS::Region}.${AWS::URLSuffix}" in uploads
        else:
            assert says == edge.HEADERS["Content-Security-Policy"].value
        # A photo says who may read it; the app says so itself.
        assert ("CorsConfig" in policy) is (drawn["TargetOriginId"] in edge.BUCKETS)


def test_what_the_app_says_of_its_pages_stays():
    own = {"Referrer-Policy": "no-referrer", "Content-Security-Policy": "default-src 'none'", "Server": "x/1.2"}

    class App(Origin):
        def answer(self, *_: Any) -> Answer:
            return Answer(200, list(own.items()), [b"here"])

    environ = {"REQUEST_METHOD": "GET", "REQUEST_URI": "/checkout/done", "REMOTE_ADDR": "", "wsgi.input": io.BytesIO()}
    answer = Front(cast("Any", App("app")), cast("Any", Origin("photos"))).answer(environ)
    names = [name for name, _ in answer.headers]
    assert len(set(names)) == len(names)
    assert "Server" not in names
    assert {name: of(answer, name) for name in own if name != "Server"} == {
        name: value for name, value in own.items() if name != "Server"
    }
