"""What follows from a changed profile is done within the rights of its function."""

from collections.abc import Callable

from chalicelib.models.money.funding.campaigns import DRAFT
from chalicelib.models.people.closed import LEAVING
from chalicelib.models.photos.posts import CAMPAIGN, PRICE
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import closed, privacy
from chalicelib.services.photos import media, timelines
from tests.infra import test_policies
from tests.infra.test_policies import assert_tables_used
from tests.kit.door import sign_out
from tests.kit.factories import make_account, make_post
from tests.kit.money.funding import make_campaign
from tests.kit.money.paid import PRICED, let_sell
from tests.kit.photos import make_photo
from tests.kit.stories import put_up

run = test_policies.run


def test_a_profile_is_redrawn_within_its_rights(run: Callable[..., set[str]]):
    author = make_account()
    make_post(author)
    # Whether its campaign was launched decides where a private author's post for backers is listed.
    make_post(author, access=CAMPAIGN, offer={"campaign_id": make_campaign(author, state=DRAFT).id})
    accounts.update(author.id, {"display_name": "Anna B."})
    used = run("on_profile_changed", account_id=author.id)
    for is_private in (True, False):
        privacy.set_private(author.id, is_private=is_private)
        used |= run("on_profile_changed", privacy=author.id, version=1 + (not is_private), is_last=True)
        if is_private:
            timelines.ask_to_follow(make_account().id, author.id)
    used |= run("on_profile_changed", privacy=author.id, version=2, is_last=True, after="1")
    sign_out(author)
    used |= run("on_profile_changed", sessions_of=author.id)
    # The pictures of whoever is closed move, their stories end, and the pages are closed on which others pay.
    put_up(author)
    media.process(media.begin(author.id, make_photo(400, 400), "image/jpeg", purpose="avatar").original_key)
    let_sell(author)
    make_post(author, access=PRICE, offer=PRICED)
    closed.close(author.id, LEAVING)
    used |= run("on_profile_changed", closed=author.id, version=1, is_last=True)
    assert_tables_used("on_profile_changed", used)
