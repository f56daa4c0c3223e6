"""A push service on this machine, and a device that reads with its own key what is pushed to it."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import urandom
from threading import Thread
from time import time
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

X962 = (Encoding.X962, PublicFormat.UncompressedPoint)


def text(data: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def data(text: str) -> bytes:
    """Return what base64url says."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point(encoded: bytes) -> EllipticCurvePublicKey:
    """Return a public key."""
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), encoded)


class Device:
    """A browser or an app: its keys, and how it decrypts. Written from the RFCs, and not with the product's code."""

    def __init__(self) -> None:
        self.key, self.auth = generate_private_key(SECP256R1()), urandom(16)
        self.public = self.key.public_key().public_bytes(*X962)

    def keys(self) -> dict[str, str]:
        """Return the keys as a browser gives them."""
        return {"p256dh": text(self.public), "auth": text(self.auth)}

    def read(self, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        """Return what a push says; it fails for whatever another key encrypted."""
        if headers["Content-Encoding"] == "aes128gcm":
            salt, size, ours = body[:16], body[20], body[21 : 21 + body[20]]
            plain = self._standard(salt, ours, body[21 + size :])
            assert plain.endswith(b"\x02")
            plain = plain[:-1]
        else:
            salt = data(headers["Encryption"].removeprefix("salt="))
            ours = data(headers["Crypto-Key"].split(";")[0].removeprefix("dh="))
            plain = self._legacy(salt, ours, body)
            assert plain.startswith(b"\0\0")
            plain = plain[2:]
        return dict(json.loads(plain))

    def _secret(self, ours: bytes) -> bytes:
        return hmac.digest(self.auth, self.key.exchange(ECDH(), point(ours)), "sha256")

    def _standard(self, salt: bytes, ours: bytes, sealed: bytes) -> bytes:
        mixed = hmac.digest(self._secret(ours), b"WebPush: info\0" + self.public + ours + b"\x01", "sha256")
        secret = hmac.digest(salt, mixed, "sha256")
        key = hmac.digest(secret, b"Content-Encoding: aes128gcm\0\x01", "sha256")[:16]
        nonce = hmac.digest(secret, b"Content-Encoding: nonce\0\x01", "sha256")[:12]
        return AESGCM(key).decrypt(nonce, sealed, None)

    def _legacy(self, salt: bytes, ours: bytes, sealed: bytes) -> bytes:
        mixed = hmac.digest(self._secret(ours), b"Content-Encoding: auth\0\x01", "sha256")
        about = b"P-256\0\0\x41" + self.public + b"\0\x41" + ours
        secret = hmac.digest(salt, mixed, "sha256")
        key = hmac.digest(secret, b"Content-Encoding: aesgcm\0" + about + b"\x01", "sha256")[:16]
        nonce = hmac.digest(secret, b"Content-Encoding: nonce\0" + about + b"\x01", "sha256")[:12]
        return AESGCM(key).decrypt(nonce, sealed, None)


def check_signature(headers: dict[str, str], server_key: str, audience: str) -> None:
    """Fail unless a push is signed with a key, for a push service, and for a day at most (RFC 8292)."""
    scheme, _, said = headers["Authorization"].partition(" ")
    token = said if scheme == "WebPush" else dict(part.strip().split("=", 1) for part in said.split(","))["t"]
    head, claims, signature = token.split(".")
    raw = data(signature)
    signed = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point(data(server_key)).verify(signed, f"{head}.{claims}".encode(), ECDSA(SHA256()))
    told = json.loads(data(claims))
    assert json.loads(data(head)) == {"typ": "JWT", "alg": "ES256"}
    assert told["aud"] == audience
    assert told["sub"].startswith("mailto:")
    assert time() < told["exp"] <= time() + 24 * 3600


class PushService:
    """What was posted, and what it answers: the next of `answers`, or else 201."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pushed: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        # Called as a push arrives, before it is answered.
        self.on_push = lambda: None

    def read_by(self, device: Device) -> list[dict[str, Any]]:
        """Return what a device was told, in order."""
        return [device.read(*one) for one in self.pushed]


@contextmanager
def push_service() -> Iterator[PushService]:
    """Run a push service for as long as the block lasts."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.pushed.append((dict(self.headers.items()), body))
            service.on_push()
            status, headers = service.answers.pop(0) if service.answers else (201, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    service = PushService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
