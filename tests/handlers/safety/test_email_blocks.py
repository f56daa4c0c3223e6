"""Mail providers and addresses with which nobody signs up, as Mastodon's apps for moderators block them."""

import hashlib
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.paging import Page
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door import sign_ups
from chalicelib.models.safety.actions import ModerationAction
from chalicelib.models.safety.email_blocks import ADDRESS, EmailBlock, hash_of
from chalicelib.services.safety import suspending
from chalicelib.services.safety.decisions import Decision
from tests.kit.client import Client
from tests.kit.factories import make_account
from tests.kit.oauth import PASSWORD
from tests.kit.staff import as_staff, make_staff, plain

DOMAINS, ADDRESSES = "/api/v1/admin/email_domain_blocks", "/api/v1/admin/canonical_email_blocks"
SPELLINGS = ("anna@example.com", "An.Na@Example.com", "anna+more@example.com", "a.n.n.a+x+y@EXAMPLE.COM")

IDN = ("anna@bücher.example", "anna@xn--bcher-kva.example", "anna@BÜCHER.example")


def come(email: str, handle: str = "somebody") -> Any:
    form = {"username": handle, "email": email, "password": PASSWORD, "agreement": "true"}
    return Client().post(
        "/api/rossgram/v1/session/sign_up", json=form, headers={"X-Rossgram": "1", "Origin": config.PUBLIC_URL}
    )


def errors(answer: Any) -> list[str]:
    return [one["error"] for one in answer.json().get("details", {}).get("email", [])]


def log() -> list[tuple[str, str | None]]:
    return [(row.name, row.reason) for row in ModerationAction.of("0", Page()).rows]


def test_nobody_comes_from_a_blocked_domain_or_from_below_it():
    mo = as_staff(make_staff())
    made = mo.post(DOMAINS, json={"domain": " Spam.example "}).json()
    assert (made["domain"], made["history"]) == ("spam.example", [])
    for email in ("a@spam.example", "a@SPAM.example", "a@mail.spam.example", "a@" + "x." * 60 + "spam.example"):
        assert errors(come(email)) == ["ERR_BLOCKED"], email
    assert come("a@notspam.example").status_code == 200
    assert [row["id"] for row in mo.get(DOMAINS).json()] == [made["id"]]
    assert mo.get(f"{DOMAINS}/{made['id']}").json() == made
    assert mo.post(DOMAINS, json={"domain": "SPAM.EXAMPLE"}).status_code == 422
    assert mo.delete(f"{DOMAINS}/{made['id']}").status_code == 200
    assert mo.delete(f"{DOMAINS}/{made['id']}").status_code == 404
    assert mo.get(f"{DOMAINS}/{made['id']}").status_code == 404
    assert come("a@spam.example", "other").status_code == 200
    assert log() == [("unblock e-mail domain", "spam.example"), ("block e-mail domain", "spam.example")]
    rows = mo.get("/api/rossgram/v1/moderation/actions").json()
    told = [(row["name"], row["account_id"], row["acct"], row["reason"]) for row in rows[:2]]
    assert told == [(name, None, "", "spam.example") for name in ("unblock e-mail domain", "block e-mail domain")]


def test_nobody_comes_by_another_spelling_of_a_blocked_address():
    mo = as_staff(make_staff())
    made = mo.post(ADDRESSES, json={"email": "AnNa+blog@example.com"}).json()
    assert made["canonical_email_hash"] == hash_of("anna@example.com")
    for email in SPELLINGS:
        assert errors(come(email)) == ["ERR_BLOCKED"], email
        assert mo.post(f"{ADDRESSES}/test", json={"email": email}).json() == [made]
    assert mo.post(f"{ADDRESSES}/test", json={"email": "ben@example.com"}).json() == []
    assert [row["id"] for row in mo.get(ADDRESSES).json()] == [made["id"]]
    assert mo.get(f"{ADDRESSES}/{made['id']}").json() == made
    assert mo.post(ADDRESSES, json={"canonical_email_hash": hash_of("anna@example.com")}).status_code == 422
    assert mo.delete(f"{ADDRESSES}/{made['id']}").status_code == 200
    assert come("anna@example.com").status_code == 200
    assert [name for name, _ in log()] == ["unblock e-mail address", "block e-mail address"]


