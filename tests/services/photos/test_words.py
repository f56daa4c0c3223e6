"""Hashtags, links and mentions of all languages, and how long a text is."""

import unicodedata

import pytest

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.services.photos import posts, text
from chalicelib.services.photos.drafts import LONGEST_CAPTION
from chalicelib.services.photos.posts import Draft
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
TAKEN_APART = unicodedata.normalize("NFD", "йога")


def found(typed: str, kind: str) -> list[str]:
    return [piece.text for piece in text.pieces(typed) if piece.kind == kind]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("#ग़लती", "ग़लती"),
        ("#நன்றி", "நன்றி"),
        (f"#{TAKEN_APART}", "йога"),
        ("#Йога", "йога"),
        ("#col·lecció", "col·lecció"),
        ("＃写真", "写真"),
        ("#ＡＢＣ", "abc"),
        ("#می\u200cخواهم", "می\u200cخواهم"),
        ("#スター・ウォーズ", "スター・ウォーズ"),
        ("#365days", "365days"),
        ("#rock_n_roll!", "rock_n_roll"),
        ("(#cat)", "cat"),
        ("#cat· ", "cat"),
        ("#日本語。次", "日本語"),
        ("#a#b", "a"),
    ],
)
def test_a_hashtag_is_a_word_of_any_language_and_has_one_name(typed: str, name: str):
    assert text.tags_in(typed) == [unicodedata.normalize("NFKC", name)]


@pytest.mark.parametrize(
    "typed", ["#2024", "#️⃣", "#", "#·a", "x#dog", "e\u0301#dog", "/#a", "&#39;", "=#a", "#\u200ca", "#👍", "##a"]
)
def test_these_are_no_hashtags(typed: str):
    assert text.tags_in(typed) == []


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://e.org/Pulp_(band)", "https://e.org/Pulp_(band)"),
        ("(see http://e.org/foo()).", "http://e.org/foo()"),
        ("(see http://e.org/foo).", "http://e.org/foo"),
        ("«https://e.org/a»", "https://e.org/a"),
        ("“https://e.org/a”", "https://e.org/a"),
        ("「https://e.org/a」と", "https://e.org/a"),
        ("（https://e.org/a）", "https://e.org/a"),
        ("'https://e.org/a'", "https://e.org/a"),
        ("https://e.org/a「b」", "https://e.org/a「b」"),
        ("https://e.org/b's", "https://e.org/b's"),
        ("https://e.org/b’s", "https://e.org/b’s"),
        ("Https://e.org", "Https://e.org"),
        ("HTTP://E.ORG.", "HTTP://E.ORG"),
        ("https://e.org/a。", "https://e.org/a"),
        ("https://e.org/a...", "https://e.org/a"),
        ("https://e.org/a?b=1&c=2!", "https://e.org/a?b=1&c=2"),
        ("https://e.org/x?t=9..&c=a", "https://e.org/x?t=9..&c=a"),
        ("https://e.org/?q=[a]&b={c}", "https://e.org/?q=[a]&b={c}"),
        ("https://e.org/article/0,,9065-24.html", "https://e.org/article/0,,9065-24.html"),
        ("https://e.org/#label/!!!Today/15", "https://e.org/#label/!!!Today/15"),
        ("https://e.org/troubling-inc-.", "https://e.org/troubling-inc-"),
        ("<https://e.org/a>", "https://e.org/a"),
        ("text:https://e.org:8080/a", "https://e.org:8080/a"),
        ("https://пример.рф/путь", "https://пример.рф/путь"),
        ("https://हिन्दी.भारत/क", "https://हिन्दी.भारत/क"),
        ("http://localhost:3000/x", "http://localhost:3000/x"),
        ("https://my_site.e.org/@anna", "https://my_site.e.org/@anna"),
        ("https://e.org/a)b", "https://e.org/a"),
        ('https://e.org/a"b', "https://e.org/a"),
        ("https://e.org", "https://e.org"),
        *((f"https://e.org/{chr(turn)}gpj.exe", "https://e.org/") for turn in (*range(0x202A, 0x202F), 0x2066, 0x2069)),
        ("https://e.org\u202e/gpj.exe", "https://e.org"),
    ],
)
def test_a_link_ends_where_linkify_it_or_mastodon_end_it(typed: str, link: str):
    assert found(typed, "link") == [link]


