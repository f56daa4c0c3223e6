"""Do what is due, in its order, as the clock passes it."""

from local_stripe import keys
from local_stripe.engine import purchases, subscribing
from local_stripe.store import Obj
from local_stripe.world import World


def run(world: World) -> None:
    """Do what is due by now."""
    with world.store.transaction():
        for _moment, one in sorted(_upcoming(world), key=lambda found: found[0]):
            if _moment <= world.now():
                _do(world, one)
        keys.prune(world)


def advance(world: World, seconds: float) -> None:
    """Move the clock, stopping at everything that is due on the way."""
    with world.store.transaction():
        target = world.now() + seconds
        while True:
            ahead = [found for found in _upcoming(world) if found[0] <= target]
            if not ahead:
                break
            moment, one = min(ahead, key=lambda found: found[0])
            _move(world, moment - world.now())
            _do(world, one)
        _move(world, target - world.now())
        keys.prune(world)


def _move(world: World, seconds: float) -> None:
    if seconds > 0:
        world.store.write_note("clock_offset", world.store.note("clock_offset", 0) + seconds)


def _upcoming(world: World) -> list[tuple[float, Obj]]:
    found: list[tuple[float, Obj]] = [(one["expires_at"], one) for one in world.find("checkout.session", status="open")]
    for subscription in world.find("subscription"):
        moment = subscribing.due_at(subscription)
        if moment is not None:
            found.append((moment, subscription))
    return found


def _do(world: World, one: Obj) -> None:
    if one["object"] == "checkout.session":
        purchases.expire(world, one)
    else:
        subscribing.advance(world, one)
