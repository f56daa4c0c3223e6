"""Mistakes about collections, and secret links to them."""

from tests.mistakes.trial import Mistake

READ = "chalicelib/services/photos/sharing/collected.py"
WRITE = "chalicelib/services/photos/sharing/collections.py"
LINK = "chalicelib/services/photos/sharing/secret_links.py"
DOOR = "tests/handlers/photos/test_collections.py"
FORMS = "tests/handlers/photos/test_collection_forms.py"
LINKS = "tests/handlers/photos/test_collection_links.py"

MISTAKES = (
    Mistake(
        "a draft is shown to everybody",
        READ,
        "    if found.visibility not in shown:\n        raise NotFound\n",
        "",
        (f"{DOOR}::test_a_collection_is_for_everybody_for_followers_or_for_its_owner",),
    ),
    Mistake(
        "a private account's collections are open",
        READ,
        " or (account.is_private and not is_let_in)",
        "",
        (f"{DOOR}::test_blocks_and_private_accounts_close_collections",),
    ),
    Mistake(
        "what is archived stays in its author's collections",
        READ,
        "    return not (post.is_archived or post.withdrawn_at)\n",
        "    return not post.withdrawn_at\n",
        (f"{LINKS}::test_an_author_finds_nothing_archived_in_a_collection",),
    ),
    Mistake(
        "the number of a collection's posts tells of those that one may not see",
        "chalicelib/schemas/photos/sharing/collections.py",
        '"post_count": len(found.views),',
        '"post_count": len(one.post_ids),',
        (f"{DOOR}::test_each_viewer_is_shown_and_counted_those_posts_that_they_may_see",),
    ),
    Mistake(
        "posts of others are put together",
        WRITE,
        "    return post.author_id == account_id and is_post and",
        "    return is_post and",
        (f"{FORMS}::test_only_ones_own_photos_are_put_together_and_only_in_ones_own_collections",),
    ),
    Mistake(
        "a collection is written over what somebody else wrote",
        "chalicelib/models/photos/sharing/collections.py",
        "as_read = Collection.version == self.version",
        "as_read = Collection.id.exists()",
        (f"{LINKS}::test_no_change_of_a_collection_is_lost",),
    ),
    Mistake(
        "anybody makes a secret link to a collection",
        LINK,
        "    Collection.owned(author_id, collection_id)\n    return _make",
        "    return _make",
        (f"{FORMS}::test_only_ones_own_photos_are_put_together_and_only_in_ones_own_collections",),
    ),
    Mistake(
        "the links of a collection outlive it",
        WRITE,
        "    SecretLink.clear(collection_id)\n",
        "",
        (f"{LINKS}::test_a_link_that_is_none_any_more_is_as_one_that_never_was",),
    ),
    Mistake(
        "whoever was blocked comes in by a link",
        READ,
        "(account.closed and not is_own) or account.id in barriers.barred:",
        "account.closed and not is_own:",
        (f"{LINKS}::test_a_link_that_is_none_any_more_is_as_one_that_never_was",),
    ),
    Mistake(
        "collections stay when their account is deleted",
        "chalicelib/services/leaving/belongings.py",
        "*(_collections, _person_tags, ",
        "*(_person_tags, ",
        (f"{LINKS}::test_collections_go_with_their_account_and_their_links_with_them",),
    ),
)
