"""Derive what a subscription's row entails: the one living subscription of a pair, and its grant.

A pair of accounts has one grant, written by the subscription that the membership names. Everything is planned from rows
as they were read and written under conditions, so that a writer that lost a race plans again.
"""

from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin, Write
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.purchases import DUPLICATE, SUPERSEDED
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people import closed
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.payments.effects import Effects
from chalicelib.services.money.selling import periods
from chalicelib.services.money.selling.lifecycle import trials
from chalicelib.services.money.selling.pages import terms
from chalicelib.services.talk import mails

SECOND_TRIAL = "second_trial"
UNDONE_LETTERS = {SUPERSEDED: "subscription_superseded", SECOND_TRIAL: "second_trial"}


def derive(row: Subscription) -> list[Write]:
    """Update a row's derived fields, and return the writes that must go with the row."""
    past_due_before = row.grace_ends_at
    row.paid_through, row.grace_ends_at = periods.paid_through(row), periods.grace_ends_at(row)
    if row.is_duplicate:
        return []
    membership = Membership.held(row.subscriber_id, row.creator_id)
    is_new = row.status in periods.LIVING and membership.subscription_id != row.id
    offered = _offered(row) if is_new and row.terms else None
    row.undone_as = _undone_as(row, membership, offered) if is_new else None
    row.is_duplicate = bool(row.undone_as)
    if row.is_duplicate:
        return _undo(row, membership)
    writes = grants(row, membership.subscription_id) + _memberships(row, membership)
    if offered:
        writes += [offered.unchanged, partial(closed.expect_open, account_id=row.creator_id)]
    if is_new:
        writes += trials.claims(row)
    if row.grace_ends_at and not past_due_before:
        writes.append(_mail_past_due(row))
    return writes


def _offered(row: Subscription) -> Tier | None:
    """Return the tier of a new subscription if it is still offered so, by a creator who still sells."""
    if not closed.is_open(row.creator_id):
        return None
    return terms.find_tier(row.creator_id, row.terms, int(row.active_at))


def _undone_as(row: Subscription, membership: Membership, offered: Tier | None) -> str | None:
    """Return why a new subscription is undone: the second of its pair, a second trial, or not offered so any more."""
    has_second_trial = row.status == "trialing" and membership.trial_id not in {None, row.id}
    if membership.subscription_id or has_second_trial:
        return DUPLICATE
    if row.terms and offered is None:
        return SUPERSEDED
    return SECOND_TRIAL if trials.is_second(row) else None


def _undo(row: Subscription, membership: Membership) -> list[Write]:
    """Return what goes with a subscription that is undone: a mail that says why, and that no trial is left."""
    writes = [_mail_undone(row)] if row.undone_as in UNDONE_LETTERS else []
    if row.undone_as == SECOND_TRIAL:
        writes.append(membership.become(membership.subscription_id, row.id))
    return writes


def effects_of(before: Payment, after: Facts, origin: Origin) -> Effects:
    """Return a payment's effects on its subscription: whether the period that it paid for counts as paid."""
    row = Subscription.find(origin.order_id)
    parties = Origin(creator_id=row.creator_id, payer_id=row.subscriber_id)
    effects = Effects(origin=parties, what=_name(row.creator_id, row.tier_of_payment(before.id)))
    if not after.paid:
        return effects
    if row.is_duplicate and after.is_effective:
        effects.wanted[f"{row.undone_as or DUPLICATE}:{before.id}"] = after.counted
    if row.effective_payments.get(before.id) != after.is_effective:
        row.effective_payments = {**row.effective_payments, before.id: after.is_effective}
        writes = derive(row)
        effects.writes += [row.save_over(), *writes]
    return effects


def grants(row: Subscription, owner_id: str | None) -> list[Write]:
    """Return the writes of a pair's grant by a row, if the row may write it; `owner_id` is the living subscription."""
    until, level = periods.grant_until(row), periods.level(row)
    grant = Grant(row.subscriber_id, tier_key(row.creator_id), source_id=row.id, level=level, expires_at=until)
    held = Grant.held(grant.account_id, grant.key)
    is_mine = held is not None and held.source_id == row.id
    if not until or until <= now():
        return [grant.revoke] if is_mine else []
    if held and is_mine and (held.level, held.expires_at) == (level, until):
        return []
    # The living subscription takes over the grant of an ended one.
    may_take_over = row.status in periods.LIVING and owner_id in {None, row.id}
    return [grant.replace(held)] if held is None or is_mine or may_take_over else []


def _memberships(row: Subscription, held: Membership) -> list[Write]:
    mine: str | None = held.subscription_id
    trial: str | None = held.trial_id
    if row.status in periods.LIVING:
        mine = row.id
    elif mine == row.id:
        mine = None
    if row.trial_ends_at and not trial and row.status in periods.LIVING:
        trial = row.id
    if (mine, trial) == (held.subscription_id, held.trial_id):
        return []
    return [held.become(mine, trial)]


def trial_mail(row: Subscription, ends_at: int) -> Mail:
    """Return the mail that announces the end of a trial, and the charge at that time."""
    return _mail(f"trial_ends:{row.id}:{ends_at}", "trial_ends", row, until=ends_at)


def _mail_undone(row: Subscription) -> Write:
    mail = _mail(f"{row.undone_as}:{row.id}", UNDONE_LETTERS[str(row.undone_as)], row)
    return lambda writes: Mail.add(writes, mail)


def _mail_past_due(row: Subscription) -> Write:
    mail_id = f"past_due:{row.id}:{row.past_due_at or row.status_at}"
    mail = _mail(mail_id, "subscription_past_due", row, until=int(row.grace_ends_at or 0))
    return lambda writes: Mail.add(writes, mail)


def _mail(mail_id: str, template: str, row: Subscription, **more: int) -> Mail:
    creator = _handle(row.creator_id)
    about: dict[str, Any] = {
        "amount": int(row.amount),
        "currency": row.currency,
        "what": _name(row.creator_id, row.tier_id),
        **more,
    }
    about |= {"creator": f"@{creator}", "link": f"{config.PUBLIC_URL}/@{creator}"}
    return mails.compose(mail_id, template, row.subscriber_id, **about)


def _name(creator_id: str, tier_id: str) -> str:
    tier = Tier.held(creator_id, tier_id)
    return tier.name if tier else "a tier"


def _handle(account_id: str) -> str:
    try:
        return Account.find(account_id).handle
    except NotFound:
        return "somebody"
