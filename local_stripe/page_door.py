"""Find the page for a path, and turn what goes wrong into a page too."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from local_stripe.errors import CardFailure, NotFound, StripeFailure
from local_stripe.pages import checkout, layout, others
from local_stripe.world import World


@dataclass(frozen=True)
class Page:
    """A page to show, or with `location` a place to go."""

    status: int
    html: str = ""
    location: str = ""


def answer(world: World, method: str, path: str, query: str, form: str) -> Page:
    """Show a page, or do what its form says."""
    asked, sent = dict(parse_qsl(query)), dict(parse_qsl(form, keep_blank_values=True))
    with world.store.transaction():
        try:
            with world.store.attempt():
                if method == "POST":
                    return Page(303, location=_submit(world, path, asked, sent))
                return Page(200, _show(world, path, asked))
        except CardFailure as failure:
            return _again(world, path, failure)
        except StripeFailure as failure:
            return Page(failure.status, checkout.explain(failure))


def _again(world: World, path: str, failure: CardFailure) -> Page:
    """Show the Checkout page again, with what the card said."""
    found = re.match(r"/c/pay/([^/]+)", path)
    if not found:
        return Page(402, checkout.explain(failure))
    return Page(402, checkout.show(world, found.group(1), str(failure)))


def _show(world: World, path: str, query: dict[str, str]) -> str:
    if path == "/done":
        return layout.page("Done", "<p>You can close this page.</p>")
    kind, _, name = path.strip("/").rpartition("/")
    if kind.startswith("c/pay/") and name == "authenticate":
        return checkout.show_bank(world, kind.removeprefix("c/pay/"))
    if kind == "authenticate":
        return others.show_authentication(world, name, query)
    shown: dict[str, Callable[[World, str], str]] = {
        "c/pay": checkout.show,
        "onboarding": others.show_onboarding,
        "p/session": others.show_portal,
    }
    if kind in shown:
        return shown[kind](world, name)
    raise NotFound("There is no such page.")


def _submit(world: World, path: str, query: dict[str, str], form: dict[str, str]) -> str:
    kind, _, name = path.strip("/").rpartition("/")
    if kind.startswith("c/pay/") and name == "authenticate":
        return checkout.submit_bank(world, kind.removeprefix("c/pay/"), form)
    if kind == "authenticate":
        return others.submit_authentication(world, name, query, form)
    sent = {"c/pay": checkout.submit, "onboarding": others.submit_onboarding, "p/session": others.submit_portal}
    if kind in sent:
        return sent[kind](world, name, form)
    raise NotFound("There is no such page.")
