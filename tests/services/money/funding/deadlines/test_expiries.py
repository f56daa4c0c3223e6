"""What a bank held and released before it was captured: it is held anew, or the backer has the grace."""

from chalicelib.gateways import payments
from chalicelib.models.money.funding.campaigns import COLLECTING, FUNDED, Campaign
from chalicelib.models.money.funding.pledges import AUTHORIZED, CHARGING, COLLECTED, ERRORED, Pledge
from chalicelib.services.money.funding.collecting import cards
from tests.kit.money.stripe_objects import deliver, event
from tests.services.money.funding.deadlines.kit import DAY, HOUR, Stage, add_up, carry, mails_about, states
from tests.services.money.funding.deadlines.test_authorizations import authenticate, half_held, intent_of


def test_what_expired_is_held_anew_and_captured_once(stage: Stage):
    campaign, pledges = half_held(stage)
    authenticate(stage, pledges[1])
    # Nothing of ours ran for six days: the first bank has released what it held.
    stage.advance(6 * DAY)
    assert intent_of(pledges[0])["cancellation_reason"] == "automatic"
    for _ in range(3):
        stage.run()
        stage.advance(2 * HOUR)
    assert (states(pledges), add_up(campaign).state) == ([COLLECTED] * 2, FUNDED)
    assert stage.charges(pledges) == {pledge.id: 1 for pledge in pledges}
    assert sorted(one["status"] for one in stage.intents(pledges[0])) == ["canceled", "succeeded"]


def test_what_expired_and_is_refused_now_falls_back_to_the_grace(stage: Stage):
    campaign, pledges = half_held(stage)
    stage.local.control("cards", payment_method=pledges[0].payment_method_id, number="4000000000000341")
    authenticate(stage, pledges[1])
    stage.advance(6 * DAY)
    stage.run()
    found = add_up(campaign)
    assert (states(pledges)[0], found.state, found.authorized) == (
        ERRORED,
        COLLECTING,
        0 if found.secured_at else 1_000,
    )
    assert mails_about(pledges[0]) == ["card_declined"]


def test_an_event_of_an_expiry_asks_the_bank_anew(stage: Stage):
    campaign, pledges = half_held(stage)
    first = intent_of(pledges[0])
    stage.advance(4 * DAY + 19 * HOUR)
    deliver(event("payment_intent.canceled", payments.find_intent(str(first["id"]), expand=())))
    carry(queues=("pledges",))
    assert states(pledges)[0] == AUTHORIZED
    assert Pledge.find(pledges[0].id).payment_id != first["id"]
    assert Campaign.find(campaign.id).authorized == 1_000


def test_a_creator_who_cannot_be_paid_any_more_is_waited_for_with_what_is_held(stage: Stage):
    _, pledges = half_held(stage)
    page = cards.authentication_page(pledges[1].id, pledges[1].secret or "")
    stage.local.control("accounts", account=stage.destination, charges_enabled=False)
    stage.complete(page)
    for _ in range(8):
        stage.run()
        stage.advance(DAY)
    assert set(states(pledges)) <= {AUTHORIZED, CHARGING}
    assert stage.charges(pledges) == {}
    stage.local.control("accounts", account=stage.destination, charges_enabled=True)
    for _ in range(3):
        stage.run()
        stage.advance(6 * HOUR)
    assert states(pledges)[0] == COLLECTED
