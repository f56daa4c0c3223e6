"""Define the functions of queues and schedules: each is a Lambda of its own, and may run twice for one message.

A batch is one message, so that a failure never repeats the work of another message.
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
from chalicelib.services.photos.files import moves, originals
from chalicelib.services.talk import mails

# A charge asks Stripe five times within a second or two, and Stripe takes 100 calls a second, 25 in test mode.
PLEDGES_AT_ONCE = 8
# A refund asks Stripe some twenty times within a few seconds.
REFUNDS_AT_ONCE = 4

bp = Blueprint(__name__)
log = logging.getLogger(__name__)


@bp.on_sqs_message(queue=f"{config.PREFIX}originals", batch_size=1)
def on_original_uploaded(event: SQSEvent) -> None:
    """Process an uploaded original that S3 announces, or make what those who paid for a post have of its originals."""
    for record in event:
        message = json.loads(record.body)
        if "originals_of" in message:
            originals.make(message["originals_of"])
        # The first message of a new notification is an s3:TestEvent without Records.
        for arrival in message.get("Records", []):
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


@bp.on_sqs_message(queue=f"{config.PREFIX}moves", batch_size=1)
def on_photo_moved(event: SQSEvent) -> None:
    """Delete the files of photos that moved on where they lay before, and have the edge forget them."""
    for message in _messages(event):
        moves.finish(message["moves"])


@bp.on_sqs_message(queue=f"{config.PREFIX}profiles", batch_size=1)
def on_profile_changed(event: SQSEvent) -> None:
    """Write an account's changed name and avatar to its posts."""
    for message in _messages(event):
        accounts.redraw_posts(message["account_id"], message.get("after", ""))


@bp.on_sqs_message(queue=f"{config.PREFIX}payments", batch_size=1)
def on_payment_changed(event: SQSEvent) -> None:
    """Apply a Stripe event."""
    for message in _messages(event):
        events.apply(message["event_id"])


@bp.on_sqs_message(queue=f"{config.PREFIX}refunds", batch_size=1, maximum_concurrency=REFUNDS_AT_ONCE)
def on_refund_due(event: SQSEvent) -> None:
    """Carry out what is outstanding of a payment at Stripe: refunds, reversals and retransfers."""
    for message in _messages(event):
        outstanding.resolve(message["payment_id"])


@bp.on_sqs_message(queue=f"{config.PREFIX}pledges", batch_size=1, maximum_concurrency=PLEDGES_AT_ONCE)
def on_pledge_due(event: SQSEvent) -> None:
    """Carry out the due steps of a pledge, or of a campaign with all of its pledges."""
    for message in _messages(event):
        if "pledge_id" in message:
            charging.charge(message["pledge_id"])
        else:
            deadlines.advance(message["campaign_id"], message.get("after", ""))


@bp.on_sqs_message(queue=f"{config.PREFIX}mails", batch_size=1)
def on_mail_due(event: SQSEvent) -> None:
    """Send a mail."""
    for message in _messages(event):
        mails.deliver(message["mail_id"])


@bp.schedule(Rate(5, unit=Rate.MINUTES))
def on_five_minutes_passed(event: CloudWatchEvent) -> None:
    """Find work that a crash left unfinished, and queue it."""
    del event
    log.info("swept %s", sweeper.sweep())


@bp.schedule(Rate(1, unit=Rate.HOURS))
def on_hour_passed(event: CloudWatchEvent) -> None:
    """Reconcile with Stripe what webhooks never delivered; fail, and so ring the alarm, if that is impossible."""
    del event
    reconciliation.watch()


@bp.schedule(Rate(1, unit=Rate.DAYS))
def on_day_passed(event: CloudWatchEvent) -> None:
    """Audit what is stored about money; fail, and so ring the alarm, if it differs from entries and payments."""
    del event
    replay.watch()


def _messages(event: SQSEvent) -> list[dict[str, Any]]:
    return [json.loads(record.body) for record in event]
