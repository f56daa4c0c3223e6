"""Make the key pair by which CloudFront knows addresses that the app signed, and keep to the one that is deployed.

The private key is drawn at a stage's first deployment, and stands in the environment of its functions; the public key
is told to CloudFront. A key that was lost is no harm: another one is drawn, and addresses are signed anew.
"""

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from infra.pythons import ToolFailed

PRIVATE_KEY, KEY_ID, DISTRIBUTION = "EDGE_PRIVATE_KEY", "EDGE_KEY_ID", "DISTRIBUTION_ID"
# What CloudFront takes: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
BITS = 2048


def draw() -> str:
    """Return a new private key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public(private_key: str) -> str:
    """Return the public key of a private one, as CloudFront takes it."""
    key = load_pem_private_key(private_key.encode(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def take(settings: Mapping[str, str], shell: Mapping[str, str], deployed: Mapping[str, str]) -> dict[str, str]:
    """Return a stage's private key: the shell's, or the one that is deployed, or a new one. Raises ToolFailed."""
    if PRIVATE_KEY in settings:
        raise ToolFailed(f"{PRIVATE_KEY} is a secret: take it out of .chalice/config.json.")
    return {PRIVATE_KEY: shell.get(PRIVATE_KEY) or deployed.get(PRIVATE_KEY) or draw()}
