"""Look at a signed address as CloudFront does, and say why it is refused.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
"""

import base64
import json
from fnmatch import fnmatchcase
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from chalicelib import config
from chalicelib.models.base import now

# The letters that a query holds, and what base64 has in their place.
LETTERS = str.maketrans("-_~", "+=/")
MISSING, DENIED = "Missing Key-Pair-Id query parameter or cookie value", "Access denied"


def refusal(url: str, query: str) -> str:
    """Return why an address is refused, or nothing where it carries our signature for itself and for this moment."""
    given = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
    if not {"Policy", "Signature", "Key-Pair-Id"} <= given.keys():
        return MISSING
    try:
        policy, signature = (base64.b64decode(given[name].translate(LETTERS)) for name in ("Policy", "Signature"))
        # SHA-1 is what CloudFront checks.
        _public_key().verify(signature, policy, padding.PKCS1v15(), hashes.SHA1())
        is_ours = given["Key-Pair-Id"] == config.EDGE_KEY_ID and _allows(json.loads(policy), url)
    except (ValueError, KeyError, InvalidSignature):
        return DENIED
    return "" if is_ours else DENIED


def _allows(policy: Any, url: str) -> bool:
    statement = policy["Statement"][0]
    is_meant = fnmatchcase(url, statement["Resource"].replace("[", "[[]"))
    return is_meant and now() < int(statement["Condition"]["DateLessThan"]["AWS:EpochTime"])


@cache
def _public_key() -> RSAPublicKey:
    key: Any = load_pem_private_key(config.EDGE_PRIVATE_KEY.encode(), password=None)
    public: RSAPublicKey = key.public_key()
    return public
