"""Define the functions of queues and schedules: each is a Lambda of its own, and may run twice for one message.

A batch is one message, so that none is repeated for another's failure; totals come together. app.py does not run here.
"""

import json
import logging
from typing import Any

from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent, SQSEvent

from chalicelib import config
from chalicelib.handlers import starting

# Stripe allows 100 calls a second, 25 in test mode: a charge makes five, a refund twenty. Some push services hang.
PLEDGES_AT_ONCE, REFUNDS_AT_ONCE, PUSHES_AT_ONCE = 8, 4, 5
# Thousands a second like the same post; a batch of hints is one count, and counting again does no harm.
COUNTS_TOGETHER, COUNTS_AT_ONCE = 10, 8
# What is seen is told on the next day: the more reports wait for each other, the fewer rows they take.
VIEWS: dict[str, Any] = {"batch_size": 1_000, "maximum_batching_window_in_seconds": 300, "maximum_concurrency": 2}

bp = Blueprint(__name__)
log = logging.getLogger(__name__)


@bp.on_sqs_message(queue=f"{config.PREFIX}originals", batch_size=1)
def on_original_uploaded(event: SQSEvent) -> None:
    """Process an uploaded original that S3 announces, make what buyers have of one, or make stored photos anew."""
    from chalicelib.services.photos.making import arrivals

    for message in _messages(event):
        arrivals.work_off(message)


@bp.on_sqs_message(queue=f"{config.PREFIX}posts", batch_size=1)
def on_post_published(event: SQSEvent) -> None:
    """Deliver a post to a page of its author's followers, have it found by its words, or publish one that is due."""
    from chalicelib.services.photos.scheduling import arrivals

    for message in _messages(event):
        arrivals.work_off(message)


@bp.on_sqs_message(queue=f"{config.PREFIX}deletions", batch_size=1)
def on_post_deleted(event: SQSEvent) -> None:
    """Remove the home entries, comments, likes, bookmarks and revisions of a deleted post, or an account that left."""
    from chalicelib.services.leaving import clearing

    for message in _messages(event):
        clearing.clear_away(message)


@bp.on_sqs_message(queue=f"{config.PREFIX}moves", batch_size=1)
def on_photo_moved(event: SQSEvent) -> None:
    """Delete the files of moved photos at their earlier places, and purge them from CloudFront."""
    from chalicelib.services.photos.files import moves

    for message in _messages(event):
        moves.finish(message["moves"])


@bp.on_sqs_message(queue=f"{config.PREFIX}profiles", batch_size=1)
def on_profile_changed(event: SQSEvent) -> None:
    """Update the copies of an account's name and avatar in its posts, and whether it is private."""
    from chalicelib.services.photos.files import privacy

    for message in _messages(event):
        privacy.work_off(message)


@bp.on_sqs_message(queue=f"{config.PREFIX}homes", batch_size=1)
def on_reader_returned(event: SQSEvent) -> None:
    """Rebuild the home timeline of somebody who did not look for long."""
    from chalicelib.services.people import homes

    for message in _messages(event):
        homes.rebuild(message["account_id"], message.get("promise", ""))


@bp.on_sqs_message(queue=f"{config.PREFIX}follows", batch_size=1)
def on_follow_changed(event: SQSEvent) -> None:
    """Finish what follows from a follow, or from its end."""
    from chalicelib.services.people import counts, homes

    for message in _messages(event):
        homes.settle(message["follower_id"], message["followee_id"])
    counts.work_off(message for message in _messages(event) if "subjects" in message)


@bp.on_sqs_message(queue=f"{config.PREFIX}counts", batch_size=COUNTS_TOGETHER, maximum_concurrency=COUNTS_AT_ONCE)
def on_totals_changed(event: SQSEvent) -> None:
    """Count anew what was liked and followed; what many hints of one batch name is counted once."""
    from chalicelib.services.people import counts

    counts.work_off(_messages(event))


