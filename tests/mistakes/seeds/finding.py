"""Mistakes in what people, posts and campaigns are found by."""

from tests.mistakes.trial import Mistake

NAMES = "tests/services/people/test_names.py"
SEARCH = "tests/services/photos/search/test_search.py"
DISCOVERY = "tests/services/money/funding/test_discovery.py"
POSTS = "chalicelib/services/photos/search/posts.py"
INDEX = "chalicelib/services/photos/search/indexing.py"
ROWS = "chalicelib/models/photos/search/post_words.py"

SHOWING = "chalicelib/services/photos/trends/showing.py"
GONE = "tests/handlers/photos/test_trends.py::test_what_is_not_for_everybody_any_more_is_gone_with_the_next_read"

MISTAKES = (
    Mistake(
        "a sensitive post leads",
        SHOWING,
        'post.body.get("sensitive") or ',
        "",
        (f"{GONE}[at once-sensitive]",),
    ),
    Mistake(
        "a post that moderators cover with all of its author leads",
        SHOWING,
        " or account.silenced_at or account.sensitized_at)",
        " or account.silenced_at)",
        (f"{GONE}[at once-of a covered account]",),
    ),
    Mistake(
        "a post that was taken back to followers leads among them",
        SHOWING,
        "post.access == PUBLIC and bool(post.public) and ",
        "",
        (f"{GONE}[at once-for followers]",),
    ),
    Mistake(
        "a post leads until it is counted anew that it is of somebody who shall not be found",
        SHOWING,
        "    return [view for view in found if is_for_all(view)],",
        "    return found,",
        (f"{GONE}[at once-of whom nobody shall find]",),
    ),
    Mistake(
        "an account is found by a name that it had",
        "chalicelib/services/people/search/names.py",
        "        if not all(any(word.startswith(prefix) for word in own) for prefix in self.prefixes):\n"
        "            return False\n",
        "",
        (f"{NAMES}::test_a_new_name_is_found_and_the_earlier_one_is_not",),
    ),
    Mistake(
        "whoever wants not to be discovered is suggested",
        "chalicelib/services/people/search/names.py",
        'account.profile.get("discoverable", True))',
        "True)",
        (f"{NAMES}::test_whoever_wants_not_to_be_discovered_is_found_by_the_whole_handle_and_by_their_followers",),
    ),
    Mistake(
        "a new account is not found until its profile changes",
        "chalicelib/models/people/door/sign_ups.py",
        "            writes.save(word)\n",
        "            str(word)\n",
        (f"{NAMES}::test_an_account_is_found_by_each_beginning_from_the_moment_of_its_registration",),
    ),
    Mistake(
        "a post is found by words that it had",
        POSTS,
        " and _said(view).issuperset(wanted)",
        "",
        (f"{SEARCH}::test_an_edited_post_is_found_by_its_new_words_alone",),
    ),
    Mistake(
        "an unlisted post is found by everybody",
        POSTS,
        "view.post.access != UNLISTED or",
        "view.post.access or",
        (f"{SEARCH}::test_what_is_not_for_all_is_found_by_those_alone_for_whom_it_is",),
    ),
    Mistake(
        "hashtags that followers alone may see are suggested to all",
        INDEX,
        "[:MOST_TAGS]] if post.public else []",
        "[:MOST_TAGS]]",
        (f"{SEARCH}::test_what_is_not_for_all_is_found_by_those_alone_for_whom_it_is",),
    ),
    Mistake(
        "an index that was cut is taken for a whole one",
        ROWS,
        "wanted - held if is_settled else wanted",
        "wanted - held",
        (f"{SEARCH}::test_an_index_that_is_cut_anywhere_has_the_words_of_today_and_no_others",),
    ),
    Mistake(
        "words of deleted posts stay",
        "chalicelib/services/photos/files/clearing.py",
        "    indexing.index(post_id)\n",
        "",
        (f"{SEARCH}::test_nothing_is_left_of_a_deleted_post",),
    ),
    Mistake(
        "a rare word is looked for among the newest posts of a common one",
        POSTS,
        "        return is_beyond or post_id in self.post_ids\n",
        "        return post_id in self.post_ids\n",
        (f"{SEARCH}::test_a_rare_word_is_found_however_old_beside_a_common_one",),
    ),
    Mistake(
        "a campaign that was cancelled is offered",
        "chalicelib/services/money/funding/discovery.py",
        "    return campaign.is_open if state == LIVE else",
        "    return True if state == LIVE else",
        (f"{DISCOVERY}::test_drafts_and_what_was_cancelled_or_is_over_are_not_live",),
    ),
)
