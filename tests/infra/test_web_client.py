"""The web client is one page with its files, behind CloudFront and on this machine alike."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.schemas.links import screens
from docs import screens as drawn
from infra import edge, identity, web_client
from infra.template import build
from local import web as local_web
from local.__main__ import build_web
from local.answers import Answer
from local.web import Web
from tests.kit.fronts import ask, of

TEMPLATE: dict[str, Any] = build()["Resources"]
DISTRIBUTION = TEMPLATE["Front"]["Properties"]["DistributionConfig"]
DRAWN = [*DISTRIBUTION["CacheBehaviors"], DISTRIBUTION["DefaultCacheBehavior"]]
# What is asked for, and what answers.
ADDRESSES = {
    "/": "/index.html",
    "/explore": "/index.html",
    "/settings/": "/index.html",
    "/assets/index-abc.js": "/assets/index-abc.js",
    "/mark.svg": "/mark.svg",
}
# What is none of the client's addresses: it has a copy of the page.
MISSING = ("/nothing", "/explore/nothing", "/settingsx", "/x/settings", "/missing.html")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "mark.svg", "assets/index-abc.js"):
        (tmp_path / name).write_text(f"/{name}")
    monkeypatch.setattr(web_client, "BUILT", tmp_path)
    monkeypatch.setattr(web_client, "build", lambda _: False)
    return tmp_path


def get(folder: Path, path: str) -> Answer:
    return Web(folder).answer(path)


def test_what_names_no_file_is_the_page(built: Path):
    for address, file in ADDRESSES.items():
        answer = get(built, address)
        assert b"".join(answer.body).decode() == file
        hashed = file.startswith("/assets/")
        assert of(answer, "Cache-Control") == (edge.FOR_GOOD if hashed else edge.EACH_TIME)
    assert of(get(built, "/assets/index-abc.js"), "Content-Type") == "text/javascript; charset=utf-8"


def test_what_is_no_address_of_the_client_is_404_with_its_page(built: Path):
    for path in MISSING:
        answer = get(built, path)
        assert (answer.status, b"".join(answer.body)) == (404, b"/index.html"), path
        assert of(answer, "Content-Type") == "text/html; charset=utf-8"


def run(name: str, expression: str, asked: Iterable[str]) -> list[Any]:
    """Return what a function of CloudFront's makes of some addresses."""
    code = TEMPLATE[name]["Properties"]["FunctionCode"]
    script = f"{code}\nconsole.log(JSON.stringify({json.dumps(list(asked))}.map(uri => {expression})))"
    said = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True).stdout
    found: list[Any] = json.loads(said)
    return found


@pytest.mark.skipif(not shutil.which("node"), reason="the functions are JavaScript")
def test_the_functions_of_cloudfront_say_the_same():
    led = run("WebPaths", "handler({request: {uri}}).uri", [*ADDRESSES, *MISSING])
    assert led == [*ADDRESSES.values(), *["/missing.html"] * len(MISSING)]
    # The second is told what was asked for, or what the first made of it.
    status = "handler({request: {uri}, response: {statusCode: 200}}).statusCode"
    statuses = [200] * len(ADDRESSES) + [404] * len(MISSING)
    assert run("WebStatus", status, [*ADDRESSES, *MISSING]) == run("WebStatus", status, led) == statuses


def test_the_edge_knows_the_addresses_of_the_clients_own_table():
    assert screens.DRAWN.read_text() == drawn.draw(), "run `python -m docs.api`"
    table = drawn.TABLE.read_text()
    # Nowhere, Unconfirmed and NewTerms have no address of their own.
    assert len(screens.patterns()) + 3 == len(re.findall(r"\(\) => import\('\./screens/", table))


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/no.js"])
def test_nothing_outside_its_folder_is_served(built: Path, path: str):
    (built.parent / "secret.txt").write_text("secret")
    assert get(built, path).status == 404


def test_cloudfront_reads_it_from_its_folder_and_nobody_sends_it_anything():
    of_web = [one for one in DRAWN if one["TargetOriginId"] == edge.WEB]
    assert len(of_web) == 1
    for one in of_web:
        assert set(one["AllowedMethods"]) == {"GET", "HEAD", "OPTIONS"}
        events = [association["EventType"] for association in one["FunctionAssociations"]]
        assert events == ["viewer-request", "viewer-response"]
    assert not [one for one in DRAWN if one["TargetOriginId"] != edge.WEB and "FunctionAssociations" in one]
    (origin,) = (one for one in DISTRIBUTION["Origins"] if one["Id"] == edge.WEB)
    assert origin["OriginPath"] == "/web"
    readable = json.dumps(TEMPLATE["RenditionsPolicy"])
    assert "${RenditionsBucket}/web/*" in readable
    assert ask("POST", "/").status == 403


def test_it_is_stored_where_cloudfront_looks_with_its_page_last(built: Path, monkeypatch: pytest.MonkeyPatch):
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="of-web")
    assert "3 files" in web_client.publish("of-web", identity.read({}))
    found = {one["Key"] for one in s3.list_objects_v2(Bucket="of-web")["Contents"]}
    assert found == {"web/index.html", "web/missing.html", "web/mark.svg", "web/assets/index-abc.js"}
    page = s3.get_object(Bucket="of-web", Key="web/index.html")
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")


def test_without_node_it_says_so_and_the_api_is_deployed_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(web_client, "BUILT", tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    assert "needs Node 20.19" in web_client.publish("none", identity.read({}))


def test_no_address_of_another_place_is_in_the_policy_but_those_that_take_photos_and_money():
    policy = edge.WEB_POLICY
    assert re.findall(r"https?://\S+?(?=[; ]|$)", policy) == ["https://checkout.stripe.com"]
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy


def test_cookies_and_origins_reach_the_app_and_nothing_that_came_with_a_cookie_is_kept_for_others():
    for one in DRAWN:
        if one["TargetOriginId"] == edge.API and one["CachePolicyId"] != {"Ref": "PageCache"}:
            # All headers but Host, all cookies and the query.
            assert one["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"
    key = TEMPLATE["BriefCache"]["Properties"]["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["CookiesConfig"] == {"CookieBehavior": "all"}


def test_make_run_serves_the_api_alone_without_node_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(web_client, "BUILT", tmp_path)
    monkeypatch.setattr(local_web, "BUILT", tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")

    build_web()

    assert "The API is served without it" in "".join(capsys.readouterr())
    assert local_web.built() is None
    monkeypatch.setenv("WEB", "0")
    build_web()
    assert "".join(capsys.readouterr()) == ""
