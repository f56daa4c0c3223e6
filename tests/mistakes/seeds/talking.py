"""Mistakes about what is said between some."""

from tests.mistakes.trial import Mistake

ACCESS = "chalicelib/services/photos/access.py"
MESSAGES = "chalicelib/services/talk/direct/messages.py"
LISTS = "chalicelib/models/photos/lists/enlisting.py"
PRIVACY = "tests/handlers/talk/test_message_privacy.py"
REQUESTS = "tests/handlers/talk/test_message_requests.py"

MISTAKES = (
    Mistake(
        "a direct message is seen by whoever knows its id",
        ACCESS,
        "is_between = viewer.account_id in members_of(post.offer)",
        "is_between = viewer.account_id is not None",
        (f"{PRIVACY}::test_members_find_a_message_by_its_id_and_on_no_page_and_others_nowhere",),
    ),
    Mistake(
        "a direct message is seen by a member whom its author blocks",
        ACCESS,
        "return is_between and not (_is_barred(viewer, post) or _is_of_closed(viewer, post))",
        "return is_between",
        (f"{REQUESTS}::test_nobody_begins_or_goes_on_where_a_block_is_between",),
    ),
    Mistake(
        "a direct message is on the page of its author",
        LISTS,
        "    if post.is_message:",
        "    if False and post.is_message:",
        (f"{PRIVACY}::test_members_find_a_message_by_its_id_and_on_no_page_and_others_nowhere",),
    ),
    Mistake(
        "what a stranger writes lies in the inbox",
        MESSAGES,
        "return INBOX if lets_in or",
        "return INBOX if True or",
        (f"{REQUESTS}::test_what_a_stranger_writes_waits_as_a_request_and_is_told_to_nobody",),
    ),
)
