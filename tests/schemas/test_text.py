"""What people type, as HTML that cannot bite."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.schemas.text import html, timestamp
from chalicelib.services.photos.text import handles_in, pieces, tags_in

ALLOWED = {"p", "a", "br", "span"}
EVIL = st.text(alphabet=st.sampled_from("<>\"'&#＃@/:. abAB1\n\r\0éж\u0301\u200c·«».;=()[]javscript"), max_size=80)


class Reader(HTMLParser):
    """Collects the tags, the attributes and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@given(EVIL)
def test_nothing_typed_becomes_a_tag_of_its_own(typed: str):
    reader = read(html(typed))
    assert set(reader.tags) <= ALLOWED
    assert {name for name, _ in reader.attributes} <= {"href", "class", "rel", "target"}
    hrefs = [value or "" for name, value in reader.attributes if name == "href"]
    assert all(re.match(r"https?://", href) for href in hrefs)


@given(EVIL)
def test_no_letter_is_lost(typed: str):
    def letters(text: str) -> str:
        return re.sub(r"[\s\0]", "", text)

    assert letters(read(html(typed)).words) == letters(typed)


@given(EVIL)
def test_pieces_put_together_are_the_text(typed: str):
    assert "".join(piece.sign + piece.text for piece in pieces(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("", ""),
        ("One\ntwo\n\nthree", "<p>One<br />two</p><p>three</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        (
            "see https://x.example/a?b=1&c=2.",
            (
                '<p>see <a href="https://x.example/a?b=1&amp;c=2" target="_blank" rel="nofollow noopener noreferrer">'
                "https://x.example/a?b=1&amp;c=2</a>.</p>"
            ),
        ),
        ("@nobody", "<p>@nobody</p>"),
        ("javascript://x #1", "<p>javascript://x #1</p>"),
    ],
)
def test_texts_are_drawn_as_mastodon_draws_them(typed: str, drawn: str):
    assert html(typed) == drawn


def test_a_mention_of_somebody_and_a_hashtag_are_links():
    page = html("@Anna #Été", frozenset({"anna"}))
    assert 'href="http://localhost:8000/@Anna" class="u-url mention">@<span>Anna</span>' in page
    assert 'href="http://localhost:8000/tags/%C3%A9t%C3%A9" class="mention hashtag" rel="tag">#<span>Été</span>' in page


def test_mentions_and_tags_are_found_once_and_not_inside_words():
    text = "@Anna @anna a@b.example #Cat #cat x#dog &#39; http://h.example/#frag @ben@elsewhere.example #2024"
    assert handles_in(text) == ["anna"]
    assert tags_in(text) == ["cat"]


def test_a_time_is_written_in_utc_with_milliseconds():
    assert timestamp(1_700_000_000.5) == "2023-11-14T22:13:20.500Z"
    assert timestamp(0) == "1970-01-01T00:00:00.000Z"
