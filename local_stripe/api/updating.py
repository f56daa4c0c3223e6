"""Update the fields of an object that have no effect of their own."""

from local_stripe.store import Obj


def update_fields(kept: Obj, params: Obj, *names: str) -> Obj:
    """Set the named fields from the parameters, and return their previous values; an empty string unsets a field."""
    previous = {name: kept.get(name) for name in names if name in params and name != "metadata"}
    for name in previous:
        kept[name] = None if params[name] == "" else params[name]
    if "metadata" in names and "metadata" in params:
        previous["metadata"] = kept.get("metadata", {})
        kept["metadata"] = merged(kept.get("metadata", {}), params["metadata"])
    return previous


def merged(old: dict[str, str], new: dict[str, str] | str) -> dict[str, str]:
    """Return metadata after an update: an empty value unsets its key, an empty string unsets all."""
    if isinstance(new, str):
        return {}
    return {key: value for key, value in (old | new).items() if value != ""}
