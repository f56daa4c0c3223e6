"""The address of whoever is suspended is blocked for as long as that lasts, and by no other way than that."""

from typing import Any

import pytest

from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door import credentials, sign_ups
from chalicelib.models.people.door.mailed_tokens import CHANGE_EMAIL, MailedToken
from chalicelib.models.safety.email_blocks import ADDRESS, EmailBlock, hash_of
from chalicelib.services.safety import silencing, suspending
from chalicelib.services.safety.decisions import Decision
from tests.handlers.safety.test_email_blocks import ADDRESSES, DOMAINS, come, errors, log
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.staff import as_staff, make_staff

OP = Decision("op")
HASH = hash_of("anna@example.com")


def link_to(account: Account, email: str) -> str:
    return MailedToken.draw(CHANGE_EMAIL, account.id, email, int(Credential.find(account.id).version))


def confirm(secret: str) -> int:
    return int(Client().post("/oauth/email/confirm", data={"token": secret}).status_code)


@pytest.mark.parametrize("first", [0, 1])
def test_an_address_is_blocked_until_none_of_its_owners_is_suspended(first: int):
    both = [make_account("anna"), sign_ups.create("bea", "an.na+2@example.com", "x", {})]
    for one in both:
        suspending.suspend(one.id, OP)
    suspending.unsuspend(both[first].id, OP)
    assert Account.find(both[1 - first].id).closed == "suspended"
    assert errors(come("an.na+3@example.com")) == ["ERR_BLOCKED"]
    suspending.unsuspend(both[1 - first].id, OP)
    assert EmailBlock.count() == 0


def test_a_block_of_one_suspension_that_stands_already_takes_a_second_one():
    anna, bea = make_account("anna"), sign_ups.create("bea", "an.na+2@example.com", "x", {})
    suspending.suspend(anna.id, OP)
    # So the rows were written when each named one account.
    EmailBlock(ADDRESS, HASH).update([EmailBlock.suspended_ids.set(anna.id)])
    suspending.suspend(bea.id, OP)
    suspending.unsuspend(anna.id, OP)
    assert errors(come("anna@example.com")) == ["ERR_BLOCKED"]
    suspending.unsuspend(bea.id, OP)
    assert EmailBlock.count() == 0


def test_a_moderator_makes_the_block_of_a_suspension_their_own():
    anna, mo = make_account("anna"), as_staff(make_staff())
    suspending.suspend(anna.id, OP)
    made = mo.post(ADDRESSES, json={"email": "anna@example.com"})
    assert (made.status_code, made.json()["canonical_email_hash"]) == (200, HASH)
    assert log() == [("block e-mail address", HASH)]
    assert mo.post(ADDRESSES, json={"email": "anna@example.com"}).status_code == 422
    suspending.unsuspend(anna.id, OP)
    assert errors(come("anna@example.com")) == ["ERR_BLOCKED"]
    assert mo.delete(f"{ADDRESSES}/{made.json()['id']}").status_code == 200
    assert EmailBlock.count() == 0


@pytest.mark.parametrize("is_blocked_before", [False, True])
def test_what_a_moderator_does_between_the_read_and_the_write_counts(
    monkeypatch: pytest.MonkeyPatch, is_blocked_before: bool
):
    anna, mo, read = make_account("anna"), as_staff(make_staff()), EmailBlock.of
    if is_blocked_before:
        made = mo.post(ADDRESSES, json={"email": "anna@example.com"}).json()["id"]

    def meanwhile(*asked: str) -> Any:
        monkeypatch.setattr(EmailBlock, "of", read)
        found = read(*asked)
        path = f"{ADDRESSES}/{made}" if is_blocked_before else ADDRESSES
        method = "DELETE" if is_blocked_before else "POST"
        assert mo.request(method, path, json={"email": "anna@example.com"}).status_code == 200
        return found

    monkeypatch.setattr(EmailBlock, "of", meanwhile)
    assert suspending.suspend(anna.id, OP)
    assert EmailBlock.of(ADDRESS, HASH)
    suspending.unsuspend(anna.id, OP)
    assert (EmailBlock.of(ADDRESS, HASH) is None) == is_blocked_before


@pytest.mark.parametrize("deed", [suspending.suspend, silencing.disable])
def test_whoever_cannot_sign_in_changes_no_address_by_an_older_link(deed: Any):
    anna = make_account("anna")
    secret = link_to(anna, "new@example.com")
    deed(anna.id, OP)
    assert confirm(secret) == 422
    assert Credential.find(anna.id).email == "anna@example.com"
    suspending.unsuspend(anna.id, OP)
    assert EmailBlock.count() == 0


@pytest.mark.parametrize("deed", [suspending.suspend, silencing.disable])
def test_whoever_is_put_out_while_they_confirm_changes_no_address(monkeypatch: pytest.MonkeyPatch, deed: Any):
    anna, change = make_account("anna"), credentials.change_email

    def meanwhile(*told: Any) -> None:
        deed(anna.id, OP)
        change(*told)

    monkeypatch.setattr(credentials, "change_email", meanwhile)
    assert confirm(link_to(anna, "new@example.com")) == 422
    assert Credential.find(anna.id).email == "anna@example.com"


def test_whoever_changes_the_address_while_they_are_suspended_leaves_no_block_behind(monkeypatch: pytest.MonkeyPatch):
    anna, read = make_account("anna"), EmailBlock.of
    secret = link_to(anna, "new@example.com")

    def meanwhile(*asked: str) -> Any:
        monkeypatch.setattr(EmailBlock, "of", read)
        assert confirm(secret) == 200
        return read(*asked)

    monkeypatch.setattr(EmailBlock, "of", meanwhile)
    suspending.suspend(anna.id, OP)
    assert errors(come("new+1@example.com")) == ["ERR_BLOCKED"]
    suspending.unsuspend(anna.id, OP)
    assert EmailBlock.count() == 0


@pytest.mark.parametrize(
    ("path", "form"), [(DOMAINS, {"domain": "spam.example"}), (ADDRESSES, {"email": "a@spam.example"})]
)
def test_nobody_changes_to_an_address_that_was_blocked_after_they_asked(path: str, form: dict[str, str]):
    anna = make_account("anna")
    secret = link_to(anna, "a@spam.example")
    as_staff(make_staff()).post(path, json=form)
    assert confirm(secret) == 422
    assert Credential.find(anna.id).email == "anna@example.com"
