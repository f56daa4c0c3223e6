"""Make the key pair by which CloudFront knows addresses that the app signed, and keep to the one that is stored.

The private key is drawn at a stage's first deployment, and is a secret in SSM's Parameter Store; the public key is told
to CloudFront. `infra/edge_signing.py` replaces it.
"""

from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from infra import parameters
from infra.pythons import ToolFailed

BEGIN = "-----BEGIN"
# The private key that is to sign next, and the public key of the one that signed before, while one is replaced.
NEXT, LAST = "EDGE_NEXT_PRIVATE_KEY", "EDGE_LAST_PUBLIC_KEY"
PRIVATE_KEY, KEY_ID, DISTRIBUTION = "EDGE_PRIVATE_KEY", "EDGE_KEY_ID", "DISTRIBUTION_ID"
# What CloudFront takes: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
BITS = 2048


def draw() -> str:
    """Return a new private key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public(private_key: str) -> str:
    """Return the public key of a private one, as CloudFront takes it."""
    key = load_pem_private_key(private_key[max(private_key.find(BEGIN), 0) :].encode(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def take(store: Any, path: str, shell: Mapping[str, str]) -> tuple[str, str]:
    """Return the private keys that the shell has and that the stage has, each empty where there is none.

    Raises ToolFailed for one of the shell's that CloudFront would not take, or that is not the stage's.
    """
    given, stored = shell.get(PRIVATE_KEY, "").strip(), parameters.read(store, path, PRIVATE_KEY)
    kept = stored[PRIVATE_KEY].value if stored else ""
    if given and not _is_fit(given):
        raise ToolFailed(f"{PRIVATE_KEY} of your shell must be an RSA key of {BITS} bits in PEM, without a password.")
    if given and kept and public(given).split() != public(kept).split():
        raise ToolFailed(
            f"{PRIVATE_KEY} of your shell is not the one that the stage has, and photos that are signed by that would "
            "no longer be served: take it out of the shell. make secrets STAGE=… ROTATE=signing replaces it."
        )
    return given, kept


def put(store: Any, path: str, shell: Mapping[str, str]) -> str:
    """Return a stage's private key, which is stored by then: the one that it has, or the shell's, or a new one.

    Raises ToolFailed for one of the shell's that cannot be meant; nothing is stored then.
    """
    given, kept = take(store, path, shell)
    if kept:
        return kept
    value = given or draw()
    parameters.write(store, path, PRIVATE_KEY, value, replaces=False)
    return value


def _is_fit(private_key: str) -> bool:
    try:
        key = load_pem_public_key(public(private_key).encode())
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return isinstance(key, rsa.RSAPublicKey) and key.key_size == BITS


def public_keys(store: Any, path: str, shell: Mapping[str, str]) -> list[str]:
    """Return the public keys that CloudFront is to know: the one that signs, then what is next or was last."""
    signing = public(put(store, path, shell))
    found = parameters.read(store, path, NEXT, LAST)
    others = ([public(found[NEXT].value)] if NEXT in found else []) + ([found[LAST].value] if LAST in found else [])
    return [signing, *(key for key in others if key.split() != signing.split())]
