"""Draw the page to which a letter of an act leads: the act with its reason, and the appeal against it."""

from datetime import UTC, datetime
from pathlib import Path

from chalicelib import config
from chalicelib.models.safety.actions import DELETE_POST, DISABLE, SENSITIVE, SILENCE, SUSPEND, WARN
from chalicelib.models.safety.appeals import APPROVED, PENDING, REJECTED
from chalicelib.models.safety.strikes import Strike, ends_at
from chalicelib.schemas import languages, layout
from chalicelib.services.people.door.links import APPEALS
from chalicelib.services.safety.appeals.filing import LONGEST_TEXT

_environment = layout.environment(Path(__file__).parent)
TITLES = {
    WARN: "A moderator has warned you",
    DELETE_POST: "A moderator has deleted a post of yours",
    SENSITIVE: "Your posts are shown covered",
    DISABLE: "Nobody can sign in to your account",
    SILENCE: "Your account is shown to fewer people",
    SUSPEND: "Your account is suspended",
}
STATES = {
    PENDING: "Your appeal was sent. We tell you by mail what becomes of it.",
    APPROVED: "Your appeal was approved.",
    REJECTED: "Your appeal was rejected.",
}
NO_REASON = "No reason was given."


def draw(strike: Strike, token: str, message: str = "", text: str = "") -> str:
    """Draw the page, with what was typed before and what was wrong about it."""
    action, appeal = strike.action, strike.appeal
    return _environment.get_template("appeal.html").render(
        instance=config.INSTANCE_TITLE,
        title=TITLES[action.name],
        reason=_reason(action.reason),
        words=action.said or "",
        state=STATES[appeal.state] if appeal else "",
        answer=appeal.answer if appeal else "",
        text=appeal.text if appeal else text,
        until=f"{datetime.fromtimestamp(ends_at(action), UTC):%Y-%m-%d}" if strike.may_appeal else "",
        message=message.removeprefix("Validation failed: "),
        longest=LONGEST_TEXT,
        action=APPEALS,
        token=token,
    )


def _reason(reason: str | None) -> str:
    return languages.say("The reason: {reason}", reason=reason) if reason else languages.say(NO_REASON)