@bp.on_sqs_message(queue=f"{config.PREFIX}views", **VIEWS)
def on_posts_viewed(event: SQSEvent) -> None:
    """Write down what was seen, as many reports as came together; or add up a day."""
    from chalicelib.services.photos.insights import arrivals

    arrivals.work_off(_messages(event))


@bp.on_sqs_message(queue=f"{config.PREFIX}payments", batch_size=1)
def on_payment_changed(event: SQSEvent) -> None:
    """Apply a Stripe event."""
    from chalicelib.services.money.payments import events

    for message in _messages(event):
        events.apply(message["event_id"])


@bp.on_sqs_message(queue=f"{config.PREFIX}refunds", batch_size=1, maximum_concurrency=REFUNDS_AT_ONCE)
def on_refund_due(event: SQSEvent) -> None:
    """Carry out what is outstanding at Stripe: of a payment, an offer that has changed, or an account that left."""
    from chalicelib.services.leaving import settling

    for message in _messages(event):
        settling.settle(message)


@bp.on_sqs_message(queue=f"{config.PREFIX}pledges", batch_size=1, maximum_concurrency=PLEDGES_AT_ONCE)
def on_pledge_due(event: SQSEvent) -> None:
    """Carry out the due steps of a pledge, or of a campaign with all of its pledges."""
    from chalicelib.services.money.funding.collecting import deadlines

    for message in _messages(event):
        deadlines.work_off(message)


@bp.on_sqs_message(queue=f"{config.PREFIX}mails", batch_size=1)
def on_mail_due(event: SQSEvent) -> None:
    """Send a mail."""
    from chalicelib.services.talk import sending

    for message in _messages(event):
        sending.deliver(message["mail_id"])


@bp.on_sqs_message(queue=f"{config.PREFIX}pushes", batch_size=1, maximum_concurrency=PUSHES_AT_ONCE)
def on_push_due(event: SQSEvent) -> None:
    """Push to an account's devices what it is told of, and have it mailed; or tell the staff what was promised."""
    from chalicelib.schemas.talk.pushed import render_push
    from chalicelib.services.talk.push import pushing

    for message in _messages(event):
        pushing.work_off(message, render_push)


@bp.schedule(Rate(5, unit=Rate.MINUTES))
def on_five_minutes_passed(_: CloudWatchEvent) -> None:
    """Queue work that a crash left unfinished."""
    from chalicelib.services import sweeper

    log.info("swept %s", sweeper.sweep())


@bp.schedule(Rate(10, unit=Rate.MINUTES))
def on_ten_minutes_passed(_: CloudWatchEvent) -> None:
    """Count what people look at these days."""
    from chalicelib.services.photos.trends import counting

    counting.count()


@bp.schedule(Rate(1, unit=Rate.HOURS))
def on_hour_passed(_: CloudWatchEvent) -> None:
    """Apply what webhooks never delivered, and compare Stripe's balance with the books; fail if that differs."""
    from chalicelib.services.money.audit import holdings, reconciliation

    try:
        reconciliation.watch()
    finally:
        holdings.watch()


@bp.schedule(Rate(1, unit=Rate.DAYS))
def on_day_passed(_: CloudWatchEvent) -> None:
    """Audit what is stored about money; fail, which rings, if it differs from entries and payments."""
    from chalicelib.services.money.audit import replay

    replay.watch()


@bp.schedule(Rate(30, unit=Rate.MINUTES))
def on_half_hour_passed(_: CloudWatchEvent) -> None:
    """Go on with the audit of the day where one run was too short for it; fail as that does."""
    from chalicelib.services.money.audit import replay

    replay.go_on()


def _messages(event: SQSEvent) -> list[dict[str, Any]]:
    return [json.loads(record.body) for record in event]


starting.prepare(globals().get(config.HANDLER.removeprefix(f"{__name__}.")))
