"""Events: what happened, for thirty days."""

from fnmatch import fnmatchcase

from local_stripe.api.reading import page
from local_stripe.errors import missing
from local_stripe.routes import get
from local_stripe.store import Obj
from local_stripe.world import World

DAY = 86400
KEPT_DAYS = 30


def list_all(world: World, params: Obj) -> Obj:
    """List events by type and time, newest first."""
    wanted = params.get("types") or ([params["type"]] if "type" in params else ["*"])
    found = [one for one in _kept(world) if any(fnmatchcase(one["type"], pattern) for pattern in wanted)]
    return page("/v1/events", found, params)


def retrieve(world: World, params: Obj, event_id: str) -> Obj:
    """Return one event."""
    del params
    found = world.look_up(event_id) or world.acting_for("").look_up(event_id)
    is_ours = found is not None and found["object"] == "event" and found.get("account", "") == world.account
    if found is None or not is_ours or found["created"] < _oldest(world):
        raise missing("event", event_id)
    return found


def _oldest(world: World) -> int:
    return world.seconds() - KEPT_DAYS * DAY


def _kept(world: World) -> list[Obj]:
    """Return the events that this account still sees; those of connected accounts are listed by them."""
    if world.account:
        found = [one for one in world.acting_for("").find("event") if one.get("account") == world.account]
        found += world.find("event")
    else:
        found = [one for one in world.find("event") if "account" not in one]
    return [one for one in found if one["created"] >= _oldest(world)]


ROUTES = (get("/v1/events", "EventListParams", list_all), get("/v1/events/{id}", "EventRetrieveParams", retrieve))
