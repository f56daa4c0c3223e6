"""Mistakes about accounts that are closed, and that leave."""

from tests.mistakes.trial import Mistake

ACCESS = "chalicelib/services/photos/access.py"
CLOSED = "chalicelib/models/people/closed.py"
DOOR = "tests/handlers/people/test_closed.py"
BYTES = "tests/services/photos/test_closed.py"
SEEN = "tests/services/photos/test_closed_access.py"
PAGES = "tests/handlers/money/funding/test_closed_creators.py"
GONE = f"{DOOR}::test_nobody_finds_anything_of_a_closed_account_and_all_of_it_once_it_is_open_again"

MISTAKES = (
    Mistake(
        "the posts of a closed account are shown until the walk has passed",
        CLOSED,
        "action: Action = ids.add({account_id}) if is_closing",
        "action: Action = ids.add({account_id}) if is_closing is None",
        (GONE,),
    ),
    Mistake(
        "a closed account's handle is mentioned",
        "chalicelib/services/photos/drafts.py",
        "if isinstance(name, Name) and not name.is_closed]",
        "if isinstance(name, Name)]",
        (GONE,),
    ),
    Mistake(
        "what a closed account sells is shown locked",
        ACCESS,
        "is_away = _awaits_launch(viewer, post) or _is_of_closed(viewer, post)",
        "is_away = _awaits_launch(viewer, post)",
        (SEEN,),
    ),
    Mistake(
        "who bought a post reads what a closed account says below it",
        ACCESS,
        "return not post.parent_id and _has_bought(viewer, post)",
        "return _has_bought(viewer, post)",
        (SEEN,),
    ),
    Mistake(
        "the addresses of a closed account's photos for followers go on to work",
        "chalicelib/services/photos/files/moves.py",
        'renews = len({(repr(one.body.get("originals")), bool(one.closed_by)) for one in (post, changed)}) > 1',
        'renews = post.body.get("originals") != changed.body.get("originals")',
        (f"{BYTES}::test_no_address_that_was_given_out_works_while_an_account_is_closed",),
    ),
    Mistake(
        "the avatar of a closed account stays in the open",
        "chalicelib/services/photos/files/pictures.py",
        "kind = SIGNED if account.closed else OPEN",
        "kind = OPEN",
        (f"{BYTES}::test_the_pictures_of_a_closed_account_leave_the_open_and_come_back",),
    ),
    Mistake(
        "of two accounts that are closed one opens what is of both",
        "chalicelib/services/photos/files/closed.py",
        "others = set(post.closed_by or ()) - {account.id}",
        "others: set[str] = set()",
        (f"{DOOR}::test_what_a_closed_account_showed_is_not_shown_by_another_that_closed_too",),
    ),
    Mistake(
        "a closed creator's subscriptions are sold on pages that were open",
        "chalicelib/services/money/selling/pages/terms.py",
        "if tier is None or not tier.is_active or Account.find(creator_id).closed:",
        "if tier is None or not tier.is_active:",
        (PAGES,),
    ),
    Mistake(
        "the campaign of a closed creator is found",
        "chalicelib/services/money/funding/backers.py",
        "isinstance(account, Account) and not account.closed for account",
        "isinstance(account, Account) for account",
        (PAGES,),
    ),
)
