"""Accounts are found by the beginnings of their handles and of the words of their names, as they are today."""

import pytest

from bench.meter import metered
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.search.account_words import AccountWord
from chalicelib.services.people import accounts
from chalicelib.services.people.search import names
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_follow, make_many_follows
from tests.kit.killing import every_kill


def found(query: str, viewer: Account | None = None, limit: int = 40, offset: int = 0, **asked: bool) -> list[str]:
    shown = names.search(viewer.id if viewer else None, query, limit, offset, **asked)
    return [account.handle for account in shown]


def test_an_account_is_found_by_each_beginning_from_the_moment_of_its_registration():
    make_account("anna_b", display_name="Ärla Öman 李明")
    for query in ("anna_b", "an", "@ANNA_", "b", "arla", "ÖM", "oman är", "李", "anna_b@localhost:8000"):
        assert found(query) == ["anna_b"], query
    for query in ("nna", "oman x", "anna_b@elsewhere.example", "", "@", "\x00", "a" * 2_000, "anna_b x"):
        assert found(query) == [], query


def test_a_new_name_is_found_and_the_earlier_one_is_not():
    anna = make_account("anna", display_name="Weber")
    accounts.update(anna.id, {"display_name": "Schmidt"})
    # The words of yesterday find nobody, even before the work that takes them away.
    assert found("web") == []
    deliver_events()
    assert found("schm") == ["anna"]
    assert AccountWord.keys_of(anna.id) == {f"anna {anna.id}", f"schmidt {anna.id}"}


def test_a_new_name_that_is_cut_anywhere_is_found_or_was_not_saved(monkeypatch: pytest.MonkeyPatch):
    def begin() -> Account:
        account = make_account()
        deliver_events()
        return account

    def rename(account: Account) -> None:
        accounts.update(account.id, {"display_name": "Zyx"})
        deliver_events()

    for account in every_kill(monkeypatch, begin, rename):
        deliver_events()
        name = Account.find(account.id).profile["display_name"].lower()
        assert AccountWord.keys_of(account.id) == {f"{account.handle} {account.id}", f"{name} {account.id}"}


def test_whom_it_names_comes_first_then_whom_one_follows_then_whom_many_follow():
    viewer = make_account("viewer")
    for handle, followers in (("maria", 0), ("maria_a", 1), ("maria_b", 9), ("maria_c", 0)):
        make_account(handle).update([Account.followers_count.set(followers)])
    make_follow(viewer, Account.find_by_handle("maria_c"))
    assert found("maria", viewer) == ["maria", "maria_c", "maria_b", "maria_a"]
    assert found("maria") == ["maria", "maria_b", "maria_a", "maria_c"]
    assert found("maria", viewer, limit=2, offset=1) == ["maria_c", "maria_b"]
    assert found("mari", viewer, only_followed=True) == ["maria_c"]
    assert found("mari", only_followed=True) == []


def test_a_search_among_whom_one_follows_costs_the_same_however_many_they_are():
    viewer, anna = make_account(), make_account("anna")
    make_follow(viewer, anna)
    costs = []
    for more in (9, 990):
        make_many_follows(viewer, more)
        with metered() as bill:
            assert found("an", viewer, only_followed=True) == ["anna"]
        costs.append((bill.trips, len(bill.calls), bill.read_units))
    assert costs[0] == costs[1]


def test_whoever_wants_not_to_be_discovered_is_found_by_the_whole_handle_and_by_their_followers():
    shy, fan = make_account("shyanna", discoverable=False), make_account()
    assert (found("shy"), found("shyanna"), found("shy", shy)) == ([], ["shyanna"], ["shyanna"])
    make_follow(fan, shy)
    assert found("shy", fan) == ["shyanna"]


def test_an_account_of_an_earlier_release_is_found_by_its_handle_and_by_its_words_once_it_was_indexed():
    anna = make_account("anna", display_name="Weber")
    AccountWord.replace((), AccountWord.keys_of(anna.id))
    assert (found("anna"), found("web")) == (["anna"], [])
    accounts.redraw_posts(anna.id)
    assert found("web") == ["anna"]


@pytest.mark.parametrize("query", ["per", "per per", "person"])
def test_a_search_takes_two_trips_and_as_much_of_ten_times_as_many(query: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(names, "RANKED", 5)
    monkeypatch.setattr(names, "MOST_READ", 5)
    monkeypatch.setattr(names, "MOST_LOOKED_AT", 5)
    viewer, bills = make_account("viewer"), []
    for more in (6, 54):
        for _ in range(more):
            make_account(display_name="")
        with metered() as bill:
            assert len(names.search(viewer.id, query, 5)) == 5
        bills.append((bill.trips, len(bill.calls), bill.read_units))
    assert bills[0] == bills[1]
    assert bills[0][0] == 2
