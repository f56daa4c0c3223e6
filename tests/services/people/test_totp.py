"""Codes are those of RFC 6238, whose table is the test, and of the minute around a moment."""

import base64
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from chalicelib.services.people.door import totp

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_codes_are_those_of_the_table_of_rfc_6238(at: int, code: str):
    assert totp.code(SECRET, at, 8) == code
    assert totp.code(SECRET, at) == code[2:]


@pytest.mark.parametrize(("late", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(late: int, is_taken: bool):
    at = 1_800_000_000
    found = totp.moment_of(SECRET, totp.code(SECRET, at + late), at)
    assert found == (at + late if is_taken else None)


@pytest.mark.parametrize("typed", ["", "x", "٠٠٠٠٠٠", "0" * 1000])
def test_what_is_no_code_is_none(typed: str):
    assert totp.moment_of(SECRET, typed, 1_800_000_000) is None


def test_an_app_reads_who_asks_and_for_whom():
    found = urlsplit(totp.address(SECRET, "Photos & people", "anna"))
    assert (found.scheme, found.netloc, unquote(found.path)) == ("otpauth", "totp", "/Photos & people:anna")
    assert parse_qs(found.query) == {"secret": [SECRET], "issuer": ["Photos & people"]}
    assert "+" not in found.query


def test_secrets_have_160_bits_and_no_two_are_the_same():
    assert len(base64.b32decode(totp.new_secret())) == 20
    assert totp.new_secret() != totp.new_secret()
