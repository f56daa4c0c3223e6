"""Expand the fields that a request names in `expand`."""

from local_stripe.api.checkout import lines
from local_stripe.api.reading import full_list
from local_stripe.errors import BadRequest
from local_stripe.state import State
from local_stripe.store import Obj

DEEPEST = 4


def expand(state: State, answer: Obj, wanted: list[str]) -> Obj:
    """Return a response with the requested fields expanded."""
    for path in wanted:
        parts = path.split(".")
        if len(parts) > DEEPEST:
            raise BadRequest("You cannot expand more than 4 levels of a property.", "", "expand")
        _expand(state, answer, parts, path)
    return answer


def _expand(state: State, inside: Obj, parts: list[str], path: str) -> None:
    name = parts[0]
    if name not in inside and (inside.get("object"), name) in INCLUDABLE:
        inside[name] = INCLUDABLE[inside["object"], name](state, inside)
    if name not in inside:
        raise BadRequest(f"This property cannot be expanded ({path}).", "", "expand")
    value = inside[name]
    if isinstance(value, str):
        found = state.look_up(value)
        if found is None:
            raise BadRequest(f"This property cannot be expanded ({path}).", "", "expand")
        inside[name] = value = found
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and len(parts) > 1:
            _expand(state, one, parts[1:], path)


def _refunds(state: State, charge: Obj) -> Obj:
    return full_list(f"/v1/charges/{charge['id']}/refunds", state.find("refund", charge=charge["id"]))


def _payments(state: State, invoice: Obj) -> Obj:
    return full_list("/v1/invoice_payments", state.find("invoice_payment", invoice=invoice["id"]))


def _fee_refunds(state: State, fee: Obj) -> Obj:
    return full_list(f"/v1/application_fees/{fee['id']}/refunds", state.find("fee_refund", fee=fee["id"]))


INCLUDABLE = {
    ("checkout.session", "line_items"): lines,
    ("charge", "refunds"): _refunds,
    ("invoice", "payments"): _payments,
    ("application_fee", "refunds"): _fee_refunds,
}
