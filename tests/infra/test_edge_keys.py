"""The key that signs for CloudFront is drawn once, is a secret, and stays."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from infra import edge_keys
from infra.edge_keys import PRIVATE_KEY

PATH = "/rossgram-edge/"


@pytest.fixture
def store() -> Iterator[Any]:
    """Return a client of the Parameter Store, which is empty for the test's path."""
    client: Any = boto3.client("ssm")
    yield client
    client.delete_parameters(Names=[f"{PATH}{PRIVATE_KEY}"])


def test_a_key_is_drawn_once_and_the_shell_may_name_another(store: Any):
    first = edge_keys.put(store, PATH, {})
    assert first.startswith("-----BEGIN PRIVATE KEY-----")
    assert edge_keys.put(store, PATH, {}) == first
    mine = edge_keys.draw()
    assert edge_keys.put(store, PATH, {PRIVATE_KEY: mine}) == mine
    assert edge_keys.put(store, PATH, {}) == mine
    (kept,) = store.get_parameters(Names=[f"{PATH}{PRIVATE_KEY}"])["Parameters"]
    assert kept["Type"] == "SecureString"


def test_cloudfront_is_told_the_public_key_alone():
    private = edge_keys.draw()
    public = edge_keys.public(private)
    key = load_pem_public_key(public.encode())
    assert isinstance(key, RSAPublicKey)
    assert key.key_size == edge_keys.BITS
    assert "PRIVATE" not in public
    # A parameter of the free tier has 4 KB.
    assert len(private) < 4096
