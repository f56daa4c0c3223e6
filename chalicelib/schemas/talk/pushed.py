"""What is pushed to a device: a line that it can show, and what it needs to find the rest by itself.

Clients decode exactly these fields.
Source: https://github.com/mastodon/mastodon, app/serializers/web/notification_serializer.rb
"""

from typing import Any

from chalicelib.models.money import currencies
from chalicelib.models.talk.notifications import (
    ENDED,
    FAILED,
    FUNDED,
    MENTION,
    NEEDS_YOU,
    PLEDGE,
    POSTED,
    PURCHASE_OPEN,
    REBLOG,
    REPORT,
    SALE,
    SIGN_UP,
    STORY_LIKED,
    SUBSCRIBER,
    TAGGED,
    TIP,
    WARNING,
)
from chalicelib.schemas import languages
from chalicelib.schemas.people.accounts import picture
from chalicelib.schemas.talk.types import TYPES
from chalicelib.services.photos.reading import filters
from chalicelib.services.talk.notifications import Notice
from chalicelib.services.talk.told import FOLLOW, LIKE, POLL, REQUEST, Told

TITLES = {
    MENTION: "{name} mentioned you",
    FOLLOW: "{name} follows you",
    REQUEST: "{name} asks to follow you",
    LIKE: "{name} likes your post",
    POLL: "A poll by {name} has ended",
    REBLOG: "{name} reblogged your post",
    POSTED: "{name} just posted",
    STORY_LIKED: "{name} likes your story",
    TAGGED: "{name} tagged you in a photo",
    SIGN_UP: "{name} waits to be let in",
    REPORT: "{name} reported somebody",
    WARNING: "The moderators have decided something about your account",
    PURCHASE_OPEN: "Your purchase is open",
    SALE: "{name} bought something of yours",
    TIP: "{name} tipped you",
    SUBSCRIBER: "{name} subscribed to you",
    PLEDGE: "{name} pledged to your campaign",
    FUNDED: "A campaign is funded",
    ENDED: "A campaign has ended",
    FAILED: "A campaign did not reach its goal",
    NEEDS_YOU: "A campaign needs you",
}
# A message that answers a story mentions its author.
ANSWERED = "{name} answered your story"
LONGEST_TITLE, LONGEST_BODY = 100, 200


def render_push(notice: Notice, token: str, language: str) -> dict[str, Any]:
    """Return what is pushed of a notice, in a language.

    Of a locked or filtered post it has no word, and of no post a photo.
    """
    languages.listen(language)
    told = notice.told
    who = notice.account.snapshot()
    name = who["name"] or f"@{notice.account.handle}"
    return {
        "access_token": token,
        "preferred_locale": language,
        # A number, as clients decode it.
        "notification_id": int(told.id),
        "notification_type": TYPES[told.kind],
        "icon": picture(who["avatar"], "avatar.jpg"),
        "title": _line(languages.say(_title(notice), name=_line(name, LONGEST_TITLE // 2)), LONGEST_TITLE),
        "body": _line(_said(told) if told.is_money and told.about else _words(notice), LONGEST_BODY),
    }


def _title(notice: Notice) -> str:
    is_answer = notice.told.kind == MENTION and notice.view is not None and notice.view.post.body.get("story")
    return ANSWERED if is_answer else TITLES[notice.told.kind]


def _words(notice: Notice) -> str:
    view = notice.view
    if notice.strike:
        return str(notice.strike.action.reason or "")
    if view is None:
        return f"@{notice.account.handle}"
    if view.is_locked or filters.matched(view):
        return ""
    return str(view.post.body["spoiler"] or view.post.body["caption"])


def _said(told: Told) -> str:
    """Return what is said of money: what it is about, and the amount where there is one."""
    about = told.about
    amount = currencies.text(int(about["amount"]), about["currency"]) if "amount" in about else ""
    return ": ".join(part for part in (str(about.get("what", "")), amount) if part)


def _line(text: str, longest: int) -> str:
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
