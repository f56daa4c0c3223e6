"""Write the text of mails: plain text, from a table of templates.

`amount` is an integer in minor units with its `currency`; `until` is a time in seconds since 1970, told in its
`timezone` where it has one; all other fields are text. Only one line of a text is used, so that a title that a user
chose cannot imitate the rest of the mail.
Values are never interpreted as templates or markup.
"""

import string
from collections.abc import Mapping
from datetime import UTC, datetime

from chalicelib import config
from chalicelib.models.money import currencies
from chalicelib.models.talk.mails import STRIKE
from chalicelib.services.days import moment_text
from chalicelib.services.talk.account_letters import ACCOUNT_LETTERS, Letter
from chalicelib.services.talk.safety_letters import SAFETY_LETTERS

Fields = Mapping[str, str | int]

LONGEST_VALUE = 200
MONEY, MOMENTS, LINK = "amount", ("until",), "link"
# Where it is given, moments are told in this zone, by its IANA name.
ZONE = "timezone"
FOOT = "\n\n{instance}, {address}\n"


LETTERS = ACCOUNT_LETTERS | {
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
    **SAFETY_LETTERS,
}


def fields_of(template: str) -> set[str]:
    """Return the names of the fields of a template; `currency` is required with `amount`."""
    letter = LETTERS[template]
    found = {name for _, name, _, _ in string.Formatter().parse(letter.subject + letter.text) if name}
    return found | ({"currency"} if MONEY in found else set())


def check(template: str, fields: Fields) -> None:
    """Raise ValueError unless a letter is told what it needs and no more; a strike stands for the link that it gets."""
    told = {LINK if name == STRIKE else name for name in fields} - {ZONE}
    if template not in LETTERS or told != fields_of(template):
        raise ValueError(f"The letter {template!r} cannot be written of {sorted(fields)}")
    if any(isinstance(value, int) != (name in {MONEY, *MOMENTS}) for name, value in fields.items()):
        raise ValueError(f"The letter {template!r} has a number where text belongs, or the other way round")


def write(template: str, fields: Fields) -> Letter:
    """Return the subject and the body of a mail, with its fields filled in."""
    letter = LETTERS[template]
    # A letter that waits since an earlier release may lack its link.
    shown = {LINK: ""} | {name: _show(name, fields) for name in fields}
    shown |= {"instance": config.INSTANCE_TITLE, "address": config.PUBLIC_URL}
    return Letter(letter.subject.format_map(shown), letter.text.format_map(shown).rstrip() + FOOT.format_map(shown))


def _show(name: str, fields: Fields) -> str:
    value = fields[name]
    if name == MONEY:
        return currencies.text(int(value), str(fields["currency"]))
    if name in MOMENTS and ZONE in fields:
        return moment_text(int(value), str(fields[ZONE]))
    if name in MOMENTS:
        at = datetime.fromtimestamp(int(value), UTC)
        return f"{at.day} {at:%B %Y, %H:%M} UTC"
    line = " ".join("".join(one if one.isprintable() else " " for one in str(value)).split())
    return line if name == LINK or len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
