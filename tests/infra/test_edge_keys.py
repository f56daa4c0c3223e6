"""The key that signs for CloudFront is drawn once, is a secret, and stays."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_public_key,
)

from infra import edge_keys, parameters
from infra.edge_keys import PRIVATE_KEY
from infra.pythons import ToolFailed

PATH = "/rossgram-edge/"


@pytest.fixture
def store() -> Iterator[Any]:
    """Return a client of the Parameter Store, which is empty for the test's path."""
    client: Any = boto3.client("ssm")
    yield client
    client.delete_parameters(Names=[f"{PATH}{PRIVATE_KEY}"])


def test_a_key_is_drawn_once_and_another_of_the_shell_is_refused(store: Any):
    first = edge_keys.put(store, PATH, {})
    assert first.startswith("-----BEGIN PRIVATE KEY-----")
    assert edge_keys.put(store, PATH, {}) == first
    assert edge_keys.put(store, PATH, {PRIVATE_KEY: first}) == first
    with pytest.raises(ToolFailed, match="ROTATE=signing"):
        edge_keys.put(store, PATH, {PRIVATE_KEY: edge_keys.draw()})
    assert edge_keys.put(store, PATH, {}) == first
    (kept,) = store.get_parameters(Names=[f"{PATH}{PRIVATE_KEY}"])["Parameters"]
    assert kept["Type"] == "SecureString"


def test_the_shell_may_name_the_first(store: Any):
    mine = edge_keys.draw()
    assert edge_keys.put(store, PATH, {PRIVATE_KEY: mine}).split() == mine.split()
    assert edge_keys.put(store, PATH, {}).split() == mine.split()


SHORT = rsa.generate_private_key(public_exponent=65537, key_size=1024)
CURVE = ec.generate_private_key(ec.SECP256R1())
LOCKED = BestAvailableEncryption(b"secret")


@pytest.mark.parametrize(
    "given",
    [
        "mine",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        SHORT.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        SHORT.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, LOCKED).decode(),
        CURVE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    ],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_one_that_cannot_sign_is_refused_before_it_is_stored(store: Any, given: str, is_there: bool):
    before = edge_keys.put(store, PATH, {}) if is_there else ""
    with pytest.raises(ToolFailed, match="RSA key of 2048 bits"):
        edge_keys.put(store, PATH, {PRIVATE_KEY: given})
    kept = parameters.read(store, PATH, PRIVATE_KEY)
    assert [one.value for one in kept.values()] == ([before] if before else [])


def test_cloudfront_is_told_the_public_key_alone():
    private = edge_keys.draw()
    public = edge_keys.public(private)
    key = load_pem_public_key(public.encode())
    assert isinstance(key, RSAPublicKey)
    assert key.key_size == edge_keys.BITS
    assert "PRIVATE" not in public
    # A parameter of the free tier has 4 KB.
    assert len(private) < 4096
