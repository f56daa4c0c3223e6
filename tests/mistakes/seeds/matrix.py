"""Mistakes that open one surface, which the walk of everybody at every surface finds; and of who is told of posts."""

from tests.mistakes.trial import Mistake

WALK = "tests/matrix/test_surfaces.py::test_nothing_is_shown_by_what_has_a_post_or_leaves_unasked"
ENDED = (f"{WALK}[followers-rights end]",)
POSTED = "tests/handlers/talk/test_posted.py"
EARLIER = "tests/services/photos/interactions/test_earlier_reblogs.py"
COLLECTED = "chalicelib/services/photos/sharing/collected.py"

MISTAKES = (
    Mistake(
        "a collection shows everybody what its owner sees",
        COLLECTED,
        "    read = views.find_many(viewer_id, collections.ids_of(found), author=account, linked=linked)\n",
        "    read = views.find_many(account.id, collections.ids_of(found), author=account, linked=linked)\n",
        ENDED,
    ),
    Mistake(
        "whoever has a link to a collection sees what its owner sees",
        COLLECTED,
        "return _views(viewer_id, account, [found], frozenset(found.post_ids))[0]",
        "return _views(account.id, account, [found])[0]",
        (f"{WALK}[price-author blocks]",),
    ),
    Mistake(
        "notifications, pushes and mails are asked of nobody's sight",
        "chalicelib/services/photos/views.py",
        "    return _visible(viewer_id, _in_order(post_ids, read), read, None, keys)\n",
        "    return _all(viewer_id, _in_order(post_ids, read), read, None, keys)\n",
        ENDED,
    ),
    Mistake(
        "a mail names who mentioned somebody in what they do not see",
        "chalicelib/services/talk/notifications.py",
        "    return not (told.post_id or told.is_for_staff) or (view is not None and not view.state.is_muted)\n",
        "    return True\n",
        ENDED,
    ),
    Mistake(
        "of many who wish to be told of posts only the first hundred are",
        "chalicelib/services/photos/timelines.py",
        "    if told_to := notifying.tell(post, told_to):\n",
        "    if (told_to := notifying.tell(post, told_to)) and not post:\n",
        (f"{POSTED}::test_many_are_told_in_pages_each_once_whatever_is_delivered_twice",),
    ),
    Mistake(
        "a private account that lets somebody in forgets their wish to be told of posts",
        "chalicelib/models/people/requests.py",
        "notify_id=new_id() if notifies else None",
        "notify_id=None",
        (f"{POSTED}::test_the_wish_is_kept_while_a_private_account_is_asked",),
    ),
    Mistake(
        "whoever is mentioned in a post is told of it twice",
        "chalicelib/services/photos/interactions/notifying.py",
        "known = {post.author_id, *news.told_of(post)}",
        "known = {post.author_id}",
        (f"{POSTED}::test_other_followers_are_not_told_and_neither_are_comments_reblogs_and_mentions",),
    ),
    Mistake(
        "whoever begins to follow finds none of the older reblogs",
        "chalicelib/services/people/homes.py",
        "sorted([*own, *again], reverse=True)",
        "sorted([*own], reverse=True)",
        (f"{EARLIER}::test_whoever_begins_to_follow_finds_older_posts_and_reblogs_by_their_time",),
    ),
)