@pytest.mark.parametrize("stands_since_before", [False, True])
@pytest.mark.parametrize("spelling", IDN)
def test_nobody_comes_by_another_spelling_of_a_domain(spelling: str, stands_since_before: bool):
    mo = as_staff(make_staff())
    if stands_since_before:
        # So a hash was made when each spelling of a domain had its own.
        EmailBlock(ADDRESS, hashlib.sha256(spelling.lower().encode()).hexdigest()).save()
    else:
        mo.post(ADDRESSES, json={"email": spelling})
    (made,) = mo.get(ADDRESSES).json()
    for email in IDN:
        assert errors(come(email)) == ["ERR_BLOCKED"], email
        assert mo.post(f"{ADDRESSES}/test", json={"email": email}).json() == [made]
        assert mo.post(ADDRESSES, json={"email": email}).status_code == 422


def test_a_suspension_of_before_ends_its_block_of_an_older_spelling():
    anna = sign_ups.create("anna", IDN[0], "x", {})
    suspending.suspend(anna.id, Decision("op"))
    (row,) = EmailBlock.scan()
    row.delete()
    EmailBlock(ADDRESS, hashlib.sha256(IDN[0].encode()).hexdigest(), suspended_ids=anna.id).save()
    suspending.unsuspend(anna.id, Decision("op"))
    assert EmailBlock.count() == 0


def test_nobody_changes_to_a_blocked_address():
    as_staff(make_staff()).post(DOMAINS, json={"domain": "spam.example"})
    make_account("anna", password=PASSWORD)
    form = {"username": "anna", "password": PASSWORD, "email": "anna@spam.example"}
    assert Client().post("/oauth/email", data=form).status_code == 422
    assert Client().post("/oauth/email", data={**form, "email": "anna@else.example"}).status_code == 200


@pytest.mark.parametrize("domain", ["", "  ", "a b", "https://spam.example/", "x" * 300, "-.example", "\u0000", "a..b"])
def test_what_is_no_domain_is_refused(domain: str):
    assert as_staff(make_staff()).post(DOMAINS, json={"domain": domain}).status_code == 422
    assert EmailBlock.count() == 0


@pytest.mark.parametrize("form", [{}, {"email": "anna"}, {"email": "@x"}, {"canonical_email_hash": "12"}])
def test_what_is_no_address_is_refused(form: dict[str, str]):
    assert as_staff(make_staff()).post(ADDRESSES, json=form).status_code == 422
    assert EmailBlock.count() == 0


def test_only_the_staff_reads_and_blocks():
    mo, ben = make_staff(), make_account()
    calls = [
        ("GET", DOMAINS),
        ("GET", ADDRESSES),
        ("POST", DOMAINS),
        ("POST", ADDRESSES),
        ("POST", f"{ADDRESSES}/test"),
    ]
    calls += [(method, f"{path}/{'1' * 18}") for method in ("GET", "DELETE") for path in (DOMAINS, ADDRESSES)]
    form = {"domain": "spam.example", "email": "anna@example.com"}
    for method, path in calls:
        for client in (plain(mo), as_staff(ben), as_staff(mo, "admin:write:reports")):
            assert client.request(method, path, json=form).status_code == 403, (method, path)
    assert EmailBlock.count() == 0


def test_whoever_is_suspended_does_not_come_back_by_the_same_address():
    anna = make_account("anna")
    suspending.suspend(anna.id, Decision("op"))
    assert errors(come("an.na+again@example.com")) == ["ERR_BLOCKED"]
    suspending.unsuspend(anna.id, Decision("op"))
    assert EmailBlock.of(ADDRESS, hash_of("anna@example.com")) is None
    assert come("an.na+again@example.com").status_code == 200
    assert Account.find(anna.id).closed is None


def test_what_a_moderator_blocked_stays_when_a_suspension_ends():
    anna = make_account("anna")
    as_staff(make_staff()).post(ADDRESSES, json={"email": "anna@example.com"})
    suspending.suspend(anna.id, Decision("op"))
    suspending.unsuspend(anna.id, Decision("op"))
    assert EmailBlock.of(ADDRESS, hash_of("anna@example.com")) is not None
