"""The texts of the mails about money: subjects and bodies with placeholders, by template."""

from chalicelib.services.talk.english.letter import Letter

MONEY_LETTERS = {
    # To the payer.
    "receipt": Letter(
        "Receipt: {amount} for {what}", "You paid {amount} to {creator} for {what}.\n\nPayment: {payment_id}\n\n{link}"
    ),
    "refund": Letter(
        "Refund: {amount} for {what}",
        "{amount} of what you paid to {creator} for {what} goes back to where it came from. Banks take up to ten days."
        "\n\n{link}",
    ),
    "purchase_failed": Letter(
        "Your payment for {what} did not go through",
        "Your bank did not pay {amount} to {creator} for {what}. Nothing was taken, and nothing was opened.\n\n"
        "To try again: {link}",
    ),
    "purchase_superseded": Letter(
        "{amount} for {what} goes back",
        "{creator} had changed this offer when you paid {amount} for {what}, so all of it goes back to where it came "
        "from. Banks take up to ten days.\n\nWhat is offered now: {link}",
    ),
    "pledge_held": Letter(
        "Your pledge to {campaign}",
        "You pledged {amount} to {campaign} by {creator}. If pledges reach its goal by {until}, your bank is asked "
        "then to hold {amount}. Your card is charged only once banks hold enough for the whole goal; otherwise it is "
        "not charged, and what was held is released within days.\n\nTo change or cancel it: {link}",
    ),
    "pledge_held_below_goal": Letter(
        "Your pledge to {campaign}",
        "You pledged {amount} to {campaign} by {creator}. If pledges reach its goal by {until}, your bank is asked "
        "then to hold {amount}. Once all banks have answered your card is charged, even if less than the goal is "
        "held.\n\nTo change or cancel it: {link}",
    ),
    "pledge_too_late": Letter(
        "Your pledge to {campaign} came too late",
        "{campaign} by {creator} takes no pledges any more, so your pledge of {amount} does not count. Your card is "
        "not charged, and what was charged goes back.\n\n{link}",
    ),
    "pledge_collected": Letter(
        "{amount} was charged for {campaign}",
        "Your card was charged {amount} for {campaign} by {creator}, as you pledged. Once every card was tried, "
        "another mail tells you whether its goal was collected.\n\n{link}",
    ),
    "authentication_needed": Letter(
        "Your bank asks you to confirm {amount} for {what}",
        "Your bank wants to hear from you before it pays {amount} for {what}. Please confirm it by {until}:\n\n{link}",
    ),
    "card_declined": Letter(
        "Your card was declined for {what}",
        "Your bank did not agree to pay {amount} for {what}. Please use this or another card by {until}:\n\n{link}",
    ),
    "pledge_waits": Letter(
        "Your pledge to {campaign} is not charged yet",
        "Stripe does not let {creator} take payments at the moment, so your card was not charged {amount} for "
        "{campaign}. You need not do anything: it is charged as soon as that is possible, and if it is not possible by "
        "{until}, your pledge ends.\n\n{link}",
    ),
    "pledge_dropped": Letter(
        "Your pledge to {campaign} ended",
        "{amount} for {campaign} could not be charged in time, so your pledge ended. You owe nothing.\n\n{link}",
    ),
    "subscription_past_due": Letter(
        "Your subscription to {creator} could not be renewed",
        "Your card was not charged {amount} for {what} by {creator}. You keep access until {until}.\n\n"
        "To pay with this or another card: {link}",
    ),
    "subscription_superseded": Letter(
        "Your subscription to {what} by {creator} did not begin",
        "{creator} had changed {what} when you subscribed for {amount}, so the subscription has ended at once. What "
        "was charged goes back to where it came from.\n\nWhat is offered now: {link}",
    ),
    "second_trial": Letter(
        "Your trial of {what} by {creator} did not begin",
        "Your card has had a trial of {creator} before, and each card has one. Nothing was charged. You can subscribe "
        "for {amount} without a trial: {link}",
    ),
    "trial_ends": Letter(
        "Your trial of {what} by {creator} ends on {until}",
        "Your trial of {what} by {creator} ends on {until}. After that your card is charged {amount}, less what a "
        "promotion code takes off, unless you cancel before.\n\n{link}",
    ),
    "gift_received": Letter(
        "{giver} gave you {what}",
        "{giver} gave you {what} by {creator}. It is yours until {until}.\n\n{link}",
    ),
    # To backers and to the creator.
    "campaign_funded": Letter("{campaign} is funded", "{campaign} by {creator} is funded with {amount}.\n\n{link}"),
    "campaign_partly_collected": Letter(
        "{campaign} ended below its goal",
        "{campaign} by {creator} collected {amount}, which is less than its goal. {creator} keeps what was collected, "
        "and whoever was charged stays a backer with their rewards. Nothing opens to anybody else.\n\n{link}",
    ),
    "campaign_failed": Letter(
        "{campaign} did not reach its goal",
        "{campaign} by {creator} ended with {amount} and did not reach its goal. Pledges are not charged, and what "
        "banks hold for them is released within days.\n\n{link}",
    ),
    "campaign_refunded": Letter(
        "{campaign} did not reach its goal",
        "{campaign} by {creator} could collect {amount} and did not reach its goal. What was charged goes back.\n\n"
        "{link}",
    ),
    "campaign_cancelled": Letter(
        "{campaign} was cancelled",
        "{creator} cancelled {campaign}. Pledges are not charged, and what was charged goes back.\n\n{link}",
    ),
    # To the creator.
    "collecting_stopped": Letter(
        "The pledges to {campaign} cannot be charged",
        "Stripe does not let your account take payments, so nothing could be charged for {campaign}. The pledges wait "
        "until {until}, and end after that. What Stripe needs from you: {link}",
    ),
    "dispute_opened": Letter(
        "A payment of {amount} is disputed",
        "A bank disputes {amount} that was paid for {what}, and the money is held back until it is decided.\n\n"
        "Payment: {payment_id}\n\n{link}",
    ),
    "payout_failed": Letter(
        "A payout of {amount} failed", "Your bank did not take a payout of {amount}: {reason}\n\n{link}"
    ),
    "leaving": Letter(
        "Your account is closed, and will be deleted",
        "As you asked, nobody finds your account any more. On {until} it is deleted, with all that you posted. What "
        "you sold stays with those who bought it. Until then you can take this back here: {link}",
    ),
    "selling_stopped": Letter(
        "You cannot sell at the moment",
        "Stripe needs something from you before your account may take payments again, so nothing of yours can be "
        "bought until then.\n\n{link}",
    ),
}
