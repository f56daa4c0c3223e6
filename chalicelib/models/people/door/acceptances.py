"""The terms of service that each account accepted last."""

from chalicelib.models.base import assignments, guarded, now
from chalicelib.models.people.accounts import Credential


def note(account_id: str, day: str) -> bool:
    """Write down that the terms of a day are accepted; False where they, or later ones, were before."""
    earlier = Credential.terms_day.does_not_exist() | (Credential.terms_day < day)
    accepted = assignments(Credential, {"terms_day": day, "terms_at": now()})
    condition = Credential.account_id.exists() & earlier
    return guarded(lambda: Credential(account_id).update(accepted, condition=condition))
