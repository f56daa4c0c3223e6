"""Words are folded so that a query meets a name or a caption whatever keyboard typed them."""

import pytest

from chalicelib.models.people.search.account_words import AccountWord
from chalicelib.models.words import bucket, fold, terms, words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Ärger", "arger"),
        ("STRASSE", "straße"),
        ("Ｆｏｔｏ", "foto"),
        ("Ἀθῆναι", "αθηναι"),
        ("Йога", "иога"),
        ("ग़लती", "गलती"),
        ("İzmir", "izmir"),
        ("שָׁלוֹם", "שלום"),
        ("می\u200cخواهم", "میخواهم"),
        ("co\u00adop", "coop"),
        ("한국", "한국"),
    ],
)
def test_what_is_not_typed_is_left_out(written: str, typed: str):
    assert fold(written) == fold(typed)
    assert words(written) == words(typed)


@pytest.mark.parametrize(("one", "other"), [("がく", "かく"), ("किताब", "कताब"), ("ไม่", "ใม่")])
def test_marks_that_tell_words_apart_stay(one: str, other: str):
    assert fold(one) != fold(other)


def test_words_are_found_each_once_whatever_parts_them():
    assert words("Anna, anna_b! l'été — 35mm\0<b>") == ["anna", "b", "l", "ete", "35mm"]
    assert words("\u202e \x00 …") == []
    assert words("गलती की") == ["गलती", "की"]


def test_scripts_without_spaces_are_found_by_pairs_of_letters():
    assert terms("東京タワー 2026") == ["東京", "京タ", "タワ", "ワー", "2026"]
    assert terms("猫 Tokyo東京") == ["猫", "tokyo", "東京"]


def test_a_long_word_is_cut_and_a_bucket_has_two_letters_or_one_ideograph():
    assert [len(word) for word in words("a" * 5_000)] == [40]
    assert [bucket(word) for word in ("anna", "a", "李明", "")] == ["an", "a", "李", ""]


def test_an_account_has_few_rows_whatever_its_name():
    rows = AccountWord.all_for("7", "anna_b", " ".join(f"w{number}" for number in range(99)))
    assert len(rows) == 12
    assert [row.key for row in rows[:3]] == ["anna_b 7", "anna 7", "b 7"]
