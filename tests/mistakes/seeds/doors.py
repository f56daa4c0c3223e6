"""Mistakes of the webhook: accepting what Stripe did not sign, or did not send to us."""

from tests.mistakes.trial import Mistake

EVENTS = "chalicelib/gateways/payments/events.py"
CHECKOUT = "chalicelib/gateways/payments/checkout.py"
READING = "tests/gateways/test_events.py"
WEBHOOKS = "chalicelib/services/money/payments/webhooks.py"
SIDES = "tests/handlers/money/payments/test_sides.py"

MISTAKES = (
    Mistake(
        "money of a connected account is booked as ours",
        WEBHOOKS,
        "return TYPES.get(event.type) == (CONNECT if event.account else PLATFORM)",
        "return event.type in TYPES",
        (f"{SIDES}::test_a_creator_opens_no_post_and_no_campaign_with_sessions_of_their_own",),
    ),
    Mistake(
        "what was stored before is applied from whichever side it came",
        "chalicelib/services/money/payments/events.py",
        "    if not webhooks.has_right_side(event):\n",
        "    if event.type not in webhooks.TYPES:\n",
        (f"{SIDES}::test_one_that_was_stored_before_is_applied_to_nothing",),
    ),
    Mistake(
        "signatures are not compared",
        EVENTS,
        "    return any(matches)\n",
        "    return bool(matches)\n",
        ("tests/gateways/test_hostile_events.py",),
    ),
    Mistake(
        "only one secret is believed",
        EVENTS,
        "for secret in keys.webhook_secrets()]",
        "for secret in keys.webhook_secrets()[:1]]",
        (f"{READING}::test_both_secrets_are_believed_while_one_is_rotated",),
    ),
    Mistake(
        "a moment in the future is believed",
        EVENTS,
        "if abs(time.time() - int(moment)) > TOLERANCE:",
        "if time.time() - int(moment) > TOLERANCE:",
        (f"{READING}::test_a_signature_holds_for_five_minutes_both_ways",),
    ),
    Mistake(
        "test and live mode are mixed",
        EVENTS,
        "if event.livemode != is_live():",
        "if event.livemode is None:",
        (f"{READING}::test_test_and_live_mode_are_kept_apart",),
    ),
    Mistake(
        "any API version is read",
        EVENTS,
        "    if not event.is_current:\n",
        "    if not event.api_version:\n",
        (f"{READING}::test_a_signed_body_that_is_no_event_of_ours_is_a_bad_request",),
    ),
    Mistake(
        "a body of any size is read",
        EVENTS,
        "    if len(body) > LARGEST_BODY:\n        raise TooLarge\n",
        "",
        (f"{READING}::test_a_body_that_is_too_large_is_not_looked_at",),
    ),
    Mistake(
        "another deployment's objects are ours",
        CHECKOUT,
        'not isinstance(metadata, Mapping) or metadata.get("deployment") != config.DEPLOYMENT:',
        'not isinstance(metadata, Mapping) or not metadata.get("deployment"):',
        ("tests/gateways/test_checkout.py::test_only_what_this_deployment_made_has_an_owner",),
    ),
    Mistake(
        "the mark is on the session alone",
        CHECKOUT,
        """            "application_fee_amount": sale["fee"] or None,
            "metadata": _metadata(sale),
""",
        """            "application_fee_amount": sale["fee"] or None,
""",
        ("tests/gateways/test_checkout.py::test_a_session_names_its_order_three_times",),
    ),
    Mistake(
        "an older word of an account is believed",
        "chalicelib/services/money/creators/connected_accounts.py",
        "is_later = fallback.at > known_at or",
        "is_later = fallback.at >= 0 or",
        (
            "tests/services/money/creators/test_connected_accounts.py::test_an_older_telling_changes_nothing_in_whatever_order_they_come",
        ),
    ),
)
