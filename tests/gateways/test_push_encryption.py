"""What is pushed is encrypted as RFC 8291 has it, and posted to the internet alone."""

import socket
from typing import Any

import pytest
import urllib3
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from chalicelib import config
from chalicelib.gateways.push import encryption, keys, posting, vapid
from chalicelib.gateways.push.encryption import Device as Keys
from tests.kit.pushes import Device, check_signature, data, push_service, text

# https://www.rfc-editor.org/rfc/rfc8291#section-5
THEIRS = Keys(
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg"
)
OURS = derive_private_key(int.from_bytes(data("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), SECP256R1())
EXPECTED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_rfc_comes_out():
    salt = data("DGv6ra1nlYgDCS1FRnbzlw")
    said = b"When I grow up, I want to be a watermelon"
    sealed = encryption.encrypt(said, THEIRS, salt=salt, key=OURS, is_standard=True)
    assert text(sealed.body) == EXPECTED
    assert sealed.headers == {"Content-Encoding": "aes128gcm"}


@pytest.mark.parametrize("is_standard", [True, False])
def test_only_its_device_reads_a_push_and_no_two_are_the_same(is_standard: bool):
    device, other = Device(), Device()
    keys = Keys(**device.keys())
    one, two = (encryption.encrypt(b'{"a": 1}', keys, is_standard=is_standard) for _ in range(2))
    assert device.read(one.headers, one.body) == device.read(two.headers, two.body) == {"a": 1}
    assert one.body != two.body
    with pytest.raises(InvalidTag):
        other.read(one.headers, one.body)


@pytest.mark.parametrize("is_standard", [True, False])
def test_a_push_says_who_sends_it_to_this_push_service_alone(is_standard: bool):
    sealed = encryption.encrypt(b"{}", Keys(**Device().keys()), is_standard=is_standard)
    headers = vapid.signed("https://push.example:443/send/1?a=b", sealed)
    check_signature(headers, keys.public_key(), "https://push.example:443")
    with pytest.raises(AssertionError):
        check_signature(headers, keys.public_key(), "https://other.example")


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", "BTBZMqHH6r4Tts7J_aSIgg"),
        (THEIRS.p256dh, ""),
        (THEIRS.p256dh, THEIRS.auth + "AAAA"),
        # 65 bytes, and no point of the curve.
        (text(b"\x04" + b"\x01" * 64), THEIRS.auth),
        ("ключ", THEIRS.auth),
        (THEIRS.p256dh[:-4], THEIRS.auth),
    ],
)
def test_keys_that_are_none_are_refused(p256dh: str, auth: str):
    with pytest.raises(ValueError):  # noqa: PT011 - the library says which
        encryption.check(Keys(p256dh, auth))


def test_both_alphabets_and_padding_are_read():
    padded = THEIRS.p256dh.replace("-", "+").replace("_", "/") + "="
    encryption.check(Keys(padded, THEIRS.auth + "=="))


def test_what_is_sealed_is_read_with_this_key_as_what_it_is_about(monkeypatch: pytest.MonkeyPatch):
    sealed = vapid.seal("the token", "session-1")
    assert "token" not in sealed
    assert vapid.unseal(sealed, "session-1") == "the token"
    assert vapid.unseal(sealed, "session-2") == ""
    monkeypatch.setattr(config, "VAPID_PRIVATE_KEY", text(b"\x01" * 32))
    assert vapid.unseal(sealed, "session-1") == ""


HOSTILE = [
    "http://push.example/1",
    "https://push.example:8443/1",
    "https://anna:secret@push.example/1",
    "https://push.example@127.0.0.1/1",
    "https://127.0.0.1/1",
    "https://10.0.0.1/1",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/1",
    "https://[::ffff:10.0.0.1]/1",
    "https://[64:ff9b::a00:1]/1",
    "https://[2002:a00:1::]/1",
    "https://[fd00::1]/1",
    "https://0.0.0.0/1",
    "https://100.64.0.1/1",
    "https://224.0.0.1/1",
    "file:///etc/passwd",
    "gopher://push.example/1",
    "https:///1",
    "https://push.example/a b",
    "https://push.example/\r\nHost: other",
    "https://push.example/#a",
    "https://push.example:x/1",
    "https://[::1/1",
    "https://push.example/" + "a" * 2048,
]


@pytest.mark.parametrize("address", HOSTILE)
def test_an_address_that_is_no_push_service_is_refused_and_nothing_is_posted(address: str):
    with pytest.raises(posting.Unsafe):
        posting.check(address)
    with pytest.raises(posting.Unsafe):
        posting.post(address, b"", {})


def resolving(*addresses: str) -> Any:
    """Return a resolver that knows one host."""

    def found(host: str, port: int, **_: Any) -> list[Any]:
        families = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(families[":" in one], socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    return found


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("::1",), ("fe80::1%eth0",), ("::ffff:169.254.169.254",)],
)
def test_a_name_that_means_this_network_is_refused_when_it_is_used(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
):
    monkeypatch.setattr(socket, "getaddrinfo", resolving(*addresses))
    posting.check("https://push.example/1")
    with pytest.raises(posting.Unsafe):
        posting.post("https://push.example/1", b"", {})


def test_numbers_that_resolvers_read_as_addresses_are_refused():
    for host in ("2130706433", "0x7f000001", "127.1", "localhost"):
        with pytest.raises((posting.Unsafe, posting.Unreached)):
            posting.post(f"https://{host}/1", b"", {})


def test_a_redirect_is_not_followed_and_of_an_answer_the_status_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    with push_service() as service, push_service() as other:
        service.answers = [
            (302, {"Location": f"{other.url}/2"}),
            (429, {"Retry-After": "90"}),
            (503, {"Retry-After": "x"}),
        ]
        said = [posting.post(f"{service.url}/send/1?a=b", b"body", {"TTL": "1"}) for _ in range(4)]
    assert said == [(302, 0), (429, 90), (503, 0), (201, 0)]
    assert other.pushed == []
    assert service.pushed[0][1] == b"body"
    assert service.pushed[0][0]["Host"] == service.url.removeprefix("http://")


def test_who_does_not_listen_was_not_reached(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    with pytest.raises(posting.Unreached):
        posting.post("http://127.0.0.1:9/1", b"", {})


def test_who_is_silent_may_have_got_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    monkeypatch.setattr(posting, "READ_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(posting.Unanswered):
        posting.post(f"http://127.0.0.1:{silent.getsockname()[1]}/1", b"", {})


def test_another_hosts_certificate_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    seen: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", resolving("93.184.216.34"))
    monkeypatch.setattr(urllib3.HTTPSConnectionPool, "urlopen", lambda self, *_, **named: seen.append((self, named)))
    with pytest.raises(AttributeError):
        posting.post("https://push.example/1", b"", {})
    pool, named = seen[0]
    # Connected to what was looked at, and the certificate is the name's.
    assert pool.host == "93.184.216.34"
    assert pool.conn_kw["server_hostname"] == pool.assert_hostname == "push.example"
    assert (pool.cert_reqs, named["redirect"], named["retries"]) == ("CERT_REQUIRED", False, False)
