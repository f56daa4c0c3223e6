"""Queues and schedules: each function is a Lambda of its own, and each may run twice for one message.

A batch is one message, so that one failure never repeats another message's work.
Chalice packages these as `chalicelib.handlers.events.…`: app.py does not run in them.
"""

import json
import logging
from typing import Any
from urllib.parse import unquote_plus

from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib import config
from chalicelib.services import sweeper
from chalicelib.services.money.audit import reconciliation, replay
from chalicelib.services.money.funding.collecting import charging, deadlines
from chalicelib.services.money.payments import events, outstanding
from chalicelib.services.people import accounts
from chalicelib.services.photos import media, posts, timelines
from chalicelib.services.talk import mails

# A charge asks Stripe five times within a second or two, and Stripe takes 100 calls a second, 25 in test mode.
PLEDGES_AT_ONCE = 8

bp = Blueprint(__name__)
log = logging.getLogger(__name__)


@bp.on_sqs_message(queue=f"{config.PREFIX}originals", batch_size=1)
def on_original_uploaded(event: SQSEvent) -> None:
    """Make the renditions of an original that S3 announces."""
    for record in event:
        # The first message of a new notification is an s3:TestEvent without Records.
        for arrival in json.loads(record.body).get("Records", []):
            found = arrival["s3"]["object"]
            media.process(unquote_plus(found["key"]), found.get("sequencer", ""))


@bp.on_sqs_message(queue=f"{config.PREFIX}posts", batch_size=1)
def on_post_published(event: SQSEvent) -> None:
    """Deliver a post to a page of its author's followers."""
    for message in _messages(event):
        timelines.deliver(message["post_id"], message.get("after", ""))


@bp.on_sqs_message(queue=f"{config.PREFIX}deletions", batch_size=1)
def on_post_deleted(event: SQSEvent) -> None:
    """Remove the comments, likes, bookmarks and earlier texts of a deleted post."""
    for message in _messages(event):
        posts.clear_away(message["post_id"])


@bp.on_sqs_message(queue=f"{config.PREFIX}profiles", batch_size=1)
def on_profile_changed(event: SQSEvent) -> None:
    """Draw an account's changed name and avatar on its posts."""
    for message in _messages(event):
        accounts.redraw_posts(message["account_id"], message.get("after", ""))


@bp.on_sqs_message(queue=f"{config.PREFIX}payments", batch_size=1)
def on_payment_changed(event: SQSEvent) -> None:
    """Apply an event of Stripe."""
    for message in _messages(event):
        events.apply(message["event_id"])


@bp.on_sqs_message(queue=f"{config.PREFIX}dues", batch_size=1)
def on_payment_due(event: SQSEvent) -> None:
    """Do at Stripe what a payment still needs: refunds, and what the creator has to give back."""
    for message in _messages(event):
        outstanding.pay(message["payment_id"])


@bp.on_sqs_message(queue=f"{config.PREFIX}pledges", batch_size=1, maximum_concurrency=PLEDGES_AT_ONCE)
def on_pledge_due(event: SQSEvent) -> None:
    """Take a pledge, or a campaign with all of its pledges, as far as it goes."""
    for message in _messages(event):
        if "pledge_id" in message:
            charging.charge(message["pledge_id"])
        else:
            deadlines.look_after(message["campaign_id"], message.get("after", ""))


@bp.on_sqs_message(queue=f"{config.PREFIX}mails", batch_size=1)
def on_mail_due(event: SQSEvent) -> None:
    """Send a mail."""
    for message in _messages(event):
        mails.deliver(message["mail_id"])


@bp.schedule(Rate(5, unit=Rate.MINUTES))
def on_five_minutes_passed(event: CloudWatchEvent) -> None:
    """Find what a crash left half done, and finish it."""
    del event
    log.info("swept %s", sweeper.sweep())


@bp.schedule(Rate(1, unit=Rate.HOURS))
def on_hour_passed(event: CloudWatchEvent) -> None:
    """Learn from Stripe what webhooks never told; fail, and so ring the alarm, where that cannot be done."""
    del event
    reconciliation.watch()


@bp.schedule(Rate(1, unit=Rate.DAYS))
def on_day_passed(event: CloudWatchEvent) -> None:
    """Look whether what is stored of money is what entries and payments say; fail, and so ring the alarm, where not."""
    del event
    replay.watch()


def _messages(event: SQSEvent) -> list[dict[str, Any]]:
    return [json.loads(record.body) for record in event]
