"""What people write is text wherever a link shows it."""

import pytest

from chalicelib import config
from chalicelib.schemas.links import heads
from chalicelib.schemas.links.heads import Head, Picture, plain
from chalicelib.services.photos import posts
from chalicelib.services.photos.posts import Draft
from tests.kit.factories import make_account, make_media
from tests.kit.heads import Told, read

HOSTILE = (
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "<!--head-->",
    "\\1 \\g<0> </head><body>",
    "\u202egnp.exe\u2066",
    "👩‍👩‍👧‍👦" * 200,
    "x" * 500,
    "a\r\nb\tc",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_text(shell: str, text: str):
    anna = make_account("anna", display_name=text[:30], note=text)
    photo = make_media(anna, description=text)
    post = posts.publish(anna.id, Draft(text, [photo.id]))
    for path in (f"/@anna/{post.id}", "/@anna"):
        told = read(path)
        assert told.tags.count("title") == told.tags.count("head") == 1
        assert "img" not in told.tags
        assert told.tags.count("script") == (1 if shell == "published" else 0)
        assert len(told.meta["description"]) <= heads.LONGEST_TEXT
        assert len(told.meta["og:title"]) <= heads.LONGEST_TITLE
        assert not heads.TURNS & set(told.title + told.meta["description"])
        assert "\n" not in told.meta["description"]
        assert told.links["canonical"].startswith(config.PUBLIC_URL)


def test_text_is_cut_at_a_word_and_never_within_a_character():
    assert plain("one two three four", 12) == "one two…"
    assert plain("onetwothreefour", 8) == "onetwot…"
    assert plain("👩‍👩‍👧", 4) == "👩‍👩…"
    assert plain("\ud800a\x00b\u202e") == "ab"


def test_everything_in_a_head_is_escaped():
    said = "\"<b>&'"
    picture = Picture(f"/a{said}.jpg", 3, 2, alt=said)
    told = Told(heads.draw(Head(said, f"/{said}", said, picture=picture, is_embeddable=True)))
    assert set(told.tags) == {"title", "meta", "link"}
    assert told.title.startswith(said)
    assert [told.meta[one] for one in ("description", "og:title", "og:description", "og:image:alt")] == [said] * 4
    assert told.meta["og:image"].endswith(f"/a{said}.jpg")
    assert told.links["canonical"] == told.meta["og:url"] == f"{config.PUBLIC_URL}/{said}"
