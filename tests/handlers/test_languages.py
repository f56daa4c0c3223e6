"""The server's own pages speak what a browser asks for, and no text of theirs is left without a translation."""

import re

import pytest

from chalicelib.schemas import languages
from chalicelib.schemas.people.door import pages as door
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import make_paid_post
from tests.test_house import ROOT

SAID = re.compile(r'"((?:[^"\\]|\\.)*)"\s*\|\s*say')
FORMS = [one for one in vars(door).values() if isinstance(one, door.Form)]


def translated(text: str) -> bool:
    languages.listen("ru")
    try:
        return languages.say(text) != text
    finally:
        languages.listen("")


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en-GB,en;q=0.9,ru;q=0.8", "en"),
        ("de-DE,de;q=0.9,ru;q=0.5,en;q=0.3", "ru"),
        ("fr, *;q=0.1", "en"),
        ("ru;q=0, en;q=0.1", "en"),
        ("ru;q=x,,;;q=", "en"),
    ],
)
def test_a_page_speaks_what_is_asked_for_first(accepted: str, spoken: str):
    page = Client().get("/checkout/cancelled", headers={"Accept-Language": accepted})
    assert f'<html lang="{spoken}" ' in page.text
    assert ("Вы ничего не оплатили" in page.text) == (spoken == "ru")


@pytest.mark.parametrize(
    ("cookie", "accepted", "spoken"),
    [
        ("language=ru", "en-GB", "ru"),
        ("other=x; language=ru", "en-GB", "ru"),
        ("language=en;other=x", "ru", "en"),
        ("language=de", "ru", "ru"),
        ("language=ruin", "en-GB", "en"),
        ("my_language=ru", "en-GB", "en"),
    ],
)
def test_a_page_speaks_what_its_reader_chose_in_the_client_whatever_the_browser_asks_for(
    cookie: str, accepted: str, spoken: str
):
    for path in ("/checkout/cancelled", "/oauth/password/forgotten"):
        page = Client().get(path, headers={"Accept-Language": accepted, "Cookie": cookie})
        assert f'<html lang="{spoken}" ' in page.text
        assert page.headers["Cache-Control"] in {"no-store", "private, no-store"}


@pytest.mark.parametrize(
    ("cookie", "theme"),
    [("", "system"), ("theme=dark", "dark"), ("language=ru; theme=light", "light"), ('theme=x" onload=', "system")],
)
def test_a_page_has_the_theme_that_its_reader_chose_in_the_client(cookie: str, theme: str):
    assert 'data-theme="dark"' in Client().get("/checkout/done", headers={"Cookie": "theme=dark"}).text
    page = Client().get("/checkout/cancelled", headers={"Cookie": cookie} if cookie else {})
    assert f' data-theme="{theme}">' in page.text


def test_the_language_of_one_request_is_not_that_of_the_next():
    assert "Спасибо" in Client().get("/checkout/done", headers={"Accept-Language": "ru"}).text
    assert "Thank you" in Client().get("/checkout/done").text


def test_the_page_that_unlocks_speaks_russian_and_quotes_its_author():
    author = make_account(display_name="<Zoë> {x}")
    page = Client().get(f"/unlock/{make_paid_post(author).id}", headers={"Accept-Language": "ru"}).text
    assert "Открыть публикацию &lt;Zoë&gt; {x}" in page
    assert "Войти и оплатить" in page


def test_every_text_of_a_template_is_translated():
    found = {text for path in (ROOT / "chalicelib/schemas").rglob("*.html") for text in SAID.findall(path.read_text())}
    assert len(found) > 50
    assert sorted(text for text in found if not translated(text)) == []


def test_every_text_of_a_form_is_translated():
    assert len(FORMS) > 6
    for form in FORMS:
        fields = [text for field in form.fields for text in (field.label, field.hint) if text]
        told = [form.title, *form.sentences, form.button, form.legend, *form.links.values(), *fields]
        assert [text for text in told if text and not translated(text)] == [], form.title
    assert all(translated(words) for words in [*door.OWN.values(), *door.ACTS.values()])
