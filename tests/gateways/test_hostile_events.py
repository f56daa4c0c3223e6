"""A thousand malformed webhooks, none of which Stripe sent."""

import json
import random
import time

import pytest

from chalicelib.errors import BadRequest
from chalicelib.gateways.payments import read_event
from tests.gateways.test_events import RAW, signed


def forged(chance: random.Random) -> tuple[bytes, str]:
    text, secret = json.dumps(RAW), f"whsec_{chance.getrandbits(64):x}"
    return signed(text, secret)


def stale(chance: random.Random) -> tuple[bytes, str]:
    return signed(RAW, moment=int(time.time()) - chance.randint(302, 10**9))


def future(chance: random.Random) -> tuple[bytes, str]:
    return signed(RAW, moment=int(time.time()) + chance.randint(302, 10**10))


def truncated(chance: random.Random) -> tuple[bytes, str]:
    body, header = signed(RAW)
    return body[: chance.randrange(len(body))], header


def truncated_header(chance: random.Random) -> tuple[bytes, str]:
    body, header = signed(RAW)
    return body, header[: chance.randrange(len(header))]


def recoded(chance: random.Random) -> tuple[bytes, str]:
    body, header = signed(RAW)
    same = json.loads(body)
    ways = [
        json.dumps(same).encode(),
        json.dumps(same, ensure_ascii=False, sort_keys=True, indent=2).encode(),
        body.decode().encode("utf-16"),
        body.decode().encode("latin-1", "replace"),
        b"\xef\xbb\xbf" + body,
        body + b"\n",
        body.replace(b"\n", b"\r\n"),
        bytes(chance.randrange(128, 256) for _ in range(100)),
    ]
    return chance.choice(ways), header


def changed(chance: random.Random) -> tuple[bytes, str]:
    body, header = signed(RAW)
    place = chance.randrange(len(body))
    return body[:place] + bytes([body[place] ^ chance.randint(1, 255)]) + body[place + 1 :], header


def changed_header(chance: random.Random) -> tuple[bytes, str]:
    body, header = signed(RAW)
    place = chance.randrange(len(header))
    other = chance.choice([one for one in map(chr, range(1, 0x250)) if one != header[place]] + ["\ud800", "٣"])
    return body, header[:place] + other + header[place + 1 :]


def garbage_header(chance: random.Random) -> tuple[bytes, str]:
    body, header = signed(RAW)
    moment, signature = header.split(",")
    ways = ["", ",", "=", "t=,v1=", moment, signature, f"{moment},{header}", f"t=0,{header}", f"{signature},t=now"]
    ways += [f"t={'9' * 400},{signature}", f"t=-1,{signature}", f"{moment}.0,{signature}", f"t=٣,{signature}"]
    ways += [f"{moment},v0={signature[3:]}", f"{moment},v1={signature[3:].upper()}x", "{}", "\x00" * 50]
    return body, chance.choice(ways)


HOSTILE = [forged, stale, future, truncated, truncated_header, recoded, changed, changed_header, garbage_header]


def test_a_thousand_hostile_webhooks_are_bad_requests_and_nothing_else():
    chance = random.Random(20261122)
    for number in range(1_000):
        body, header = HOSTILE[number % len(HOSTILE)](chance)
        with pytest.raises(BadRequest):
            read_event(body, header)
