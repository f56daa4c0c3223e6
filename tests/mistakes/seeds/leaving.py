"""Mistakes about accounts that are closed, and that leave."""

from tests.mistakes.trial import Mistake

ACCESS = "chalicelib/services/photos/access.py"
CLOSED = "chalicelib/models/people/closed.py"
DOOR = "tests/handlers/people/test_closed.py"
BYTES = "tests/services/photos/test_closed.py"
SEEN = "tests/services/photos/test_closed_access.py"
PAGES = "tests/handlers/money/funding/test_closed_creators.py"
WISHES = "tests/services/leaving/test_departures.py"
DELETED = "tests/services/leaving/test_deleting.py"
GONE = f"{DOOR}::test_nobody_finds_anything_of_a_closed_account_and_all_of_it_once_it_is_open_again"

MISTAKES = (
    Mistake(
        "the posts of a closed account are shown until the walk has passed",
        CLOSED,
        "ClosingAccounts.closed_ids, account.id, is_closing=bool(closed))",
        "ClosingAccounts.closed_ids, account.id, is_closing=False)",
        (GONE,),
    ),
    Mistake(
        "a closed account's handle is mentioned",
        "chalicelib/services/photos/words/mentions.py",
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
        "return is_same and closed.is_open(owner_id)",
        "return is_same",
        (PAGES,),
    ),
    Mistake(
        "the campaign of a closed creator is found",
        "chalicelib/services/money/funding/backers.py",
        "isinstance(account, Account) and not account.closed for account",
        "isinstance(account, Account) for account",
        (PAGES,),
    ),
    Mistake(
        "an account leaves while somebody still pays it",
        "chalicelib/services/leaving/departures.py",
        "if in_the_way := obligations.left(account_id):",
        "if in_the_way := []:",
        (f"{WISHES}::test_nobody_leaves_subscribers_pledges_or_debts",),
    ),
    Mistake(
        "an account is taken back while it is being deleted",
        "chalicelib/models/leaving.py",
        "[Leaving.begun_at.set(now())]",
        "[Leaving.due_at.set(now())]",
        (f"{WISHES}::test_the_sweeper_finds_what_is_due_and_nobody_takes_back_what_has_begun",),
    ),
    Mistake(
        "the handle of an account that is gone is free",
        "chalicelib/models/leaving.py",
        "reserved: list[Any] = [Name.account_id.set(NOBODY), Name.is_closed.set(True)]",
        'return writes.delete(Name(f"@{account.handle.lower()}"))',
        (f"{DELETED}::test_nobody_takes_the_handle_of_an_account_that_is_gone",),
    ),
    Mistake(
        "what was sold names an account that is gone",
        "chalicelib/services/leaving/sold.py",
        'snapshot = DELETED | {"created_at": 0}',
        'snapshot = post.author | {"created_at": 0}',
        (f"{DELETED}::test_what_was_sold_stays_with_its_buyer_as_a_deleted_accounts",),
    ),
    Mistake(
        "the likes of an account that is gone stay",
        "chalicelib/services/leaving/belongings.py",
        "*(_likes, _followees, _followers,",
        "*(_followees, _followers,",
        (f"{DELETED}::test_nothing_is_left_of_an_account_whose_thirty_days_are_over",),
    ),
    Mistake(
        "the avatar of an account that is gone stays",
        "chalicelib/services/leaving/deleting.py",
        "        leaving.release_picture(media_id)\n",
        "",
        (f"{DELETED}::test_nothing_is_left_of_an_account_whose_thirty_days_are_over",),
    ),
    Mistake(
        "requests that an account sent outlive it",
        "chalicelib/services/leaving/belongings.py",
        "_asking, _asked, _barriers",
        "_asking, _barriers",
        ("tests/services/leaving/test_deleting.py::test_nothing_is_left_of_an_account_whose_thirty_days_are_over",),
    ),
    Mistake(
        "campaigns go on to say what an account that left has written",
        "chalicelib/services/leaving/deleting.py",
        "return sold.scrub_some(account_id) or words.scrub_some(account_id)",
        "return sold.scrub_some(account_id)",
        ("tests/services/leaving/test_words.py",),
    ),
    Mistake(
        "whoever is suspended while leaving is open after it",
        "chalicelib/services/people/relationships/closed.py",
        "(reason,), LEAVING if is_leaving else None, joined, check)",
        "(reason,), None, joined, check)",
        ("tests/services/leaving/test_suspended.py",),
    ),
    Mistake(
        "a Customer that was deleted at Stripe is charged again",
        "chalicelib/services/money/payments/actions.py",
        '        Customer.forget(owner[1], event.object["id"])\n',
        "        Customer.of(owner[1])\n",
        ("tests/services/money/selling/test_customers.py",),
    ),
)
