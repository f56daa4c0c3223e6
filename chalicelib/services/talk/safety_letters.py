"""What mails say about reports, and about what moderators did: subjects and bodies with placeholders, by template."""

# Whoever is told of a decision is told how to object to it.
OBJECT = (
    "\n\nThe reason: {reason}\n\nIf you think that this is wrong, write to {contact}, and somebody looks at it again."
)
BACK = "\n\nThe reason: {reason}\n\nQuestions go to {contact}."

SAFETY = {
    # To the operator.
    "report_filed": (
        "A report about @{handle}",
        "Somebody reported @{handle}: {category}.\n\nTo see it: make moderate ARGS='report {report}'",
    ),
    # To whom a decision is about.
    "account_silenced": (
        "Your account is shown to fewer people",
        "A moderator has decided that your account and your posts are not shown in public timelines, searches and "
        "suggestions. Whoever follows you sees them as before." + OBJECT,
    ),
    "account_unsilenced": (
        "Your account is shown as before",
        f"A moderator has decided that your account and your posts are shown to everybody again.{BACK}",
    ),
    "post_removed": (
        "A post of yours was removed",
        f"A moderator has deleted a post or a comment of yours, with its photos. It said: {{words}}{OBJECT}",
    ),
}
