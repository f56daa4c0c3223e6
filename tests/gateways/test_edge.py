"""Addresses that we sign are those that CloudFront serves, seals are ours alone, and what is over is purged."""

import json
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from moto import mock_aws

from chalicelib import config
from chalicelib.gateways import edge
from infra import edge_keys
from local import signatures

FOLDER = "http://localhost:8000/signed/abc"


def test_it_is_signed_as_botocore_would_sign_it():
    private = load_pem_private_key(config.EDGE_PRIVATE_KEY.encode(), None)
    signer = CloudFrontSigner("test", lambda policy: private.sign(policy, padding.PKCS1v15(), hashes.SHA1()))  # type: ignore[call-arg, union-attr, arg-type, unused-ignore]
    policy = json.dumps(
        {"Statement": [{"Resource": f"{FOLDER}/*", "Condition": {"DateLessThan": {"AWS:EpochTime": 2_000_000_000}}}]},
        separators=(",", ":"),
    )
    theirs = signer.generate_presigned_url(f"{FOLDER}/full.jpg", policy=policy)
    ours = edge.signature(f"{FOLDER}/*", 2_000_000_000)
    assert parse_qs(ours) == parse_qs(urlsplit(theirs).query)


@pytest.mark.parametrize(
    ("url", "change", "is_served"),
    [
        (f"{FOLDER}/full.jpg", "", True),
        (f"{FOLDER}/feed.avif", "", True),
        ("http://localhost:8000/signed/abcd/full.jpg", "", False),
        ("http://localhost:8000/paid/abc/full.jpg", "", False),
        ("https://elsewhere.example/signed/abc/full.jpg", "", False),
        (f"{FOLDER}/full.jpg", "Key-Pair-Id=test2", False),
        (f"{FOLDER}/full.jpg", "Signature=AAAA", False),
        (f"{FOLDER}/full.jpg", "Policy=e30_", False),
        (f"{FOLDER}/full.jpg", "Policy=", False),
    ],
)
def test_the_local_front_serves_what_carries_our_signature_for_itself(url: str, change: str, is_served: bool):
    query = edge.signature(f"{FOLDER}/*", 2_000_000_000)
    assert (signatures.refusal(url, f"{query}&{change}") == "") is is_served


def test_a_signature_of_somebody_else_opens_nothing(monkeypatch: pytest.MonkeyPatch):
    edge._private_key.cache_clear()
    with monkeypatch.context() as other:
        other.setattr(config, "EDGE_PRIVATE_KEY", edge_keys.draw())
        foreign = edge.signature(f"{FOLDER}/x/*", 2_000_000_001)
    edge._private_key.cache_clear()
    assert signatures.refusal(f"{FOLDER}/x/full.jpg", foreign) == signatures.DENIED


def test_a_seal_is_of_one_text_and_of_one_key(monkeypatch: pytest.MonkeyPatch):
    sealed = edge.seal("1-2-3")
    assert edge.is_sealed("1-2-3", sealed)
    assert not edge.is_sealed("1-2-4", sealed)
    assert not edge.is_sealed("1-2-3", "")
    assert not edge.is_sealed("1-2-3", "é")
    assert len(sealed) == 22  # 128 bits.
    monkeypatch.setattr(config, "EDGE_PRIVATE_KEY", edge_keys.draw())
    assert not edge.is_sealed("1-2-3", sealed)


def test_what_is_over_is_purged_once_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    with mock_aws():
        cloudfront = boto3.client("cloudfront")
        origin = {"Id": "o", "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
        behaviour = {"TargetOriginId": "o", "ViewerProtocolPolicy": "https-only"}
        made = cloudfront.create_distribution(
            DistributionConfig={  # type: ignore[typeddict-item, unused-ignore]
                "CallerReference": "1",
                "Origins": {"Quantity": 1, "Items": [origin]},
                "DefaultCacheBehavior": behaviour,
                "Comment": "",
                "Enabled": True,
            }
        )
        monkeypatch.setattr(config, "DISTRIBUTION_ID", made["Distribution"]["Id"])
        for _ in range(2):
            edge.purge(["media/b/", "media/a/"])
        found = cloudfront.list_invalidations(DistributionId=config.DISTRIBUTION_ID)["InvalidationList"]["Items"]
        asked = [
            cloudfront.get_invalidation(DistributionId=config.DISTRIBUTION_ID, Id=one["Id"])["Invalidation"]
            for one in found
        ]
        assert {tuple(one["InvalidationBatch"]["Paths"]["Items"]) for one in asked} == {("/media/a/*", "/media/b/*")}
        # CloudFront makes one of those that have the same reference; moto does not look.
        assert len({one["InvalidationBatch"]["CallerReference"] for one in asked}) == 1
