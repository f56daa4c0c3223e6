"""Draw the keys by which CloudFront knows the addresses that the app signed.

A public key at CloudFront is never changed, so each has a resource and a name of its own, which carry its hash. While
one is replaced there are two, and what either signed is served.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
"""

import hashlib
from collections.abc import Sequence
from typing import Any


def mark(public_key: str) -> str:
    """Return the hash by which a public key (PEM) is told from others, in letters that a name may have."""
    return hashlib.sha256("".join(public_key.split()).encode()).hexdigest()[:12]


def resources(public_keys: Sequence[str]) -> dict[str, Any]:
    """Return a resource for each key, and the group of all of them, which decides whose signature is good."""
    group = {"Name": {"Fn::Sub": "${Prefix}edge"}, "Items": [{"Ref": _logical_id(key)} for key in public_keys]}
    keys = {_logical_id(key): _key(key) for key in public_keys}
    return {
        **keys,
        "EdgeKeys": {
            "Type": "AWS::CloudFront::KeyGroup",
            "Condition": "HasApi",
            "Properties": {"KeyGroupConfig": group},
        },
    }


def outputs(public_keys: Sequence[str]) -> dict[str, Any]:
    """Return CloudFront's ids of the keys: of the first, with which the app signs, and of each by its hash."""
    ids = {f"EdgeKeyId{mark(key)}": {"Condition": "HasApi", "Value": {"Ref": _logical_id(key)}} for key in public_keys}
    first = next((one["Value"] for one in ids.values()), "")
    return {"EdgeKeyId": {"Condition": "HasApi", "Value": first}, **ids}


def _key(public_key: str) -> dict[str, Any]:
    config = {
        "Name": {"Fn::Sub": f"${{Prefix}}edge-{mark(public_key)}"},
        "EncodedKey": public_key,
        "CallerReference": mark(public_key),
    }
    return {
        "Type": "AWS::CloudFront::PublicKey",
        "Condition": "HasApi",
        "Properties": {"PublicKeyConfig": config},
    }


def _logical_id(public_key: str) -> str:
    return f"EdgeKey{mark(public_key)}"
