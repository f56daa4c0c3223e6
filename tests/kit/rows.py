"""Compare what lies in all tables after two runs, whatever ids, times and secrets each of them drew."""

import base64
import json
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from chalicelib import config
from chalicelib.models.photos.search import trends
from infra.tables import tables

# What limits count is no promise, and what an answer carries is worth nothing to whoever did not get it.
ASIDE = ("limits", "sessions", "browsers", "access_tokens", "authorization_codes")
# A post has eighteen digits, a conversation nineteen.
ID = re.compile(r"\b\d{18,19}\b")
TIME = re.compile(r"(_at|_since|\buntil|_until)$")
SECRETS = {
    "key",
    "hash",
    "secret",
    "secret_hash",
    "password_hash",
    "client_id",
    # A draft names the app it was written with by its client id.
    "app",
    "access_hash",
    "refresh_hash",
    "recovery_hashes",
    "totp_secret",
    "totp_pending",
    "public_key",
    # A device has keys of its own, and belongs to a session.
    *("p256dh", "auth", "sealed", "session_id"),
    "mail_secret",
    "bucket",
    # Who asks again without the cookie of a lost answer is a second device.
    "devices",
}
# What a sweep had to begin again is finished all the same.
TRIES = {"attempts", "tries", "begun", "settled"}
# A count is compared; when it was taken, and whether again, is how a busy machine came to it.
COUNTED = re.compile(r"_counted_at$|_claimed_until$")
PICTURES = {"avatar", "header", "avatar_key", "header_key"}
HASH = re.compile(r"\b[0-9a-f]{64}\b")
# An id of 128 random bits.
DRAWN = re.compile(r'"id": "[\w-]{22}"')


def empty_tables() -> None:
    """Delete all rows."""
    trends.forget()
    for model in tables():
        held(str(model.Meta.table_name)).items.clear()


def stored(names: Mapping[str, str]) -> Counter[str]:
    """Return all rows as text, with the names that a test gave to ids in their places."""
    found: Counter[str] = Counter()
    for model in tables():
        name = str(model.Meta.table_name)
        noun = name.removeprefix(config.PREFIX)
        if noun not in ASIDE:
            found.update(f"{noun} {_told(item.to_json()['Attributes'], names)}" for item in held(name).all_items())
    return found


def held(name: str) -> Any:
    """Return moto's own table of this name; reading it through moto's door would take most of a test's time."""
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][_region()].get_table(name)


@cache
def _region() -> str:
    """Return the region of this process; a session of boto3 takes 15 ms to make, and thousands of tables are held."""
    return boto3.session.Session().region_name or "us-east-1"


def _told(attributes: Mapping[str, Any], names: Mapping[str, str]) -> str:
    told = {name: next(iter(value.values())) for name, value in attributes.items() if not COUNTED.search(name)}
    plain = {name: _plain(name, value) for name, value in told.items()}
    text = json.dumps(plain, sort_keys=True)
    text = DRAWN.sub('"id": "<drawn>"', HASH.sub("<hash>", text))
    return ID.sub(lambda found: names.get(found[0], "<id>"), text)


def _plain(name: str, value: Any) -> Any:
    if TIME.search(name):
        return "<time>"
    if name in PICTURES and value:
        return "<secret>"
    if name in TRIES:
        return "<tries>"
    if name == "packed":
        # Reports of what was seen, each with a nonce that it drew.
        return [["<drawn>", *seen] for _, *seen in json.loads(zlib.decompress(base64.b64decode(value)))]
    if name in SECRETS:
        return "<secret>" if not str(value).startswith("@") else value
    return _inner(json.loads(value)) if isinstance(value, str) and value[:1] in ("{", "[") else value


def _inner(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _inner(_plain(name, part)) for name, part in value.items()}
    return [_inner(part) for part in value] if isinstance(value, list) else value
