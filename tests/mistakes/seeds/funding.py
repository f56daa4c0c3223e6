"""Mistakes about campaigns: what is counted, what is charged, and when."""

from tests.mistakes.trial import Mistake

FUNDING = "chalicelib/services/money/funding"
TESTS = "tests/services/money/funding"
DEADLINES = f"{TESTS}/deadlines"
KILLS = f"{DEADLINES}/test_kills.py::test_a_kill_in_each_charge_charges_nobody_twice_and_misses_nobody"

MISTAKES = (
    Mistake(
        "a client's word is taken for what rewards cost",
        f"{FUNDING}/selections.py",
        "    if selection.amount < sum(",
        "    if selection.amount < 0 * sum(",
        (f"{TESTS}/test_refusals.py::test_rewards_must_be_the_campaign_s_paid_for_and_named_once",),
    ),
    Mistake(
        "a payment below its pledge counts",
        f"{FUNDING}/outcomes.py",
        "return is_second or after.paid < pledge.amount or",
        "return is_second or",
        (f"{TESTS}/test_kept.py::test_a_price_that_the_client_chose_opens_nothing",),
    ),
    Mistake(
        "a dispute leaves the campaign's total where it is",
        f"{FUNDING}/outcomes.py",
        "    raised = after.counted - before.counted\n    # The campaign",
        "    raised = after.paid - (before.facts.paid if before.kind else 0)\n    # The campaign",
        (f"{TESTS}/test_kept.py::test_a_dispute_takes_the_backer_away_and_a_won_one_brings_it_back",),
    ),
    Mistake(
        "a refund leaves the campaign's total where it is",
        f"{FUNDING}/outcomes.py",
        "effects.writes += [pledge.to(state, **noted), campaign.move(raised=raised)]",
        "effects.writes += [pledge.to(state, **noted), campaign.move(raised=max(raised, 0))]",
        (f"{TESTS}/test_kept.py::test_a_backer_who_cancels_a_pledge_is_refunded_in_full",),
    ),
    Mistake(
        "a reward is sold more often than there are",
        "chalicelib/models/money/funding/rewards.py",
        "free = there & (Reward.limit == self.limit) & (Reward.taken <= int(self.limit) - quantity)",
        "free = there & (Reward.limit == self.limit)",
        (f"{TESTS}/test_changes.py", f"{TESTS}/test_pledges.py"),
    ),
    Mistake(
        "a card that is saved after the deadline is held",
        f"{FUNDING}/sessions.py",
        "        if takes_pledges:\n            writes = _holding(pledge, campaign, session, card)\n",
        """        if campaign.launched_at:
            writes = _holding(pledge, campaign, session, card)
            writes[1] = campaign.move(pledged=int(pledge.amount), backers=1)
""",
        (f"{TESTS}/test_pledges.py::test_a_card_that_is_saved_after_the_deadline_is_not_held_and_its_owner_is_told",),
    ),
    Mistake(
        "a campaign that ends in this moment takes the pledge",
        f"{FUNDING}/pledges.py",
        "        write_all(campaign.move(only_if=still), pledge.begin, *reserved)\n",
        "        write_all(campaign.move(), pledge.begin, *reserved)\n",
        (f"{TESTS}/test_refusals.py",),
    ),
    Mistake(
        "one backs one's own campaign",
        f"{FUNDING}/pledges.py",
        "if campaign.creator_id == backer_id:",
        "if not campaign.creator_id:",
        (f"{TESTS}/test_refusals.py::test_nobody_backs_their_own_campaign_or_a_draft",),
    ),
    Mistake(
        "a charge trusts its idempotency key for longer than a day",
        f"{FUNDING}/collecting/intents.py",
        "    return str(there[-1]) if there else _create(pledge)\n",
        "    pledge.payment_id = _create(pledge)\n    confirm(pledge)\n    return pledge.payment_id\n",
        (f"{KILLS}[90000]",),
    ),
    Mistake(
        "a charge has another key at every try, and nobody looks for the one before",
        f"{FUNDING}/collecting/intents.py",
        "    return str(there[-1]) if there else _create(pledge)\n",
        """    pledge.attempts = __import__("time").time_ns()
    pledge.payment_id = _create(pledge)
    confirm(pledge)
    return pledge.payment_id
""",
        (f"{KILLS}[0]",),
    ),
    Mistake(
        "a charge is confirmed before its id is noted",
        f"{FUNDING}/collecting/charging.py",
        "    write_all(pledge.to(CHARGING, payment_id=intent_id))\n    return True\n",
        "    pledge.payment_id = intent_id\n    return _confirm(pledge)\n",
        (f"{KILLS}[90000]",),
    ),
    Mistake(
        "a payment after the campaign's end is kept",
        f"{FUNDING}/outcomes.py",
        "    return pledge.state == PENDING and not is_open\n",
        "    return not pledge.state and not is_open\n",
        (f"{DEADLINES}/test_afterwards.py::test_what_is_paid_after_the_deadline_goes_back",),
    ),
    Mistake(
        "a post for backers of a draft is shown with a link that leads nowhere",
        "chalicelib/services/photos/access.py",
        "is_away = _awaits_launch(viewer, post) or _is_of_closed(viewer, post)",
        "is_away = _is_of_closed(viewer, post)",
        (f"{TESTS}/test_drafts.py::test_a_post_for_backers_of_a_draft_is_its_authors_alone",),
    ),
    Mistake(
        "the post of a launch that was cut is shown",
        "chalicelib/services/photos/access.py",
        "    if post.withdrawn_at or _awaits_launch(viewer, post) or _is_put_away(viewer, post):\n",
        "    if post.withdrawn_at:\n",
        (f"{TESTS}/test_drafts.py::test_a_post_whose_campaign_is_not_launched_is_shown_to_nobody",),
    ),
    Mistake(
        "a card keeps the title that a campaign had",
        "chalicelib/schemas/photos/offers.py",
        ' else {"title": offered.title})',
        " else {})",
        (f"{TESTS}/test_drafts.py::test_the_launch_shows_it_with_a_link_that_answers",),
    ),
    Mistake(
        "a backer's grace runs while the creator cannot be paid",
        f"{FUNDING}/collecting/waits.py",
        "    if _can_be_paid(pledge.creator_id):\n",
        "    if pledge:\n",
        (f"{DEADLINES}/test_waits.py::test_pledges_wait_ten_days_for_their_creator_and_are_charged",),
    ),
    Mistake(
        "a pledge waits for its creator for ever",
        f"{FUNDING}/collecting/waits.py",
        "    if now() >= until:\n",
        "    if not until:\n",
        (f"{DEADLINES}/test_waits.py::test_a_creator_who_never_can_be_paid_again_is_waited_for_thirty_days",),
    ),
    Mistake(
        "the grace that began before the creator was restricted goes on",
        f"{FUNDING}/collecting/waits.py",
        "mailed_at=None, grace_ends_at=None, **later",
        "**later",
        (f"{DEADLINES}/test_waits.py::test_the_last_try_of_a_card_is_not_made_while_nobody_could_charge_it",),
    ),
    Mistake(
        "what was pledged and never collected makes a campaign funded",
        f"{FUNDING}/collecting/endings.py",
        "    if campaign.raised >= campaign.goal:\n",
        "    if (campaign.ended_with or campaign.raised) >= campaign.goal:\n",
        (f"{DEADLINES}/test_uncollected.py::test_what_went_back_before_the_end_was_not_collected",),
    ),
    Mistake(
        "a campaign that ended below its goal is open to everybody",
        f"{FUNDING}/collecting/endings.py",
        '_end(campaign, PARTLY_COLLECTED, "campaign_partly_collected")',
        '_end(campaign, PARTLY_COLLECTED, "campaign_partly_collected", public_grant(campaign, 0).put)',
        (f"{DEADLINES}/test_uncollected.py",),
    ),
    Mistake(
        "late pledges are sold to a campaign whose money went back",
        "chalicelib/models/money/funding/campaigns.py",
        "(self.is_open_late and int(self.raised) >= int(self.goal))",
        "self.is_open_late",
        (f"{DEADLINES}/test_uncollected.py",),
    ),
    Mistake(
        "a stretch goal is told as reached by pledges",
        "chalicelib/schemas/money/funding/campaigns.py",
        'campaign.raised >= int(goal["amount"])',
        'campaign.reached >= int(goal["amount"])',
        (f"{DEADLINES}/test_uncollected.py::test_nobody_is_told_that_it_is_funded_while_cards_are_charged",),
    ),
    Mistake(
        "the goal is met by less",
        f"{FUNDING}/collecting/deadlines.py",
        "campaign.kind == ALL_OR_NOTHING and campaign.reached >= campaign.goal:",
        "campaign.kind == ALL_OR_NOTHING and campaign.reached + 1 >= campaign.goal:",
        (f"{DEADLINES}/test_closing.py::test_the_goal_is_met_by_its_last_cent",),
    ),
)
