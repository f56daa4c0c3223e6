"""Every letter can be written, and nothing in a value becomes more than a value."""

import re

import pytest

from chalicelib.services.talk import english, letters, russian, writing

EXAMPLES: dict[str, str | int] = {"amount": 1250, "currency": "eur", "until": 1_900_000_000}
NUMBERS = {"amount", "until"}


def example(template: str) -> dict[str, str | int]:
    return {name: EXAMPLES.get(name, f"the {name}") for name in letters.fields_of(template)}


@pytest.mark.parametrize("template", english.LETTERS)
def test_every_letter_says_all_that_it_is_told(template: str):
    fields = example(template)
    letters.check(template, fields)

    subject, text = writing.write(template, fields)

    said = subject + text
    assert all(str(value) in said for name, value in fields.items() if name not in {*NUMBERS, "currency"})
    assert ("12.50 EUR" in said) == ("amount" in fields)
    assert ("17 March 2030, 17:46 UTC" in said) == ("until" in fields)
    assert not {"{", "}"} & set(said)
    assert "\n" not in subject


@pytest.mark.parametrize("template", english.LETTERS)
def test_a_letter_that_is_told_too_little_or_too_much_is_refused(template: str):
    fields = example(template)

    for name, value in fields.items():
        with pytest.raises(ValueError, match="cannot be written"):
            letters.check(template, {key: found for key, found in fields.items() if key != name})
        with pytest.raises(ValueError, match="a number where text belongs"):
            letters.check(template, fields | {name: 5 if isinstance(value, str) else "5"})
    with pytest.raises(ValueError, match="cannot be written"):
        letters.check(template, fields | {"more": "text"})


def test_every_letter_is_there_in_russian_with_all_that_it_is_told():
    assert set(russian.LETTERS) == set(english.LETTERS)
    for template in english.LETTERS:
        fields = example(template)
        subject, text = writing.write(template, fields, "ru")
        assert all(str(value) in subject + text for name, value in fields.items() if name not in {*NUMBERS, "currency"})
        assert ("12.50 EUR" in subject + text) == ("amount" in fields)
        assert ("17 марта 2030 г., 17:46 UTC" in subject + text) == ("until" in fields)
        assert not {"{", "}"} & set(subject + text)
        assert re.search("[А-Яа-я]{3}", subject)
        assert "\n" not in subject


def test_what_nobody_wrote_is_said_in_russian_and_what_somebody_wrote_is_left():
    fields = {**example("receipt"), "creator": "somebody", "what": "suspend"}
    assert "suspend, кто-то." in writing.write("receipt", fields, "ru").text
    fields = {**example("appeal_approved"), "what": "suspend"}
    assert "О чём оно было: блокировка." in writing.write("appeal_approved", fields, "ru").text


def test_a_language_that_there_is_not_is_english():
    assert writing.write("receipt", example("receipt"), "xx") == writing.write("receipt", example("receipt"))


def test_a_letter_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="no_such_letter"):
        letters.check("no_such_letter", {})


def test_a_title_is_one_line_and_no_template():
    hostile = "{address.__class__} {0} %s\r\nBcc: victim@example.com\n\n\x00Dear\u2028all" + "x" * 500
    fields = {**example("receipt"), "what": hostile}

    subject, text = writing.write("receipt", fields)

    assert "{address.__class__} {0} %s Bcc: victim@example.com Dear all" in text
    assert not {"\r", "\x00", "\u2028"} & set(text)
    assert len(subject) < 300


def test_a_link_is_kept_whole():
    link = "https://checkout.example/" + "x" * 800
    assert link in writing.write("card_declined", {**example("card_declined"), "link": link}).text


def test_a_moment_with_a_zone_is_told_in_it():
    fields = {**example("pledge_held"), "timezone": "Pacific/Apia"}
    letters.check("pledge_held", fields)
    assert "by 18 March 2030, 06:46 (Pacific/Apia, UTC+13:00)" in writing.write("pledge_held", fields).text
    assert "до 18 марта 2030 г., 06:46 (Pacific/Apia, UTC+13:00)" in writing.write("pledge_held", fields, "ru").text
