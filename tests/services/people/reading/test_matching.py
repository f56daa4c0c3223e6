"""Filters match words as people read them, in every script, and cost a look for each keyword."""

import pytest

from chalicelib.models.people.reading.filters import Filter, FilteredPost, Keyword
from chalicelib.services.people.reading import matching
from chalicelib.services.people.reading.matching import matches


def made(*words: str, whole_word: bool = True, expires_at: float | None = None, posts: tuple[str, ...] = ()) -> Filter:
    """Return a filter of these keywords."""
    return Filter(
        id="1",
        title="x",
        context=["home"],
        action="warn",
        expires_at=expires_at,
        keywords=[Keyword(id=str(number), keyword=word, whole_word=whole_word) for number, word in enumerate(words)],
        posts=[FilteredPost(id=post_id, post_id=post_id) for post_id in posts],
    )


def found(one: Filter, text: str, at: float = 100) -> list[str]:
    """Return which keywords of a filter match a text."""
    return [keyword for match in matches([one], "7", text, at) for keyword in match.keywords]


@pytest.mark.parametrize(
    ("keyword", "text", "is_found"),
    [
        ("cat", "My Cat sleeps", True),
        ("cat", "concatenate", False),
        ("cat", "cats", False),
        ("cat", "cat_food", False),
        ("cat", "(cat)", True),
        ("cat", "cat", True),
        ("cat", "a catalogue, and a cat.", True),
        # A mark belongs to the word that it stands in, composed or not.
        ("cafe", "cafe\u0301", False),
        ("café", "CAFE\u0301 au lait", True),
        ("हिन्द", "हिन्दी", False),
        ("हिन्दी", "यह हिन्दी है", True),
        ("straße", "STRASSE", True),
        ("cat", "\uff23\uff21\uff34", True),
        # Where a keyword ends in no letter, nothing has to end there.
        ("#cats", "my#cats!", True),
        ("#cat", "#cats", False),
        ("c++", "c++11 and c++", True),
        ("c++", "abc++", False),
        ("@twitter.com", "anna@twitter.com", True),
        ("new york", "in New York, today", True),
        ("new york", "in new yorkshire", False),
        ("💣", "a💣b", True),
    ],
)
def test_a_whole_word_is_one_by_the_letters_marks_and_digits_of_unicode(keyword: str, text: str, is_found: bool):
    assert found(made(keyword), text) == ([keyword] if is_found else [])


@pytest.mark.parametrize(("keyword", "text"), [("cat", "conCATenate"), (".*", "a.*b"), ("a\0b", "ab"), ("ß", "ss")])
def test_a_part_of_a_word_is_found_where_no_whole_one_is_asked_for(keyword: str, text: str):
    assert found(made(keyword, whole_word=False), text) == [keyword]
    assert found(made(".*", whole_word=False), "abc") == []


def test_every_keyword_that_matches_is_told_and_no_other():
    assert found(made("cat", "dog", "hill"), "A hill with a cat") == ["cat", "hill"]
    assert matches([made("dog")], "7", "A hill", 100) == []


def test_a_filter_ends_at_its_moment():
    assert found(made("cat", expires_at=100.5), "cat", at=100) == ["cat"]
    assert found(made("cat", expires_at=100), "cat", at=100) == []
    assert matches([made(posts=("7",), expires_at=100)], "7", "", 100) == []


def test_a_post_that_is_named_matches_whatever_it_says():
    named = matches([made("cat", posts=("6", "7"))], "7", "Nothing", 100)
    assert [(match.keywords, match.post_ids) for match in named] == [([], ["7"])]


def test_the_longest_text_and_many_keywords_are_looked_through_once(monkeypatch: pytest.MonkeyPatch):
    walked: list[str] = []
    real = matching._parted

    def watched(text: str) -> str:
        walked.append(text)
        return real(text)

    monkeypatch.setattr(matching, "_parted", watched)
    text = "a" * 2200
    assert found(made(*("a" * length for length in range(1, 300))), text) == []
    assert sum(len(one) for one in walked if one == text) == 2200
