"""Paid photos can only be read with a signature, and only the API can sign."""

from typing import Any

import pytest

from chalicelib import config
from infra.template import build
from tests.infra.test_policies import POLICIES, is_allowed, used_by
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
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
    assert {"media", "paid"} <= {resource.split("/")[1] for action, resource in rights if action == "s3:PutObject"}
    assert [right for right in rights if not is_allowed("api_handler", *right)] == []
    # A signed address has the rights of whoever signed it.
    for prefix, readers in (
        ("paid", {"api_handler"}),
        ("originals", {"on_original_uploaded", "on_five_minutes_passed"}),
    ):
        bucket = config.ORIGINALS_BUCKET if prefix == "originals" else config.RENDITIONS_BUCKET
        key = f"arn:aws:s3:::{bucket}/{prefix}/x/full.jpg"
        assert {function for function in POLICIES if is_allowed(function, "s3:GetObject", key)} == readers


def test_the_front_reads_nothing_but_what_is_open():
    template = build()["Resources"]
    statements = template["RenditionsPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    allowed = [one for one in statements if one.get("Effect") != "Deny"]
    read = [one["Fn::If"][1] if "Fn::If" in one else one for one in allowed]
    assert [one["Resource"]["Fn::Sub"].partition("}/")[2] for one in read] == ["media/*"]
    behaviours = template["Front"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    assert [one["PathPattern"] for one in behaviours if one["TargetOriginId"] == "renditions"] == ["/media/*"]
