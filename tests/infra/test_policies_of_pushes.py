"""The function that pushes may read what its account is told, change devices, and nothing more."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib import config
from chalicelib.models.people.accounts import Credential
from chalicelib.models.photos.posts import CAMPAIGN, PRICE
from chalicelib.models.photos.sharing.audiences import CHOSEN
from chalicelib.models.promises import Promise
from chalicelib.models.talk.mails import SENT, Mail
from chalicelib.services.people import follows
from chalicelib.services.people.reading import lists
from chalicelib.services.people.relationships import privacy
from chalicelib.services.photos import comments, timelines
from chalicelib.services.photos.posts import Draft
from chalicelib.services.safety import reports, roles, silencing
from chalicelib.services.safety.decisions import Decision
from chalicelib.services.safety.reports import Complaint
from infra.needs import needs
from tests.infra import test_policies
from tests.infra.test_policies import assert_tables_used, secrets_of
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post
from tests.kit.money.paid import make_locked
from tests.kit.polls import asked
from tests.kit.pushes import PushService, push_service
from tests.kit.subscribed import EVERY_ALERT, Subscribed

run = test_policies.run


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    monkeypatch.setattr(config, "PUSH_ANYWHERE", True)
    with push_service() as running:
        yield running


def wishing(service: PushService, **said: Any) -> Subscribed:
    """Return a scene in which Anna wishes mails, too."""
    scene = Subscribed(service, **said)
    Credential(scene.anna.id).update([Credential.confirmed_at.set(1)])
    wanted = {"follows": True, "mentions": True, "comments": True}
    assert scene.client.patch("/api/rossgram/v1/mails", json=wanted).status_code == 200
    return scene


def test_news_are_pushed_within_their_rights(service: PushService, run: Callable[..., set[str]]):
    scene = wishing(service, policy="followed", alerts=EVERY_ALERT | {"admin.report": True, "moderation_warning": True})
    follows.follow(scene.anna.id, scene.ben.id)
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    mention = f"With @{scene.anna.handle}"
    for access in (PRICE, CAMPAIGN):
        make_locked(scene.ben, access, caption=mention)
    for access in CHOSEN:
        make_post(scene.ben, mention, access=access, offer={"list_id": lists.create(scene.ben.id, "Family").id})
    scene.like(scene.ben)
    # All else was pushed with the like.
    service.pushed.clear()
    comments.write(scene.ben.id, scene.post.id, Draft("Again"))
    privacy.set_private(scene.anna.id, is_private=True)
    deliver_events("profiles", "moves", "counts")
    timelines.ask_to_follow(make_account().id, scene.anna.id)
    drop_events()
    service.answers = [(503, {})]
    used = run("on_push_due", account_id=scene.anna.id)
    assert service.pushed
    # What was reported is told to the staff, and pushed to them as anything else.
    roles.give(scene.anna.id, "moderator", "op")
    reports.file(scene.ben.id, make_account().id, Complaint())
    [promise] = Promise.scan()
    used |= run("on_push_due", **promise.message, promise=promise.id)
    used |= run("on_push_due", account_id=scene.anna.id)
    # And so is, to whoever has a part in it, that a poll has ended.
    asked(scene.anna)
    deliver_events("posts", "counts")
    [promise] = Promise.scan()
    used |= run("on_push_due", **promise.message, promise=promise.id)
    # What moderators did is told with why.
    silencing.silence(scene.anna.id, Decision("op"))
    drop_events()
    used |= run("on_push_due", account_id=scene.anna.id)
    assert_tables_used("on_push_due", used)
    assert secrets_of(used) == set(needs()["on_push_due"].secrets)


def test_a_mail_of_news_is_written_within_its_rights(service: PushService, run: Callable[..., set[str]]):
    scene = wishing(service)
    comments.write(scene.ben.id, scene.post.id, Draft("Lovely"))
    drop_events()
    run("on_push_due", account_id=scene.anna.id)
    (mail,) = [mail for mail in Mail.scan() if mail.template == "news"]
    assert "rossgram-test-inboxes" in " ".join(run("on_mail_due", mail_id=mail.id))
    assert Mail.find(mail.id).state == SENT
