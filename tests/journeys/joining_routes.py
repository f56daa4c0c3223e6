"""A request for each route by which people invite others, and the staff decides who comes in."""

from typing import Any

from chalicelib.models.people.door import sign_ups
from chalicelib.models.people.door.invites import Invite
from chalicelib.models.people.door.sign_ups import Arrival
from chalicelib.models.safety.email_blocks import ADDRESS, DOMAIN, EmailBlock, hash_of
from tests.journeys.scene import Scene
from tests.journeys.write_routes import Act, Route
from tests.kit.client import Client
from tests.kit.factories import PASSWORD_HASH
from tests.kit.staff import as_staff, make_staff

ADMIN, INVITES = "/api/v1/admin", "/api/rossgram/v1/invites"
DOMAINS, ADDRESSES = f"{ADMIN}/email_domain_blocks", f"{ADMIN}/canonical_email_blocks"
MO: dict[str, Any] = {"client": lambda _: as_staff(make_staff(handle="mo"))}


def _pending(scene: Scene) -> str:
    arrival = Arrival(waits=True, reason="I like photos")
    eve = sign_ups.create("eve", "eve@example.com", PASSWORD_HASH, {}, arrival=arrival)
    scene.names[eve.id] = "eve"
    return str(eve.id)


def _decide(deed: str) -> Act:
    return lambda client, _, account_id: client.post(f"{ADMIN}/accounts/{account_id}/{deed}")


def _send(method: str, path: str, **typed: str) -> Act:
    return lambda client, *_: client.request(method, path, json=typed)


def _end(path: str) -> Act:
    return lambda client, _, one: client.delete(f"{path}/{one}")


def _blocked(kind: str, value: str) -> Any:
    def prepare(_: Scene) -> str:
        made = EmailBlock(kind, value)
        made.save()
        return str(made.id)

    return prepare


def _revoke(client: Client, *_: Any) -> Any:
    found = client.get(INVITES).json()
    return client.delete(f"{INVITES}/{found[0]['id'] if found else '1' * 18}")


def _inviting(scene: Scene) -> Client:
    mo = make_staff(handle="mo")
    scene.names[mo.id] = "mo"
    Invite.create(mo.id, 3600, 1)
    return as_staff(mo)


ROUTES = (
    # Whoever is let in does not wait any more, which the second request is told as Mastodon tells it.
    Route("POST", f"{ADMIN}/accounts/{{account_id}}/approve", _decide("approve"), _pending, is_repeatable=False, **MO),
    Route("POST", f"{ADMIN}/accounts/{{account_id}}/reject", _decide("reject"), _pending, **MO),
    # Invitations that are asked for twice are two.
    Route("POST", INVITES, _send("POST", INVITES), is_repeatable=False, **MO),
    Route("DELETE", f"{INVITES}/{{invite_id}}", _revoke, client=_inviting),
    Route("POST", DOMAINS, _send("POST", DOMAINS, domain="spam.example"), **MO),
    Route("DELETE", f"{DOMAINS}/{{block_id}}", _end(DOMAINS), _blocked(DOMAIN, "spam.example"), **MO),
    Route("POST", ADDRESSES, _send("POST", ADDRESSES, email="a@spam.example"), **MO),
    Route("POST", f"{ADDRESSES}/test", _send("POST", f"{ADDRESSES}/test", email="a@spam.example"), **MO),
    Route("DELETE", f"{ADDRESSES}/{{block_id}}", _end(ADDRESSES), _blocked(ADDRESS, hash_of("a@spam.example")), **MO),
)
