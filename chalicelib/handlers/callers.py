"""Say from where a request comes: the address of its caller, and whether it came through our edge."""

from ipaddress import IPv6Address, ip_address, ip_network

from chalice.app import Request

from chalicelib import config
from chalicelib.errors import Forbidden
from chalicelib.gateways import proof

# What is answered without the proof of the edge whatever a stage says: Stripe, and who looks whether the app runs.
PAST_EDGE = ("/webhooks/stripe", "/health")


def address(request: Request) -> str:
    """Return the caller's IP address as our CloudFront saw it, or as API Gateway did where a request came past it.

    Of IPv6 it is the network of 64 bits: a provider gives each home one, and its host any address in it.
    """
    chain = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if len(chain) > config.TRUSTED_PROXIES and _came_through_edge(request):
        return _network(str(chain[-1 - config.TRUSTED_PROXIES]))
    return _network(str(request.context.get("identity", {}).get("sourceIp", "")))


def _network(given: str) -> str:
    try:
        found = ip_address(given)
    except ValueError:
        return given
    if not isinstance(found, IPv6Address):
        return given
    return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))


def _came_through_edge(request: Request) -> bool:
    return proof.is_ours(str(request.headers.get(proof.HEADER) or ""))


def check_edge(request: Request) -> None:
    """Raise Forbidden for a request past the edge where the stage takes none; `request.path` is the route's pattern."""
    if config.EDGE_ONLY and request.path not in PAST_EDGE and not _came_through_edge(request):
        raise Forbidden(f"This is asked for at {config.PUBLIC_URL}")
