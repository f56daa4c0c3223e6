"""Letters come in the language of whoever reads them: that of their sign-up, or that which they choose."""

from typing import Any

import pytest

from bench.meter import metered
from chalicelib import config
from chalicelib.models.people.accounts import Credential, Name
from chalicelib.services.people.door import emails, links
from chalicelib.services.safety import approving, removal
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.talk import mail_choices, mails, sending
from tests.handlers.people.test_registration import FORM
from tests.handlers.talk.test_mails_of_news import NONE, PATH
from tests.kit.client import Client
from tests.kit.door import letters
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_app, make_post, make_token
from tests.kit.mails import forget_mails, mails_to
from tests.kit.oauth import exchange

ENGLISH, RUSSIAN = "Confirm your e-mail address", "Подтвердите адрес почты"


@pytest.fixture(autouse=True)
def nothing_mailed() -> None:
    forget_mails()


def sign_up(headers: dict[str, str] | None = None, **form: Any) -> None:
    token = exchange(make_app("read write"), grant_type="client_credentials", scope="write").json()["access_token"]
    answer = Client(token).post("/api/v1/accounts", json={**FORM, "agreement": True, **form}, headers=headers or {})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("locale", "heard", "subject"),
    [
        ("ru", "en", RUSSIAN),
        ("ru-RU", "", RUSSIAN),
        ("RU_ru", "", RUSSIAN),
        ("en-GB", "ru", ENGLISH),
        ("pt-BR", "ru", ENGLISH),
        ("rune", "", ENGLISH),
        ("", "ru-RU,ru;q=0.9", RUSSIAN),
        ("", "", ENGLISH),
        (["ru"], "", ENGLISH),
    ],
)
def test_whoever_signs_up_is_written_to_in_their_language(locale: Any, heard: str, subject: str):
    sign_up({"Accept-Language": heard} if heard else {}, locale=locale)
    assert letters("Anna@Example.com") == [subject]


def test_a_page_that_is_read_in_russian_has_letters_in_russian():
    form = {name: value for name, value in FORM.items() if name != "locale"}
    assert Client().post("/oauth/sign_up", data=form, headers={"Cookie": "language=ru"}).status_code == 200
    assert letters("Anna@Example.com") == [RUSSIAN]


def test_a_language_is_chosen_for_every_letter_and_what_there_is_not_is_refused():
    anna = make_account("anna")
    client = Client(make_token(anna, "read write"))
    assert client.get(PATH).json() == NONE
    for wrong in ("xx", " ", 5):
        assert client.patch(PATH, json={"language": wrong, "follows": False}).status_code == 422, wrong
    for none in ("", None):
        assert client.patch(PATH, json={"language": none, "follows": False}).json() == NONE
    assert client.patch(PATH, json={"language": "ru"}).json() == {**NONE, "language": "ru"}

    assert client.get(PATH).json()["language"] == "ru"
    emails.ask(Credential.find(anna.id), "anna.new@example.com")
    assert letters("anna@example.com") == ["Адрес вашей почты скоро изменится"]
    assert letters("anna.new@example.com") == ["Подтвердите новый адрес почты"]
    client.patch(PATH, json={"language": "en"})
    mail = mails.compose("stopped", "selling_stopped", anna.id, link="https://rossgram.example/desk")
    mail.post()
    sending.deliver(mail.id)
    assert letters("anna@example.com")[-1] == "You cannot sell at the moment"


def test_a_letter_says_in_its_language_that_a_deleted_post_had_no_words():
    anna = make_account("anna")
    Client(make_token(anna, "read write")).patch(PATH, json={"language": "ru"})
    removal.remove(make_post(anna, caption="").id, Decision("op"))
    deliver_events("mails")
    body = mails_to("anna@example.com")[-1].body
    assert ("Там было: ни слова" in body, "nothing" in body) == (True, False)


def test_a_refused_choice_changes_no_language():
    client = Client(make_token(make_account("anna"), "read write"))
    assert client.patch(PATH, json={"language": "ru", "follows": True}).status_code == 422
    assert client.get(PATH).json() == NONE


def test_a_token_that_may_not_write_chooses_no_language():
    client = Client(make_token(make_account("anna"), "read"))
    assert client.patch(PATH, json={"language": "ru"}).status_code == 403


def test_a_letter_to_the_address_of_the_moment_is_in_its_owners_language(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "REGISTRATIONS", "approval")
    sign_up(locale="ru", reason="I like photos")
    anna = Credential.find(Name.holder("anna@example.com"))
    mail = links.told(anna, "password_changed")
    mail.post()
    sending.deliver(mail.id)
    assert approving.reject(anna.account_id, Decision("op"))
    assert letters("Anna@Example.com") == ["Ваш пароль изменён", "Ваша заявка не принята"]


def test_of_what_and_how_somebody_gets_mails_is_read_in_one_trip():
    anna = make_account("anna")
    with metered() as bill:
        assert mail_choices.of(anna.id) == ({"follows": False, "mentions": False, "comments": False}, None)
    assert (bill.trips, len(bill.calls)) == (1, 2)
