"""Mistakes in what readers arrange for themselves."""

from tests.mistakes.trial import Mistake

LISTS = "tests/handlers/people/reading/test_lists.py"
SERVICE = "chalicelib/services/people/reading/lists.py"
TIMELINE = "chalicelib/services/photos/reading/lists.py"

MISTAKES = (
    Mistake(
        "whoever is followed again is on the lists of before",
        SERVICE,
        "    return [member for member, follow_id in held.items() if follows.get(member) == follow_id]\n",
        "    return [member for member in held if member in follows]\n",
        (f"{LISTS}::test_whoever_is_unfollowed_is_off_the_list_also_when_followed_again",),
    ),
    Mistake(
        "a list shows the posts of those whom its owner follows no more",
        TIMELINE,
        "    members = [member for member, follow_id in held.items() if follows.get(member) == follow_id]\n",
        "    members = list(held)\n",
        (f"{LISTS}::test_whoever_is_unfollowed_is_off_the_list_also_when_followed_again",),
    ),
    Mistake(
        "some of those who are put on a list are on it where others are not followed",
        SERVICE,
        "        if not wanted <= follows.keys():\n            raise NotFound\n",
        "        wanted.intersection_update(follows)\n",
        (f"{LISTS}::test_members_are_those_whom_one_follows_all_of_them_or_none",),
    ),
    Mistake(
        "a change of a list's members is written over another's",
        "chalicelib/models/people/reading/lists.py",
        "        as_read = List.version == self.version\n",
        "        as_read = List.owner_id.exists()\n",
        (f"{LISTS}::test_changes_of_members_that_meet_lose_nobody",),
    ),
)
