"""On what a client acts whose account is one of the staff."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.clients.scene import Scene

# How many accounts are moderated, how many of them are reported, and how much mail is blocked.
MODERATED, REPORTED, BLOCKED = 16, 12, 3


def pools(scene: "Scene") -> dict[str, list[str]]:
    """Return accounts, reports, and blocks of mail, each of which a call may use up; `me` has to be of the staff."""
    people = [scene.person(f"m{number}x") for number in range(MODERATED)]
    reported = [
        scene.friend("POST", "/api/v1/reports", account_id=one.id, comment="Spam")["id"] for one in people[:REPORTED]
    ]
    names = [f"b{number}.{scene.mark}.example.net" for number in range(BLOCKED)]
    domains = [scene.me("POST", "/api/v1/admin/email_domain_blocks", domain=name)["id"] for name in names]
    addresses = [scene.me("POST", "/api/v1/admin/canonical_email_blocks", email=f"x@{name}")["id"] for name in names]
    return {
        "moderated": [one.id for one in people],
        "report": [str(one) for one in reported],
        "domain_block": domains,
        "email_block": addresses,
    }
