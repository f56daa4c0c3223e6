"""Mistakes about audiences that an author chooses by hand."""

from tests.mistakes.trial import Mistake

DOOR = "tests/handlers/photos/test_audiences.py"
CHOSEN = "tests/handlers/photos/test_chosen.py"
LINK = "chalicelib/models/photos/sharing/secret_links.py"
LINKS = "tests/handlers/photos/test_secret_links.py"
KEPT = "tests/services/photos/test_audiences.py"
ACCESS = "chalicelib/services/photos/access.py"
HISTORY = "tests/handlers/photos/test_history.py"

MISTAKES = (
    Mistake(
        "a text from before a post was for others is shown to all who see the post",
        "chalicelib/services/photos/reading/history.py",
        "    if earlier and viewer_id != post.author_id:\n",
        "    if False:\n",
        (f"{HISTORY}::test_a_text_of_a_time_when_a_post_was_for_its_author_alone_is_shown_to_nobody_else",),
    ),
    Mistake(
        "whoever buys a post reads what it said before it was sold",
        "chalicelib/services/photos/reading/history.py",
        "    if then.access == PRICE or (viewer.granted.get(bought) or end) < end:\n        return viewer\n",
        "    if bought:\n        return viewer\n",
        (f"{HISTORY}::test_a_text_from_before_a_post_was_sold_is_no_part_of_what_was_bought",),
    ),
    Mistake(
        "whoever bought a post loses it when it is taken back to fewer",
        ACCESS,
        "if viewer.account_id == post.author_id or _keeps(viewer, post):",
        "if viewer.account_id == post.author_id:",
        (f"{KEPT}::test_whoever_bought_a_post_keeps_it_when_it_is_taken_back_to_fewer",),
    ),
    Mistake(
        "a comment is written for everybody below a post that was taken back meanwhile",
        "chalicelib/models/photos/publishing.py",
        "free: Condition = Post.access.is_in(PUBLIC, UNLISTED) & private",
        "free: Condition = Post.id.exists() & private",
        (f"{KEPT}::test_a_comment_that_comes_while_a_post_is_taken_back_is_not_written",),
    ),
    Mistake(
        "whoever is mentioned is told of what an author keeps to themselves",
        "chalicelib/models/photos/publishing.py",
        '[] if post.access == ME else post.body["mentions"]',
        'post.body["mentions"]',
        (f"{DOOR}::test_what_is_for_its_author_alone_is_on_the_authors_own_lists_and_nowhere_else",),
    ),
    Mistake(
        "a photo keeps its address when fewer may see it",
        "chalicelib/services/photos/files/moves.py",
        "post.place == changed.place == SIGNED and post.rule != changed.rule",
        "False",
        (f"{DOOR}::test_the_address_of_a_photo_ends_when_fewer_may_see_it",),
    ),
    Mistake(
        "what was kept to oneself does not come home once it is for others",
        "chalicelib/services/photos/posts.py",
        "return post.is_held and (not changed.is_held or post.rule != changed.rule)",
        "return False",
        (f"{DOOR}::test_what_was_kept_to_oneself_comes_home_to_followers_once_it_is_for_them",),
    ),
    Mistake(
        "whoever is followed is on every list of who follows them",
        "chalicelib/services/photos/viewers.py",
        "for item, entry in entries if (item.owner_id, entry) in follows)",
        "for item, entry in entries if entry)",
        (f"{CHOSEN}::test_whoever_is_chosen_no_more_loses_sight_of_the_post_and_of_what_is_said_below",),
    ),
    Mistake(
        "whoever an author follows counts as a follower of theirs",
        "chalicelib/services/photos/viewers.py",
        "if isinstance(item, Follow) and item.follower_id == account_id),",
        "if isinstance(item, Follow)),",
        ("tests/services/photos/test_viewers.py::test_whom_an_author_follows_is_not_whom_a_viewer_follows",),
    ),
    Mistake(
        "what is for close friends comes home to all followers",
        "chalicelib/services/photos/sharing/members.py",
        "    if post.access in CHOSEN:\n        return among(post, follower_ids)\n",
        "",
        (f"{KEPT}::test_what_is_for_the_chosen_is_delivered_to_them_alone",),
    ),
    Mistake(
        "whoever is answered reads what they were taken off from",
        ACCESS,
        "if viewer.account_id == post.parent_author_id and post.access not in BY_HAND:",
        "if viewer.account_id == post.parent_author_id:",
        (f"{CHOSEN}::test_whoever_is_chosen_no_more_loses_sight_of_the_post_and_of_what_is_said_below",),
    ),
    Mistake(
        "a post names a list of somebody else's",
        "chalicelib/services/photos/offers.py",
        'list_id = List.of(author_id, str(asked.get("list_id") or "-")).id',
        'list_id = str(asked.get("list_id") or "-")',
        (f"{CHOSEN}::test_only_ones_own_list_may_be_named",),
    ),
    Mistake(
        "others are told on which list they are",
        "chalicelib/schemas/photos/offers.py",
        'offer.get("list_id") if view.viewer_id == post.author_id else None',
        'offer.get("list_id")',
        (f"{CHOSEN}::test_what_is_for_those_whom_an_author_chose_is_shown_to_them_alone",),
    ),
    Mistake(
        "a secret link opens what is paid for",
        ACCESS,
        "if post.id in viewer.linked and not post.is_paid:",
        "if post.id in viewer.linked:",
        (f"{LINKS}::test_a_link_to_what_is_paid_for_shows_it_locked",),
    ),
    Mistake(
        "a secret link is good for as long as its row is there",
        LINK,
        "return None if link.is_over else link",
        "return link",
        (f"{LINKS}::test_a_link_ends_when_it_was_said_to",),
    ),
    Mistake(
        "what opens a secret link is kept",
        LINK,
        "link = cls(digest(token), post_id=post_id)",
        "link = cls(digest(token), post_id=post_id, id=token)",
        (f"{LINKS}::test_what_opens_a_link_is_kept_nowhere",),
    ),
    Mistake(
        "secret links stay when their post is deleted",
        "chalicelib/services/photos/files/clearing.py",
        "    SecretLink.clear(post_id)\n",
        "",
        (f"{LINKS}::test_links_go_with_their_post",),
    ),
    Mistake(
        "anybody makes a secret link to a post",
        "chalicelib/services/photos/sharing/secret_links.py",
        "    post = posts.find_own(author_id, post_id)\n",
        "    post = posts.Post.find(post_id)\n",
        (f"{LINKS}::test_only_its_author_makes_lists_and_revokes_the_links_of_a_post",),
    ),
)
