"""Send forged headers to the deployed API, past CloudFront and through it, and see that none of them is believed.

An address is believed where a limit counts by it, so each forgery registers more apps than one address may, each time
from another address that it claims. What an honest caller sends is tried as well: to refuse all shows nothing.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from chalicelib.gateways.proof import HEADER
from infra.package.inside import greedy_event
from infra.rehearse.checks import expect

# What the rehearsed stage lets one address register, and how many tries are more than that in two windows of the limit.
MOST_APPS = 2
TRIES = 2 * MOST_APPS + 1
FORM = urlencode({"client_name": "forged", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"})
EVIL = "evil.example"
# API Gateway sees CloudFront's own address for what comes through it.
EDGE = "192.0.2.1"

Headers = Sequence[tuple[str, str]]
Ask = Callable[[dict[str, Any]], dict[str, Any]]

# Who says whose address a request has, in front of one kind of server or another.
CLAIMS: dict[str, Callable[[str], Headers]] = {
    "X-Forwarded-For": lambda ip: [("X-Forwarded-For", ip)],
    "X-Forwarded-For of three hops": lambda ip: [("X-Forwarded-For", f"{ip}, {ip}, {EDGE}")],
    "two X-Forwarded-For": lambda ip: [("X-Forwarded-For", ip), ("x-forwarded-for", f"{ip}, {EDGE}")],
    "CloudFront-Viewer-Address": lambda ip: [("CloudFront-Viewer-Address", f"{ip}:4711")],
    "Forwarded": lambda ip: [("Forwarded", f"for={ip};host={EVIL};proto=https")],
    "X-Real-IP and its kin": lambda ip: [
        (name, ip) for name in ("X-Real-IP", "True-Client-IP", "X-Client-IP", "CF-Connecting-IP", "X-Cluster-Client-IP")
    ],
}
PLACES = ("/api/v2/instance", "/.well-known/nodeinfo", "/.well-known/oauth-authorization-server", "/oauth/authorize")
HOSTS = (("X-Forwarded-Host", EVIL), ("Forwarded", f"host={EVIL}"), ("X-Original-Host", EVIL), ("Origin", EVIL))


def gateway_event(method: str, path: str, headers: Headers, caller: str, body: str = "") -> dict[str, Any]:
    """Return the event in which API Gateway hands on what `caller` sent: its address ends the chain of hops."""
    chain = ", ".join([*(value for name, value in headers if name.lower() == "x-forwarded-for"), caller])
    several: dict[str, list[str]] = {"Host": ["api.example"], "X-Forwarded-For": [chain]}
    for name, value in headers:
        if name.lower() != "x-forwarded-for":
            several.setdefault(name, []).append(value)
    if body:
        several["Content-Type"] = ["application/x-www-form-urlencoded"]
    event = greedy_event(method, path)
    event["requestContext"]["identity"] = {"sourceIp": caller}
    headed = {name: values[-1] for name, values in several.items()}
    return {**event, "headers": headed, "multiValueHeaders": several, "body": body or None}


def check(ask: Ask, proof: str, old: str) -> str:
    """Raise WentWrong where a forgery is believed, or an honest request is not; return a sentence.

    `ask` has the deployed function answer an event; `old` was the proof before `proof`, and no longer is.
    """
    callers = iter(f"198.51.100.{number}" for number in range(1, 255))
    nothing: Headers = ()
    lies = [(name, claim, nothing) for name, claim in CLAIMS.items()]
    lies += [(f"X-Forwarded-For with {kind}", CLAIMS["X-Forwarded-For"], said) for kind, said in _false(proof, old)]
    for name, claim, said in lies:
        caller = next(callers)
        told = [_register(ask, [*claim(_claimed(number)), *said], caller) for number in range(TRIES)]
        expect(f"{name}, sent past CloudFront, is not believed", 429 in told, True)
    _through(ask, proof, next(callers))
    _hosts(ask, proof)
    return f"{len(lies)} kinds of forged headers were sent to the deployed API, and none was believed."


def only_through(ask: Ask, proof: str, old: str) -> None:
    """Raise WentWrong where a stage with EDGE_ONLY answers what came past CloudFront, or refuses what came through."""
    for kind, said in [("no proof", ()), *_false(proof, old)]:
        found = ask(gateway_event("GET", "/api/v1/instance", said, EDGE))["statusCode"]
        expect(f"status past CloudFront with {kind}, where EDGE_ONLY is set", found, 403)
    found = ask(gateway_event("GET", "/api/v1/instance", [(HEADER, proof)], EDGE))["statusCode"]
    expect("status through CloudFront, where EDGE_ONLY is set", found, 200)


def _false(proof: str, old: str) -> Iterable[tuple[str, Headers]]:
    """Yield proofs that are none, with a word for each."""
    yield "an empty proof", [(HEADER, "")]
    yield "a wrong proof", [(HEADER, "forged")]
    yield "the last proof", [(HEADER, old)]
    yield "a proof that is cut", [(HEADER, proof[:-1])]
    yield "two wrong proofs", [(HEADER, "forged"), (HEADER, old)]
    yield "a list of proofs", [(HEADER, f"{old},{old}")]
    yield "the proof under another name", [("X-Rossgram-Proof", proof), ("X-Edge-Proof", proof)]


def _through(ask: Ask, proof: str, viewer: str) -> None:
    """See that CloudFront is believed the address that it saw, whatever its viewer wrote before it."""

    def told(number: int, address: str) -> int:
        forged = [("X-Forwarded-For", f"{_claimed(number)}, {address}"), *CLAIMS["Forwarded"](_claimed(number))]
        # CloudFront puts its proof in the place of what the viewer sent under that name.
        return _register(ask, [*forged, (HEADER, proof)], EDGE)

    expect("a viewer's word for their address is not believed", 429 in [told(n, viewer) for n in range(TRIES)], True)
    honest = [told(number, f"203.0.113.{100 + number}") for number in range(TRIES)]
    expect("viewers at addresses of their own", honest, [200] * TRIES)


def _hosts(ask: Ask, proof: str) -> None:
    """See that no address in an answer is of another host than ours, and that a method is what it is."""
    for path in PLACES:
        answer = ask(gateway_event("GET", path, [*HOSTS, (HEADER, proof)], EDGE))
        expect(f"a forged host in the answer of {path}", EVIL in json.dumps(answer), False)
        expect(f"the proof in the answer of {path}", proof in json.dumps(answer), False)
    other = [("X-HTTP-Method-Override", "DELETE"), ("X-Original-URL", "/health"), ("X-Rewrite-URL", "/health")]
    found = ask(gateway_event("GET", "/no/such/path", other, EDGE))["statusCode"]
    expect("status of a path that there is not, with a forged one", found, 404)


def _register(ask: Ask, headers: Headers, caller: str) -> int:
    return int(ask(gateway_event("POST", "/api/v1/apps", headers, caller, FORM))["statusCode"])


def _claimed(number: int) -> str:
    return f"203.0.113.{number}"
