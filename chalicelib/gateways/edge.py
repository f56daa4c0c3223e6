"""Sign addresses for CloudFront, seal our own, and tell CloudFront what it must not keep any longer.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
"""

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib import base64url, config
from chalicelib.deadline import clients
from chalicelib.gateways import secrets

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

PRIVATE_KEY = "EDGE_PRIVATE_KEY"
# A key that replaced another says on a line before itself which of CloudFront's it is: both are learned in one moment.
ID_LINE, BEGIN = "Key-Pair-Id:", "-----BEGIN"

log = logging.getLogger(__name__)

# CloudFront's own letters for those that a query cannot hold.
LETTERS = str.maketrans("+=/", "-_~")
SEAL_BYTES = 16
TRIES = 6


@lru_cache(maxsize=4096)
def signature(resource: str, until: int) -> str:
    """Return the query with which CloudFront serves an address until a moment; `resource` may end in a wildcard.

    Takes no trip, and the same values give the same query.
    """
    condition = {"DateLessThan": {"AWS:EpochTime": until}}
    policy = json.dumps({"Statement": [{"Resource": resource, "Condition": condition}]}, separators=(",", ":"))
    return f"Policy={_text(policy.encode())}&Signature={_text(_sign(policy.encode()))}&Key-Pair-Id={_key_id()}"


def _sign(policy: bytes) -> bytes:
    # Imported here because most requests sign nothing, and loading takes as long as they do.
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415

    # SHA-1 is what CloudFront checks.
    return _private_key(_key()).sign(policy, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode().translate(LETTERS)


def _key() -> str:
    """Return the private key alone."""
    text = _stored()
    return text[max(text.find(BEGIN), 0) :]


def _key_id() -> str:
    before, _, _ = _stored().partition(BEGIN)
    return before.removeprefix(ID_LINE).strip() or config.EDGE_KEY_ID


def _stored() -> str:
    return config.EDGE_PRIVATE_KEY or secrets.read(PRIVATE_KEY)


@lru_cache(maxsize=1)
def _private_key(text: str) -> "RSAPrivateKey":
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    key = load_pem_private_key(text.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("EDGE_PRIVATE_KEY must be an RSA key")
    return key


def seal(text: str) -> str:
    """Return what only this deployment can say of a text: 128 bits, in letters that a path holds."""
    # A secret of its own, drawn one-way from the one that the deployment has.
    secret = hashlib.sha256(b"seal:" + _key().strip().encode()).digest()
    seal = hmac.new(secret, text.encode(), hashlib.sha256).digest()[:SEAL_BYTES]
    return base64url.encode(seal)


def is_sealed(text: str, seal_of_text: str) -> bool:
    """Tell whether a seal is this deployment's, for this text."""
    return hmac.compare_digest(seal(text).encode(), seal_of_text.encode())


def purge(folders: Sequence[str]) -> None:
    """Have CloudFront forget all that lies below some folders. Asking again changes nothing, and costs nothing.

    Where there is no CloudFront nothing is kept, and the log says what would be purged.
    """
    log.info("purge %s", " ".join(folders))
    if not config.DISTRIBUTION_ID:
        return
    paths = sorted(f"/{folder}*" for folder in folders)
    reference = hashlib.sha256("\n".join(paths).encode()).hexdigest()
    batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": reference}
    cloudfront = clients.client("cloudfront", TRIES, connect=2, read=20)
    cloudfront.create_invalidation(DistributionId=config.DISTRIBUTION_ID, InvalidationBatch=batch)
