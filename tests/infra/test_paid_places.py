"""Paid photos can only be read with a signature, and only the API can sign."""

import json
from typing import Any

import pytest

from chalicelib import config
from chalicelib.handlers import events
from infra.edge_keys import draw, public
from infra.template import build
from tests.infra.test_policies import POLICIES, is_allowed, used_by
from tests.kit.client import Client
from tests.kit.events import lambda_event
from tests.kit.factories import make_account, make_media, make_token
from tests.kit.money.paid import let_sell, upload
from tests.kit.recorder import record_calls


def test_selling_a_photo_and_giving_it_away_stays_within_the_apis_rights(monkeypatch: pytest.MonkeyPatch):
    author = make_account()
    let_sell(author)
    client, photo = Client(make_token(author)), upload(author)
    calls = record_calls(monkeypatch)
    form: Any = {"media_ids": [photo.id], "rossgram": {"price": {"amount": 500, "currency": "eur"}}}
    path = f"/api/v1/statuses/{client.post('/api/v1/statuses', json=form).json()['id']}"
    assert client.put(path, json={**form, "rossgram": {"access": "public"}}).status_code == 200
    rights = {right for call in calls for right in used_by(call)}
    written = {resource.split("/")[1] for action, resource in rights if action == "s3:PutObject"}
    assert {"media", "paid"} <= written
    assert [right for right in rights if not is_allowed("api_handler", *right)] == []
    # Moving a photo reads its files, which becoming private and publishing what was scheduled do, too.
    for prefix, readers in (
        ("paid", {"api_handler", "on_post_published", "on_post_deleted", "on_profile_changed"}),
        ("originals", {"on_original_uploaded", "on_five_minutes_passed"}),
    ):
        bucket = config.ORIGINALS_BUCKET if prefix == "originals" else config.RENDITIONS_BUCKET
        key = f"arn:aws:s3:::{bucket}/{prefix}/x/full.jpg"
        assert {function for function in POLICIES if is_allowed(function, "s3:GetObject", key)} == readers


def test_the_front_reads_the_places_and_serves_those_that_are_not_open_to_our_signature_alone():
    template = build([public(draw())])["Resources"]
    statements = template["RenditionsPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    allowed = [one for one in statements if one.get("Effect") != "Deny"]
    granted = [one["Fn::If"][1] if "Fn::If" in one else one for one in allowed]
    # Who may list a bucket is told 404 of what is missing in it; only a request for the bucket's own address lists it, and
    # no path of the front is that.
    assert {one["Action"] for one in granted} == {"s3:GetObject", "s3:ListBucket"}
    read = [one for one in granted if one["Action"] == "s3:GetObject"]
    paths = [part["Fn::Sub"].partition("}/")[2] for one in read for part in one["Resource"]]
    assert paths == ["media/*", "signed/*", "paid/*", "web/*"]
    behaviours = template["Front"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    served = {one["PathPattern"]: one for one in behaviours if one["TargetOriginId"] == "renditions"}
    # The web client's folder is an origin of its own, and the rest of all paths.
    assert set(served) == {f"/{path}" for path in paths[:3]}
    for path, behaviour in served.items():
        assert (behaviour.get("TrustedKeyGroups") == [{"Ref": "EdgeKeys"}]) is (path != "/media/*")
    (key,) = template["EdgeKeys"]["Properties"]["KeyGroupConfig"]["Items"]
    assert template[key["Ref"]]["Type"] == "AWS::CloudFront::PublicKey"
    # The signature is not part of the cache key: all viewers share one cached answer.
    cached = template["SignedCache"]["Properties"]["CachePolicyConfig"]
    assert cached["ParametersInCacheKeyAndForwardedToOrigin"]["QueryStringsConfig"] == {"QueryStringBehavior": "none"}


def test_what_a_move_left_is_removed_within_the_rights_of_its_function(monkeypatch: pytest.MonkeyPatch):
    item = make_media(make_account())
    left = {"media_id": item.id, "source": ["signed", "a"], "target": list(item.lies_at), "was_shown": True}
    calls = record_calls(monkeypatch)
    events.on_photo_moved(lambda_event(json.dumps({"moves": [left]})), None)
    rights = {right for call in calls for right in used_by(call)}
    assert "s3:DeleteObject" in {action for action, _ in rights}
    assert [right for right in rights if not is_allowed("on_photo_moved", *right)] == []
    distribution = "arn:aws:cloudfront::1:distribution/E1"
    able = {function for function in POLICIES if is_allowed(function, "cloudfront:CreateInvalidation", distribution)}
    assert able == {"on_photo_moved"}
