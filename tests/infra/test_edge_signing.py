"""A new signing key replaces the old one while photos are served: CloudFront knows both."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import boto3
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from chalicelib import config
from chalicelib.gateways import edge, secrets
from infra import edge_keys, edge_signing, parameters
from infra.edge_keys import LAST, NEXT, PRIVATE_KEY
from infra.pythons import ToolFailed
from infra.template import build
from infra.template.signers import mark

PATH = "/rossgram-signing/"
LATER = datetime.now(UTC) + timedelta(days=2)


@pytest.fixture
def store() -> Iterator[Any]:
    """Return a client of the Parameter Store, which is empty for the test's path."""
    client: Any = boto3.client("ssm")
    yield client
    client.delete_parameters(Names=[f"{PATH}{name}" for name in (PRIVATE_KEY, NEXT, LAST)])


def keys_of(template: dict[str, Any]) -> dict[str, str]:
    """Return the keys of the group by their logical ids."""
    items = template["Resources"]["EdgeKeys"]["Properties"]["KeyGroupConfig"]["Items"]
    return {
        one["Ref"]: template["Resources"][one["Ref"]]["Properties"]["PublicKeyConfig"]["EncodedKey"] for one in items
    }


def deployed(store: Any) -> tuple[list[str], dict[str, str]]:
    """Return the public keys that a deployment tells CloudFront, and the ids that the stack tells then."""
    known = edge_keys.public_keys(store, PATH, {})
    return known, {"EdgeKeyId": f"K{mark(known[0])}", **{f"EdgeKeyId{mark(key)}": f"K{mark(key)}" for key in known}}


def test_each_key_has_a_resource_and_a_name_of_its_own():
    old, new = (edge_keys.public(edge_keys.draw()) for _ in range(2))
    before, between, after = build([old]), build([old, new]), build([new])
    assert list(keys_of(before).values()) == [old]
    assert list(keys_of(between).values()) == [old, new]
    # A key that is there is the same resource in each: CloudFront refuses to change one.
    assert keys_of(before).items() <= keys_of(between).items() >= keys_of(after).items()
    names = [
        resource["Properties"]["PublicKeyConfig"]["Name"]["Fn::Sub"]
        for resource in between["Resources"].values()
        if resource["Type"] == "AWS::CloudFront::PublicKey"
    ]
    assert len(set(names)) == 2
    # The id that the app is told is that of the key that signs.
    for template, first in ((before, old), (between, old), (after, new)):
        assert keys_of(template)[template["Outputs"]["EdgeKeyId"]["Value"]["Ref"]] == first
    assert "PRIVATE" not in json.dumps(between)


def test_it_is_replaced_in_steps_none_of_which_leaves_a_photo_unserved(store: Any):
    (old,), told = deployed(store)
    edge_signing.step(store, PATH, told, LATER)
    with pytest.raises(ToolFailed, match="deploy"):
        edge_signing.step(store, PATH, told, LATER)
    known, told = deployed(store)
    assert (known[0], len(known)) == (old, 2)
    new = known[1]
    edge_signing.step(store, PATH, told, LATER)
    # What the old key signed is good for a day, so it stays with CloudFront.
    assert edge_keys.public_keys(store, PATH, {}) == [new, old]
    with pytest.raises(ToolFailed, match="may still be good"):
        edge_signing.step(store, PATH, told, datetime.now(UTC))
    edge_signing.step(store, PATH, told, LATER)
    assert edge_keys.public_keys(store, PATH, {}) == [new]


@pytest.mark.parametrize("cut", [1, 2])
def test_a_step_that_was_cut_is_finished_by_the_next(store: Any, monkeypatch: pytest.MonkeyPatch, cut: int):
    (old,), told = deployed(store)
    edge_signing.step(store, PATH, told, LATER)
    (_, new), told = deployed(store)
    calls, keep = [], parameters.write

    def cut_off(*call: str) -> None:
        calls.append(call)
        if len(calls) > cut:
            raise KeyboardInterrupt
        keep(*call)

    with monkeypatch.context() as patch:
        patch.setattr(parameters, "write", cut_off)
        # After the second the step is cut before it forgets the key that was next.
        patch.setattr(store, "delete_parameters", lambda **_: cut_off(""))
        with pytest.raises(KeyboardInterrupt):
            edge_signing.step(store, PATH, told, LATER)
    assert set(edge_keys.public_keys(store, PATH, {})) == {old, new}
    edge_signing.step(store, PATH, told, LATER)
    assert edge_keys.public_keys(store, PATH, {}) == [new, old]


def test_the_app_learns_the_key_and_whose_it_is_in_one_moment(store: Any, monkeypatch: pytest.MonkeyPatch):
    _, told = deployed(store)
    edge_signing.step(store, PATH, told, LATER)
    (_, new), told = deployed(store)
    edge_signing.step(store, PATH, told, LATER)
    stored = store.get_parameter(Name=f"{PATH}{PRIVATE_KEY}", WithDecryption=True)["Parameter"]["Value"]
    monkeypatch.setattr(config, "EDGE_PRIVATE_KEY", "")
    # What the function's settings say until the next deployment is the key before.
    monkeypatch.setattr(config, "EDGE_KEY_ID", "K-of-before")
    monkeypatch.setattr(secrets, "read", lambda _: stored)
    edge.signature.cache_clear()
    given = {name: value[0] for name, value in parse_qs(edge.signature("https://x/signed/a/*", 1)).items()}
    assert given["Key-Pair-Id"] == f"K{mark(new)}"
    policy, signature = (
        base64.b64decode(given[name].translate(str.maketrans("-_~", "+=/"))) for name in ("Policy", "Signature")
    )
    key: Any = load_pem_public_key(new.encode())
    key.verify(signature, policy, padding.PKCS1v15(), hashes.SHA1())
    # The line before the key is no part of the secret that seals.
    sealed = edge.seal("x")
    monkeypatch.setattr(secrets, "read", lambda _: stored.partition("\n")[2])
    assert edge.is_sealed("x", sealed)
    edge.signature.cache_clear()
