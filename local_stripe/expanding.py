"""Put whole objects where an answer names them, as `expand` asks."""

from local_stripe.api.checkout import lines
from local_stripe.api.reading import everything
from local_stripe.errors import BadRequest
from local_stripe.store import Obj
from local_stripe.world import World

DEEPEST = 4


def expand(world: World, answer: Obj, wanted: list[str]) -> Obj:
    """Return an answer with the wanted fields as objects."""
    for path in wanted:
        parts = path.split(".")
        if len(parts) > DEEPEST:
            raise BadRequest("You cannot expand more than 4 levels of a property.", "", "expand")
        _expand(world, answer, parts, path)
    return answer


def _expand(world: World, inside: Obj, parts: list[str], path: str) -> None:
    name = parts[0]
    if name not in inside and (inside.get("object"), name) in INCLUDABLE:
        inside[name] = INCLUDABLE[inside["object"], name](world, inside)
    if name not in inside:
        raise BadRequest(f"This property cannot be expanded ({path}).", "", "expand")
    value = inside[name]
    if isinstance(value, str):
        found = world.look_up(value)
        if found is None:
            raise BadRequest(f"This property cannot be expanded ({path}).", "", "expand")
        inside[name] = value = found
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and len(parts) > 1:
            _expand(world, one, parts[1:], path)


def _refunds(world: World, charge: Obj) -> Obj:
    return everything(f"/v1/charges/{charge['id']}/refunds", world.find("refund", charge=charge["id"]))


def _payments(world: World, invoice: Obj) -> Obj:
    return everything("/v1/invoice_payments", world.find("invoice_payment", invoice=invoice["id"]))


def _fee_refunds(world: World, fee: Obj) -> Obj:
    return everything(f"/v1/application_fees/{fee['id']}/refunds", world.find("fee_refund", fee=fee["id"]))


INCLUDABLE = {
    ("checkout.session", "line_items"): lines,
    ("charge", "refunds"): _refunds,
    ("invoice", "payments"): _payments,
    ("application_fee", "refunds"): _fee_refunds,
}
