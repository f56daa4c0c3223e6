"""A software authenticator: it makes real key pairs and signs as a phone does, and lies where a test wants."""

import base64
import json
import struct
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from fido2 import cbor
from fido2.cose import ES256, CoseKey, EdDSA

from chalicelib import config
from chalicelib.services.people.apps import Registered
from tests.kit.client import Client
from tests.kit.oauth import PASSWORD, ask_of

PASSKEYS = "/api/rossgram/v1/passkeys"
UP, UV, AT = 0x01, 0x04, 0x40
HERE = "localhost"


def text(data: bytes) -> str:
    """Return bytes in base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def raw(given: str) -> bytes:
    """Return what such a text stands for."""
    return base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))


@dataclass
class Authenticator:
    """One passkey of one device. Its fields say what it claims; all of them may be changed between two signatures."""

    is_eddsa: bool = False
    origin: str = config.PUBLIC_URL
    rp_id: str = HERE
    flags: int = UP | UV
    count: int = 0
    # Whether each signature is counted: passkeys that are synchronized count none.
    counts: bool = True
    is_framed: bool = False
    credential_id: bytes = b""
    user_handle: bytes = b""
    key: Any = field(default=None, repr=False)

    def create(self, options: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Make a key pair, and return the RegistrationResponseJSON; `changes` are of what the browser says."""
        self.user_handle = raw(options["user"]["id"])
        self.credential_id = self.credential_id or sha256(str(id(self)).encode()).digest()
        self.key = ed25519.Ed25519PrivateKey.generate() if self.is_eddsa else ec.generate_private_key(ec.SECP256R1())
        kind: type[CoseKey] = EdDSA if self.is_eddsa else ES256
        public = cbor.encode(dict(kind.from_cryptography_key(self.key.public_key())))
        made = b"\0" * 16 + struct.pack(">H", len(self.credential_id)) + self.credential_id + public
        stated = {"fmt": "none", "attStmt": {}, "authData": self._data(AT) + made}
        client = self._client("webauthn.create", options["challenge"], changes)
        return self._answer({"clientDataJSON": text(client), "attestationObject": text(cbor.encode(stated))})

    def get(self, options: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Sign a challenge, and return the AuthenticationResponseJSON."""
        self.count += self.counts
        client, data = self._client("webauthn.get", options["challenge"], changes), self._data()
        signed = data + sha256(client).digest()
        signature = self.key.sign(signed) if self.is_eddsa else self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": text(client), "authenticatorData": text(data), "signature": text(signature)}
        return self._answer({**response, "userHandle": text(self.user_handle)})

    def _client(self, purpose: str, challenge: str, changes: dict[str, Any]) -> bytes:
        said = {"type": purpose, "challenge": challenge, "origin": self.origin, "crossOrigin": self.is_framed}
        return json.dumps({**said, **changes}).encode()

    def _data(self, more: int = 0) -> bytes:
        return sha256(self.rp_id.encode()).digest() + struct.pack(">BI", self.flags | more, self.count)

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        name = text(self.credential_id)
        shape = {"id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {}}
        return {**shape, "response": response}


def add_passkey(client: Client, passkey: Authenticator, name: str = "", password: str = PASSWORD) -> Any:
    """Have a device make a passkey for whoever a client is signed in as, and return the answer."""
    options = client.post(f"{PASSKEYS}/challenges", json={"password": password})
    assert options.status_code == 200, options.text
    return client.post(PASSKEYS, json={"credential": passkey.create(options.json()), "name": name})


class Browser:
    """A browser, which keeps the cookies that it is given."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}

    def post(self, path: str, data: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
        """Send a form."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = Client().post(path, data=data, headers={**(headers or {}), **({"Cookie": cookie} if cookie else {})})
        if said := answer.headers.get("Set-Cookie"):
            name, _, value = said.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def challenge(self) -> dict[str, Any]:
        """Ask for something to sign."""
        answer = self.post("/oauth/passkeys/challenge", {})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def allow(self, made: Registered, answer: Any) -> Any:
        """Allow an app by what a passkey has signed."""
        given = answer if isinstance(answer, str) else json.dumps(answer)
        form = {**ask_of(made), "username": "", "password": "", "credential": given, "decision": "approve"}
        return self.post("/oauth/authorize", form)
