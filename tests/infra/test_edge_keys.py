"""The key that signs for CloudFront is drawn once, and stays."""

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from infra import edge_keys
from infra.edge_keys import PRIVATE_KEY, take
from infra.pythons import ToolFailed


def test_what_the_shell_says_is_taken_then_what_is_deployed_and_else_a_new_one():
    assert take({}, {PRIVATE_KEY: "mine"}, {PRIVATE_KEY: "deployed"}) == {PRIVATE_KEY: "mine"}
    assert take({}, {}, {PRIVATE_KEY: "deployed"}) == {PRIVATE_KEY: "deployed"}
    first, other = take({}, {}, {}), take({}, {}, {})
    assert first[PRIVATE_KEY].startswith("-----BEGIN PRIVATE KEY-----")
    assert first != other


def test_a_secret_in_the_settings_that_git_keeps_is_refused():
    with pytest.raises(ToolFailed, match=r"take it out of \.chalice/config\.json"):
        take({PRIVATE_KEY: "secret"}, {}, {})


def test_cloudfront_is_told_the_public_key_alone():
    private = edge_keys.draw()
    public = edge_keys.public(private)
    key = load_pem_public_key(public.encode())
    assert isinstance(key, RSAPublicKey)
    assert key.key_size == edge_keys.BITS
    assert "PRIVATE" not in public
    # A function's whole environment may have 4 KB.
    assert len(private) < 2048
