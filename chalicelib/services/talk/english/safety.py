"""What mails say about reports, and about what moderators did: subjects and bodies with placeholders, by template."""

from chalicelib.services.talk.english.letter import Letter

# Whoever is told of a decision is told how to object to it.
OBJECT = (
    "\n\nThe reason: {reason}\n\nIf you think that this is wrong, write to {contact}, and somebody looks at it again."
)
# An act against an account can be appealed, also by whoever cannot sign in.
APPEAL = (
    "\n\nThe reason: {reason}\n\nA person decided this. If you think that it is wrong, appeal by {until}, and somebody "
    "looks at it again; you need not sign in for that:\n\n{link}\n\nQuestions go to {contact}."
)
BACK = "\n\nThe reason: {reason}\n\nQuestions go to {contact}."
KEPT = "Until then you see what you may see now, and your card is not charged again."

SAFETY_LETTERS = {
    # To the operator.
    "report_filed": Letter(
        "A report about @{handle}",
        "Somebody reported @{handle}: {category}.\n\nTo see it: make moderate ARGS='report {report}'",
    ),
    "appeal_filed": Letter(
        "Somebody appeals",
        "Somebody appeals against what moderators did: {what}. It waits at the moderators' desk.\n\n{link}",
    ),
    # To the subscribers of whoever is suspended.
    "subscription_stopped": Letter(
        "Your subscription to {creator} ends",
        "A moderator has closed the account of {creator}. Your subscription ends when what you paid for ends.\n\n"
        + KEPT,
    ),
    # To whom a decision is about.
    "account_approved": Letter(
        "Welcome: you can sign in",
        f"Somebody of the staff has looked at your sign-up, and your account is open.{BACK}",
    ),
    "account_rejected": Letter(
        "Your sign-up was not accepted",
        "Somebody of the staff has looked at your sign-up, and has not let you in. What you wrote, your name and your "
        "address are deleted here." + OBJECT,
    ),
    "account_silenced": Letter(
        "Your account is shown to fewer people",
        "A moderator has decided that your account and your posts are not shown in public timelines, searches and "
        "suggestions. Whoever follows you sees them as before." + APPEAL,
    ),
    "account_unsilenced": Letter(
        "Your account is shown as before",
        f"A moderator has decided that your account and your posts are shown to everybody again.{BACK}",
    ),
    "account_warned": Letter(
        "A warning from the moderators",
        "A moderator has looked at your account, and warns you. Nothing about it has changed." + APPEAL,
    ),
    "account_covered": Letter(
        "Your posts are shown covered",
        "A moderator has decided that all your posts are shown as sensitive, behind a cover." + APPEAL,
    ),
    "account_uncovered": Letter(
        "Your posts are shown as you set them",
        f"A moderator has decided that your posts are not covered any more.{BACK}",
    ),
    "account_disabled": Letter(
        "Nobody can sign in to your account",
        "A moderator has signed your account out everywhere, and nobody can sign in to it. Others see it as before. "
        "What you subscribe to ends when what you paid ends." + APPEAL,
    ),
    "account_enabled": Letter(
        "You can sign in to your account again",
        f"A moderator has decided that you can sign in to your account again.{BACK}",
    ),
    "account_suspended": Letter(
        "Your account is suspended",
        "A moderator has suspended your account. Nobody can sign in to it, and others find neither it nor what you "
        "posted. What was bought from you stays with its buyers, and what you earned is yours, in your account at "
        "Stripe." + APPEAL,
    ),
    "account_unsuspended": Letter(
        "Your account is open again",
        "A moderator has decided that your account is not suspended any more. You can sign in, and your posts come "
        "back one by one." + BACK,
    ),
    "post_removed": Letter(
        "A post of yours was removed",
        f"A moderator has deleted a post or a comment of yours, with its photos. It said: {{words}}{APPEAL}",
    ),
    "appeal_approved": Letter(
        "Your appeal was approved",
        "Somebody has looked again at what moderators did, and agrees with you. This was about: {what}. A post that "
        "was deleted does not come back." + BACK,
    ),
    "appeal_rejected": Letter(
        "Your appeal was rejected",
        "Somebody has looked again at what moderators did, and leaves it as it is. This was about: {what}." + BACK,
    ),
}
