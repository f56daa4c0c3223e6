"""Take reports, and tell whoever reported what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import BadRequest, NotFound, Unprocessable
from chalicelib.models.filling import Filled, fill
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from chalicelib.models.safety.reports import Report
from chalicelib.models.talk import staff_news
from chalicelib.models.talk.mails import Mail
from chalicelib.services import lengths, promises
from chalicelib.services.people import accounts
from chalicelib.services.photos import views
from chalicelib.services.talk import mails

SPAM, LEGAL, VIOLATION, OTHER = "spam", "legal", "violation", "other"
# As Mastodon has it.
LONGEST_COMMENT = 1000
MOST_POSTS = 40
# So much of what each post says is kept with the report.
LONGEST_WORDS = 1000
# What Pixelfed's app reports something as, and which of Mastodon's categories that is.
KINDS = {
    **dict.fromkeys(("spam", "scam"), SPAM),
    **dict.fromkeys(("copyright", "terrorism", "underage"), LEGAL),
    **dict.fromkeys(("sensitive", "abusive", "violence", "impersonation"), OTHER),
}


class PixelfedRefusal(BadRequest):
    """A report that is not taken, told as Pixelfed does."""

    def __init__(self, message: str, error_code: str) -> None:
        """Take the message and Pixelfed's name of the mistake."""
        super().__init__(message)
        self.error_code = error_code

    def body(self) -> dict[str, Any]:
        """Return the error entity of Pixelfed, and ours."""
        return {**super().body(), "msg": self.message, "code": self.status, "error_code": self.error_code}


@dataclass(frozen=True)
class Complaint:
    """What somebody says of an account: which posts, which rules, and in their own words."""

    category: str = OTHER
    comment: str = ""
    post_ids: Sequence[str] = ()
    rule_ids: Sequence[str] = ()


@dataclass(frozen=True)
class Filed:
    """A report, and the account that it is about."""

    report: Report
    target: Account


def file(account_id: str, target_id: str, complaint: Complaint) -> Filed:
    """Report an account to the moderators, who are told, the operator by mail. Whoever is reported is not told by whom.

    Raises NotFound without the account, and for a post that is not its own or that the reporter does not see. A block
    is in nobody's way: whoever is pestered and then blocked may still say so.
    """
    target = Account.find(target_id)
    if target_id == account_id:
        raise Unprocessable("Validation failed: You cannot report yourself")
    if lengths.is_longer(complaint.comment, LONGEST_COMMENT):
        raise Unprocessable(f"Validation failed: Comment is too long (maximum is {LONGEST_COMMENT} characters)")
    if not set(complaint.rule_ids) <= rule_ids():
        raise Unprocessable("Validation failed: Rules are not those of this server")
    posts = _posts(account_id, target_id, complaint.post_ids)
    return _write(account_id, target, complaint, posts)


def rule_ids() -> set[str]:
    """Return the ids of this server's rules, which are their places."""
    return {str(place) for place in range(1, len(config.INSTANCE_RULES) + 1)}


def _posts(account_id: str, target_id: str, post_ids: Sequence[str]) -> list[Post]:
    wanted = list(dict.fromkeys(post_ids))
    if len(wanted) > MOST_POSTS:
        raise Unprocessable(f"Validation failed: At most {MOST_POSTS} posts")
    found = [view.post for view in views.find_many(account_id, wanted) if view.post.author_id == target_id]
    if len(found) < len(wanted):
        raise NotFound
    return found


def _write(account_id: str, target: Account, complaint: Complaint, posts: Sequence[Post], kind: str = "") -> Filed:
    report = Report.made(
        account_id,
        target.id,
        # A rule that was named says what the matter is, as in Mastodon.
        category=VIOLATION if complaint.rule_ids else complaint.category,
        kind=kind or None,
        comment=complaint.comment or None,
        post_ids=[post.id for post in posts],
        rule_ids=list(dict.fromkeys(complaint.rule_ids)),
        words={post.id: words_of(post) for post in posts},
    )
    told = {"category": kind or report.category, "handle": target.handle, "report": report.id}
    mail = mails.compose(f"report:{report.id}", "report_filed", to=config.CONTACT_EMAIL, **told)
    promise = staff_news.of_report(report)
    write_all(report.add, partial(Mail.add, mail=mail), promise.add)
    mails.announce(mail.id)
    promises.send(promise)
    return Filed(report, target)


def words_of(post: Post) -> dict[str, Any]:
    """Return what a post says, as much of it as is kept with a report, and the ids of its photos."""
    body = post.body
    said = {name: str(body.get(name) or "")[:LONGEST_WORDS] for name in ("caption", "spoiler")}
    return {**said, "media_ids": [item["id"] for item in body.get("media", [])]}


def file_once(account_id: str, kind: str, object_type: str, object_id: str, comment: str = "") -> Filed:
    """Report a post or an account as Pixelfed's app does: once each. Raises PixelfedRefusal.

    A second report within the second in which an index learns of the first is taken.
    """
    if kind not in KINDS or object_type not in ("post", "user"):
        raise PixelfedRefusal("Invalid or missing parameters", "ERROR_INVALID_PARAMS")
    if lengths.is_longer(comment, LONGEST_COMMENT):
        raise PixelfedRefusal("Message is too long", "ERROR_MESSAGE_TOO_LONG")
    posts = [view.post for view in views.find_many(account_id, [object_id])] if object_type == "post" else []
    try:
        target = Account.find(posts[0].author_id if posts else object_id if object_type == "user" else "")
    except NotFound as error:
        raise PixelfedRefusal("Invalid object id", "ERROR_INVALID_OBJECT_ID") from error
    if target.id == account_id:
        raise PixelfedRefusal("Cannot self report", "ERROR_NO_SELF_REPORTS")
    about = [post.id for post in posts]
    if any((one.target_id, list(one.post_ids)) == (target.id, about) for one in _newest(account_id)):
        raise PixelfedRefusal("Duplicate report", "ERROR_REPORT_DUPLICATE")
    return _write(account_id, target, Complaint(KINDS[kind], comment), posts, kind)


def _newest(account_id: str) -> list[Report]:
    return Report.of_reporter(account_id, Page(limit=100)).rows


def filed(account_id: str, page: Page) -> Filled[Filed]:
    """Return a page of what an account reported, the newest first, without what is about those who are gone."""
    at_hand: dict[str, Report] = {}

    def read(page: Page) -> Turned[str]:
        turned = Report.of_reporter(account_id, page)
        at_hand.update({report.id: report for report in turned.rows})
        return Turned([report.id for report in turned.rows], turned.has_more)

    def show(report_ids: list[str]) -> list[tuple[str, Filed]]:
        rows = [at_hand[report_id] for report_id in report_ids]
        targets = {one.id: one for one in accounts.find_all(list({row.target_id for row in rows}))}
        return [(row.id, Filed(row, targets[row.target_id])) for row in rows if row.target_id in targets]

    return fill(read, show, page)
