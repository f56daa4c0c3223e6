"""Mistakes about what banks hold for campaigns: when it is captured, released and renewed."""

from tests.mistakes.trial import Mistake

COLLECTING = "chalicelib/services/money/funding/collecting"
DEADLINES = "tests/services/money/funding/deadlines"
UNCOLLECTED = f"{DEADLINES}/test_uncollected.py"
AUTHORIZATIONS = f"{DEADLINES}/test_authorizations.py"
LAST = f"{DEADLINES}/test_last_answers.py::test_of_two_answers_at_once_the_later_moves_the_campaign_on"

MISTAKES = (
    Mistake(
        "cards are charged before it is known that the goal can be collected",
        "chalicelib/gateways/payments/charges.py",
        '        "capture_method": "manual",\n',
        "",
        (f"{UNCOLLECTED}::test_below_its_goal_nobody_is_charged_and_nothing_costs_a_fee",),
    ),
    Mistake(
        "pledges that nobody holds secure a campaign",
        f"{COLLECTING}/endings.py",
        "    is_reached = campaign.raised + campaign.authorized >= campaign.goal\n",
        "    is_reached = campaign.raised + campaign.pledged >= campaign.goal\n",
        (f"{UNCOLLECTED}::test_below_its_goal_nobody_is_charged_and_nothing_costs_a_fee",),
    ),
    Mistake(
        "what is held for a campaign that failed stays held",
        f"{COLLECTING}/releases.py",
        "    if not intents.cancel(pledge):\n        intents.settle_paid",
        "    if not pledge.id:\n        intents.settle_paid",
        (f"{UNCOLLECTED}::test_it_is_decided_before_what_the_first_bank_holds_expires",),
    ),
    Mistake(
        "a declined card has so long that what is held for others expires",
        f"{COLLECTING}/grace.py",
        "    return full if campaign.secured_at else full - GRACE_SECONDS + UNSECURED_SECONDS\n",
        "    return full\n",
        (f"{UNCOLLECTED}::test_it_is_decided_before_what_the_first_bank_holds_expires",),
    ),
    Mistake(
        "what is only held counts as paid",
        "chalicelib/models/money/payments/stripe_objects.py",
        '    if not charge.get("paid") or not charge.get("captured", True):\n',
        '    if not charge.get("paid"):\n',
        (f"{AUTHORIZATIONS}::test_a_charge_that_is_only_held_counts_for_nothing",),
    ),
    Mistake(
        "an authorization that expired ends its pledge",
        f"{COLLECTING}/authorizing.py",
        'EXPIRED = frozenset({"automatic", "expired"})\n',
        "EXPIRED = frozenset()\n",
        (f"{DEADLINES}/test_expiries.py::test_what_expired_is_held_anew_and_captured_once",),
    ),
    Mistake(
        "a creator learns the links with which backers mend their pledges",
        "chalicelib/schemas/money/funding/pledges.py",
        "cards.action_of(pledge, campaign) if for_backer and campaign else None",
        "cards.action_of(pledge, campaign or Campaign.find(pledge.campaign_id))",
        (f"{DEADLINES}/test_links.py::test_a_backer_is_led_there_by_the_api_too_and_nobody_else_learns_the_secret",),
    ),
    Mistake(
        "the last answer is looked for in totals that were read before the write",
        f"{COLLECTING}/answers.py",
        "    stored = Campaign.find(campaign.id)\n",
        "    stored = campaign\n",
        (f"{LAST}[capturing-0]", f"{LAST}[authorizing-0]"),
    ),
    Mistake(
        "what a bank holds since the goal was held by others waits for the schedule",
        f"{COLLECTING}/authorizing.py",
        "    return bool(answers.announce(campaign, moved).secured_at)\n",
        "    answers.announce(campaign, moved)\n    return bool(campaign.secured_at)\n",
        (f"{LAST}[authorizing more than the goal-0]",),
    ),
)
