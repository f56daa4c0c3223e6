"""What mails say about reports, and about what moderators did: subjects and bodies with placeholders, by template."""

SAFETY = {
    # To the operator.
    "report_filed": (
        "A report about @{handle}",
        "Somebody reported @{handle}: {category}.\n\nTo see it: make moderate ARGS='report {report}'",
    ),
}
