"""The page that unlocks a post knows who is signed in in the browser."""

from urllib.parse import quote

import pytest

from chalicelib import config
from chalicelib.services.people.relationships import privacy
from tests.kit.browsers import Browser
from tests.kit.client import Client
from tests.kit.factories import make_account, make_follow
from tests.kit.money.stripe_objects import make_paid_post
from tests.kit.oauth import PASSWORD


def test_a_follower_of_a_private_account_finds_the_page_in_the_browser_and_nobody_else():
    fan = make_account("fan", password=PASSWORD)
    author = make_account("anna")
    post = make_paid_post(author)
    privacy.set_private(author.id, is_private=True)
    make_follow(fan, author)
    follower, stranger = Browser(), Browser()
    follower.sign_in("fan", PASSWORD)
    make_account("eve", password=PASSWORD)
    stranger.sign_in("eve", PASSWORD)
    # A browser that is led to a page says nothing but its cookies.
    led = {"X-Rossgram": "", "Origin": ""}

    assert follower.get(f"/unlock/{post.id}", headers=led).status_code == 200
    assert stranger.get(f"/unlock/{post.id}", headers=led).status_code == 404
    assert Client().get(f"/unlock/{post.id}").status_code == 404
    form = {"username": "fan", "password": "wrong"}
    assert follower.post(f"/unlock/{post.id}", data=form, headers=led).status_code == 422
    assert stranger.post(f"/unlock/{post.id}", data=form, headers=led).status_code == 404


@pytest.mark.parametrize("back", ["/@anna/116", "/purchases", "/desk/offers"])
@pytest.mark.parametrize(("page", "came"), [("done", "done"), ("cancelled?post=116", "left")])
def test_whoever_paid_from_the_web_client_is_led_back_to_where_they_were(page: str, came: str, back: str):
    led = Client().get(f"/checkout/{page}", headers={"Cookie": f"x=1; back={quote(back, safe='')}"})
    assert (led.status_code, led.headers["Location"]) == (303, f"{config.PUBLIC_URL}{back}?checkout={came}")
    assert led.headers["Set-Cookie"] == "back=; Path=/checkout; Max-Age=0"


def test_whoever_left_checkout_in_an_app_is_led_to_the_page_of_the_post():
    led = Client().get("/checkout/cancelled?post=116")
    assert (led.status_code, led.headers["Location"]) == (303, f"{config.PUBLIC_URL}/unlock/116")
    for nothing in ("", "?post=", "?post=1/../x", "?post=//evil.example"):
        assert Client().get(f"/checkout/cancelled{nothing}").status_code == 200


@pytest.mark.parametrize(
    "back",
    [
        "",
        "//evil.example",
        "/@anna/116/../../oauth",
        "https://evil.example",
        "/\\evil.example",
        "/@anna%0d%0aX:1",
        "/api/v1/x",
    ],
)
def test_nobody_is_led_anywhere_else(back: str):
    shown = Client().get("/checkout/done", headers={"Cookie": f"back={back}"})
    assert (shown.status_code, "Location" in shown.headers) == (200, False)
