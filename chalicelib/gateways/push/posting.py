"""Post to an address that a stranger chose: over TLS, to the internet alone, once, and without believing the answer.

A name is resolved here, and the connection goes to the address that was looked at, so that a name cannot mean another
machine a moment later. No redirect is followed, and of an answer only its status and `Retry-After` are read.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

import certifi
import urllib3

from chalicelib import config

CONNECT_SECONDS, READ_SECONDS = 3.0, 5.0
LONGEST_ADDRESS = 2048
HTTPS = 443
DAY_SECONDS = 24 * 3600


class Unsafe(Exception):
    """An address to which nothing is ever posted."""


class Unreached(Exception):
    """Nothing of the message can have arrived."""


class Unanswered(Exception):
    """The message went out, and whether it arrived nobody knows."""


class Answer(NamedTuple):
    """What a push service says: the status, and after how many seconds it wants to be asked again."""

    status: int
    retry_after: int = 0


def check(address: str) -> None:
    """Raise Unsafe unless something may be posted to an address as it is written; its name is not looked up."""
    place = _split(address)
    try:
        literal = ip_address(place.hostname or "")
    except ValueError:
        return
    _expect_public(literal)


def _split(address: str) -> SplitResult:
    try:
        place, is_plain = urlsplit(address), address.isascii() and address.isprintable() and " " not in address
        port = place.port
    except ValueError as error:
        raise Unsafe("This is no address") from error
    if not is_plain or not place.hostname or len(address) > LONGEST_ADDRESS or "@" in place.netloc or place.fragment:
        raise Unsafe("This is no address of a push service")
    if place.scheme == "https" and port in (None, HTTPS):
        return place
    if not (config.PUSH_ANYWHERE and place.scheme in ("http", "https")):
        raise Unsafe("A push service is asked over https, on its usual port")
    return place


def _expect_public(found: IPv4Address | IPv6Address) -> None:
    """Raise Unsafe for an address that is not the internet's, and for those of IPv6 that hide one of IPv4."""
    inner = [found]
    if isinstance(found, IPv6Address):
        hidden = (found.ipv4_mapped, found.sixtofour, *(found.teredo or ()), _translated(found))
        inner += [one for one in hidden if one is not None]
    is_public = all(one.is_global and not one.is_multicast and not one.is_reserved for one in inner)
    if not is_public and not config.PUSH_ANYWHERE:
        raise Unsafe("This address is not on the internet")


def _translated(found: IPv6Address) -> IPv4Address | None:
    """Return the address of IPv4 that a network translates this one to (RFC 6052), and None where there is none."""
    is_translated = found.packed.startswith(bytes.fromhex("0064ff9b"))
    return IPv4Address(found.packed[-4:]) if is_translated else None


def _resolve(host: str, port: int) -> str:
    """Return the address of a host to connect to. All that it has must be public, or none is believed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreached("The name is not known") from error
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    for one in addresses:
        _expect_public(ip_address(one))
    return addresses[0]


def post(address: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Post once, and return what is answered. Raises Unsafe, Unreached or Unanswered."""
    place = _split(address)
    host = str(place.hostname)
    port = place.port or (HTTPS if place.scheme == "https" else 80)
    pool = _pool(place, host, _resolve(host, port), port)
    target = (place.path or "/") + (f"?{place.query}" if place.query else "")
    try:
        return _answer(pool, target, body, {**headers, "Host": place.netloc})
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
        raise Unreached(type(error).__name__) from error
    except urllib3.exceptions.SSLError as error:
        raise Unreached("The certificate is not the host's") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Unanswered(type(error).__name__) from error
    finally:
        pool.close()


def _answer(pool: urllib3.HTTPConnectionPool, target: str, body: bytes, headers: dict[str, str]) -> Answer:
    answer = pool.urlopen(
        "POST", target, body=body, headers=headers, redirect=False, retries=False, preload_content=False
    )
    try:
        wait = answer.headers.get("Retry-After", "")
        seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 9 else 0
        return Answer(answer.status, min(seconds, DAY_SECONDS))
    finally:
        answer.close()


def _pool(place: SplitResult, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    waits = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    if place.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=waits)
    return urllib3.HTTPSConnectionPool(
        address,
        port,
        timeout=waits,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        server_hostname=host,
        assert_hostname=host,
    )
