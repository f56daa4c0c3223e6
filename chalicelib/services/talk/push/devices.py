"""Subscribe devices to what their account is told of: one for each session."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways.push import encryption, keys, posting, vapid
from chalicelib.gateways.push.encryption import Device
from chalicelib.models.batches import Key, fetch
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.sessions import Session
from chalicelib.models.talk.push_subscriptions import MOST_DEVICES, PushSubscription
from chalicelib.services.talk.told import Told

# Of whom a device wants to be told: of all, of those whom the account follows, of its followers, of nobody.
ALL, FOLLOWED, FOLLOWER, NOBODY = "all", "followed", "follower", "none"


@dataclass(frozen=True)
class Wishes:
    """What a device wants to be told, of whom, and in which language."""

    alerts: Mapping[str, bool]
    policy: str
    language: str = "en"


def subscribe(
    owner: tuple[str, str],
    token: str,
    endpoint: str,
    device: Device,
    wishes: Wishes,
    *,
    is_standard: bool,
) -> PushSubscription:
    """Push to a device of a session, in place of what was subscribed with it before. `owner` has account and session.

    Raises Unprocessable where its address, its keys or this server do not allow it.
    """
    if not keys.public_key():
        raise Unprocessable("Validation failed: This server pushes nothing")
    try:
        posting.check(endpoint)
        encryption.check(device)
    except (posting.Unsafe, ValueError) as error:
        raise Unprocessable(f"Validation failed: subscription: {error}") from error
    made = PushSubscription(
        *owner,
        endpoint=endpoint,
        p256dh=device.p256dh,
        auth=device.auth,
        sealed=vapid.seal(token, owner[1]),
        is_standard=is_standard,
        language=wishes.language,
        alerts=dict(wishes.alerts),
        policy=wishes.policy,
    )
    made.save()
    for oldest in PushSubscription.of_account(made.account_id)[MOST_DEVICES:]:
        oldest.remove()
    return made


def find(account_id: str, session_id: str) -> PushSubscription:
    """Return the device of a session, or raise NotFound."""
    found = PushSubscription.of_session(account_id, session_id) if session_id else None
    if found is None:
        raise NotFound
    return found


def change(account_id: str, session_id: str, alerts: Mapping[str, bool] | None, policy: str) -> PushSubscription:
    """Change what a device is told, and of whom; what is not said stays. Raises NotFound where there is none."""
    found = find(account_id, session_id)
    if (alerts is not None or policy) and not found.replace_alerts(alerts, policy):
        raise NotFound
    return find(account_id, session_id)


def unsubscribe(account_id: str, session_id: str) -> None:
    """Push nothing to a session's device any more; where there is none, nothing changes."""
    found = PushSubscription.of_session(account_id, session_id)
    if found:
        found.remove()


def of_living_sessions(account_id: str) -> list[PushSubscription]:
    """Return the devices whose session is open, and forget the others; of a closed account none is told anything."""
    found = PushSubscription.of_account(account_id)
    if not found:
        return []
    own: list[Key] = [(Account, account_id, None), (Credential, account_id, None)]
    rows = fetch([*own, *((Session, device.session_id, None) for device in found)])
    account, credential = (rows.get(key) for key in own)
    if not isinstance(account, Account) or account.closed or not isinstance(credential, Credential):
        return []
    living = []
    for device in found:
        session = rows.get((Session, device.session_id, None))
        if isinstance(session, Session) and session.version == credential.session_version:
            living.append(device)
        elif _is_over(device):
            device.remove()
    return living


def _is_over(device: PushSubscription) -> bool:
    """Tell whether the session of a device has ended, read consistently: one that was opened a moment ago is there."""
    try:
        return Session.find(device.session_id).version != Credential.find(device.account_id).session_version
    except NotFound:
        return True


def is_wanted(device: PushSubscription, told: Told, followed: frozenset[str], followers: frozenset[str]) -> bool:
    """Tell whether a device wants to be told of something: of its kind, and of whom. Of money it hears from anybody."""
    if not device.alerts.get(told.kind) or device.policy == NOBODY:
        return False
    of_whom = {FOLLOWED: followed, FOLLOWER: followers}.get(device.policy)
    return of_whom is None or told.is_certain or told.from_id in of_whom
