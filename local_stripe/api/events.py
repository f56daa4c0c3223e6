"""Events, which are kept for thirty days."""

from fnmatch import fnmatchcase

from local_stripe.api.reading import page
from local_stripe.errors import missing
from local_stripe.routes import get
from local_stripe.state import State
from local_stripe.store import Obj

DAY = 86400
KEPT_DAYS = 30


def list_all(state: State, params: Obj) -> Obj:
    """List events by type and time, newest first."""
    wanted = params.get("types") or ([params["type"]] if "type" in params else ["*"])
    found = [one for one in _kept(state) if any(fnmatchcase(one["type"], pattern) for pattern in wanted)]
    return page("/v1/events", found, params)


def retrieve(state: State, params: Obj, event_id: str) -> Obj:
    """Return one event."""
    del params
    found = state.look_up(event_id) or state.acting_for("").look_up(event_id)
    is_ours = found is not None and found["object"] == "event" and found.get("account", "") == state.account
    if found is None or not is_ours or found["created"] < _oldest(state):
        raise missing("event", event_id)
    return found


def _oldest(state: State) -> int:
    return state.seconds() - KEPT_DAYS * DAY


def _kept(state: State) -> list[Obj]:
    """Return the events of this account that are not older than thirty days, newest first."""
    if state.account:
        found = [one for one in state.acting_for("").find("event") if one.get("account") == state.account]
        found += state.find("event")
    else:
        found = [one for one in state.find("event") if "account" not in one]
    return [one for one in found if one["created"] >= _oldest(state)]


ROUTES = (get("/v1/events", "EventListParams", list_all), get("/v1/events/{id}", "EventRetrieveParams", retrieve))