@pytest.mark.parametrize(
    "typed",
    [
        "https://",
        "https://.e.org",
        "https://-e.org",
        "abchttps://e.org",
        "https://bank.org@e.org/",
        "https://u:p@e.org",
    ],
)
def test_these_are_no_links(typed: str):
    assert found(typed, "link") == []


def test_a_mention_may_name_this_server_and_no_other(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "DOMAIN", "own.server")
    typed = "@Anna@own.server, @ben@OWN.SERVER. @carla@other.server @dora@own.server.evil @eve@ =@fay a@own.server"
    assert text.handles_in(typed) == ["anna", "ben"]
    monkeypatch.setattr(config, "DOMAIN", "localhost:8000")
    assert text.handles_in("@anna@localhost:8000 @ben@localhost") == ["anna", "ben"]


def test_a_mention_with_this_server_leads_to_the_account():
    anna, domain = make_account("annika"), config.DOMAIN
    status = Client(make_token(anna)).post("/api/v1/statuses", json={"status": f"@annika@{domain}!"}).json()
    assert [one["acct"] for one in status["mentions"]] == ["annika"]
    assert status["content"].endswith('/@annika" class="u-url mention">@<span>annika</span></a></span>!</p>')


@pytest.mark.parametrize(
    ("typed", "is_refused"),
    [
        (FAMILY * 400, False),
        (FAMILY * LONGEST_CAPTION, False),
        (FAMILY * (LONGEST_CAPTION + 1), True),
        ("e\u0301" * LONGEST_CAPTION, False),
        ("e" * (LONGEST_CAPTION + 1), True),
        ("https://e.org/" + "a" * 1900 + " " + "e" * (LONGEST_CAPTION - 24), False),
        ("https://e.org/" + "a" * 1900 + " " + "e" * (LONGEST_CAPTION - 23), True),
        ("https://e.org " + "e" * (LONGEST_CAPTION - 23), True),
        ("@ben@elsewhere.example " + "e" * (LONGEST_CAPTION - 5), False),
        ("@ben@elsewhere.example " + "e" * (LONGEST_CAPTION - 4), True),
        ("e" + "\u0301" * 1_000_000, True),
    ],
    ids=lambda value: "" if isinstance(value, bool) else f"{value[:14]!r} {len(value)}",
)
def test_a_caption_is_measured_in_graphemes_with_23_for_a_link(typed: str, is_refused: bool):
    anna = make_account()
    if is_refused:
        with pytest.raises(Unprocessable, match="limit of 2200"):
            posts.publish(anna.id, Draft(typed))
    else:
        assert posts.publish(anna.id, Draft(typed)).body["caption"] == typed


def test_a_profile_field_is_one_line():
    anna = make_account(fields=[{"name": "Web", "value": "a\n\nb https://e.org/x\r\n#c"}])
    value = Client().get(f"/api/v1/accounts/{anna.id}").json()["fields"][0]["value"]
    assert value.startswith('a b <a href="https://e.org/x"')
    assert "<p>" not in value
    assert "<br" not in value
    assert value.endswith("<span>c</span></a>")


def test_the_name_of_a_profile_field_is_one_line():
    own, rows = Client(make_token(make_account())), [{"name": " a\n\nn\t", "value": "x"}]
    answer = own.patch("/api/v1/accounts/update_credentials", json={"fields_attributes": rows})
    assert answer.json()["fields"][0]["name"] == "a n"
