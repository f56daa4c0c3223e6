"""List and retrieve objects of any kind, with Stripe's cursors and filters."""

from typing import Any

from local_stripe.errors import BadRequest, missing
from local_stripe.routes import Route, get
from local_stripe.state import State
from local_stripe.store import Obj

MOST, USUAL = 100, 10


def list_and_retrieve(path: str, kind: str, names: str, *filters: str) -> tuple[Route, Route]:
    """Return the routes that list and retrieve a kind.

    `names` is the prefix of the declarations in stripe.params; `filters` are the fields that a list can be filtered by.
    """

    def listed(state: State, params: Obj) -> Obj:
        wanted = {name: value for name, value in params.items() if name in filters}
        return page(path, state.find(kind, **wanted), params)

    def retrieved(state: State, params: Obj, object_id: str) -> Obj:
        del params
        return state.get(kind, object_id)

    return get(path, f"{names}ListParams", listed), get(f"{path}/{{id}}", f"{names}RetrieveParams", retrieved)


def page(path: str, found: list[Obj], params: Obj) -> Obj:
    """Return one page of objects; `found` is ordered newest first."""
    found = [one for one in found if is_within(one.get("created", 0), params.get("created"))]
    limit = int(params.get("limit", USUAL))
    if not 1 <= limit <= MOST:
        raise BadRequest(f"This value must be between 1 and {MOST}.", "parameter_invalid_integer", "limit")
    if "ending_before" in params:
        before = found[: _place(found, params, "ending_before")]
        return _list(path, before[-limit:], has_more=len(before) > limit)
    if "starting_after" in params:
        found = found[_place(found, params, "starting_after") + 1 :]
    return _list(path, found[:limit], has_more=len(found) > limit)


def full_list(path: str, found: list[Obj]) -> Obj:
    """Return a list with all of its objects on one page."""
    return _list(path, found, has_more=False)


def is_within(moment: int, wanted: Any) -> bool:
    """Tell whether a moment satisfies a `created` filter: a number, or bounds."""
    if wanted is None:
        return True
    if isinstance(wanted, int):
        return moment == wanted
    return all(
        (
            moment > wanted.get("gt", -1),
            moment >= wanted.get("gte", 0),
            moment < wanted.get("lt", moment + 1),
            moment <= wanted.get("lte", moment),
        )
    )


def _place(found: list[Obj], params: Obj, name: str) -> int:
    for number, one in enumerate(found):
        if one["id"] == params[name]:
            return number
    raise missing("object", params[name], name)


def _list(path: str, data: list[Obj], *, has_more: bool) -> Obj:
    return {"object": "list", "url": path, "has_more": has_more, "data": data}
