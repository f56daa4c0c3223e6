"""Serve the hosted pages, and show errors as pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from local_stripe.api import payment_links
from local_stripe.errors import CardFailure, InvalidDiscount, NotFound, StripeFailure
from local_stripe.pages import checkout, layout, others
from local_stripe.pages.words import say
from local_stripe.state import State


@dataclass(frozen=True)
class Page:
    """A page to show, or with `location` a redirect."""

    status: int
    html: str = ""
    location: str = ""


def answer(state: State, method: str, path: str, query: str, form: str) -> Page:
    """Show a page, or submit its form."""
    asked, sent = dict(parse_qsl(query)), dict(parse_qsl(form, keep_blank_values=True))
    with state.store.transaction():
        try:
            with state.store.attempt():
                if method == "POST":
                    return Page(303, location=_submit(state, path, asked, sent))
                if path.startswith("/b/"):
                    return Page(303, location=payment_links.open_session(state, path.removeprefix("/b/")))
                return Page(200, _show(state, path, asked))
        except (CardFailure, InvalidDiscount) as failure:
            return _again(state, path, failure)
        except StripeFailure as failure:
            return Page(failure.status, checkout.explain(failure))


def _again(state: State, path: str, failure: StripeFailure) -> Page:
    """Show the Checkout page again with the decline, or with the reason why a code does not apply."""
    found = re.match(r"/c/pay/([^/]+)", path)
    if not found:
        return Page(failure.status, checkout.explain(failure))
    return Page(failure.status, checkout.show(state, found.group(1), str(failure)))


def _show(state: State, path: str, query: dict[str, str]) -> str:
    if path == "/done":
        return layout.page("Done", f"<p>{say('You can close this page.')}</p>")
    kind, _, name = path.strip("/").rpartition("/")
    if kind.startswith("c/pay/") and name == "authenticate":
        return checkout.show_bank(state, kind.removeprefix("c/pay/"))
    if kind == "authenticate":
        return others.show_authentication(state, name, query)
    shown: dict[str, Callable[[State, str], str]] = {
        "c/pay": checkout.show,
        "onboarding": others.show_onboarding,
        "p/session": others.show_portal,
    }
    if kind in shown:
        return shown[kind](state, name)
    raise NotFound("There is no such page.")


def _submit(state: State, path: str, query: dict[str, str], form: dict[str, str]) -> str:
    kind, _, name = path.strip("/").rpartition("/")
    if kind.startswith("c/pay/") and name == "authenticate":
        return checkout.submit_bank(state, kind.removeprefix("c/pay/"), form)
    if kind == "authenticate":
        return others.submit_authentication(state, name, query, form)
    sent = {"c/pay": checkout.submit, "onboarding": others.submit_onboarding, "p/session": others.submit_portal}
    if kind in sent:
        return sent[kind](state, name, form)
    raise NotFound("There is no such page.")
