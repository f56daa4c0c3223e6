"""Let people in."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from chalicelib import config
from chalicelib.errors import NameTaken, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door import first_account, sign_ups
from chalicelib.models.people.door.mailed_tokens import CONFIRM
from chalicelib.models.people.door.sign_ups import Arrival
from chalicelib.models.safety.email_blocks import EmailBlock
from chalicelib.models.safety.limits import Limit
from chalicelib.models.talk import staff_news
from chalicelib.models.talk.mails import Mail
from chalicelib.services import promises
from chalicelib.services.people import passwords
from chalicelib.services.people.joining import arrivals, names
from chalicelib.services.people.joining.arrivals import NOTHING, Asked
from chalicelib.services.people.reading import server_texts

WINDOW = 3600
HANDLE = re.compile(r"[A-Za-z0-9_]+")
LONGEST_HANDLE = 30
# A mail server has the last word; this keeps out what can be no address at all. Before the `@` it takes ASCII alone:
# SES delivers to nothing else (https://docs.aws.amazon.com/ses/latest/dg/send-email-concepts-email-format.html).
EMAIL = re.compile(
    r"(?!\.)(?!.*\.\.)(?!.*\.@)[!-'*+\-./0-9=?A-Z^-~]{1,64}@([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]([\w-]{0,61}[^\W_])?"
)
LONGEST_EMAIL = 254

Problems = dict[str, list[tuple[str, str]]]


class InvalidSignUp(Unprocessable):
    """A sign-up with values that cannot be taken: for each field, Mastodon's names of what is wrong with it."""

    def __init__(self, problems: Problems) -> None:
        """Take the problems: field -> (Mastodon's name, the end of a sentence that begins with the field)."""
        told = [f"{field.capitalize()} {text}" for field, found in problems.items() for _, text in found]
        super().__init__("Validation failed: " + ", ".join(told))
        self.problems = problems

    def body(self) -> dict[str, Any]:
        """Return the error entity, with Mastodon's `details`."""
        details = {
            field: [{"error": name, "description": text} for name, text in found]
            for field, found in self.problems.items()
        }
        return {**super().body(), "details": details}


def register(handle: str, email: str, password: str, has_agreed: bool, address: str, asked: Asked = NOTHING) -> Account:
    """Create an account for somebody at a network address, which waits where the operator wants to approve it.

    Raises InvalidSignUp, TooManyRequests, InviteSpent, and Unprocessable where the operator has closed the door. A
    sign-up counts once its values could be taken, so that nobody can ask often which e-mail addresses are here.
    """
    arrival = arrivals.expect(asked)
    handle, email = _typed(handle), email.strip()
    problems = _problems(handle, email, password)
    if found := arrivals.reason_problem(arrival):
        problems["reason"] = [found]
    if not has_agreed:
        problems["agreement"] = [("ERR_ACCEPTED", "must be accepted")]
    if problems:
        raise InvalidSignUp(problems)
    Limit.hit(f"sign-ups:{address}", config.SIGN_UPS_PER_ADDRESS, WINDOW)
    _expect_not_blocked(email)
    # Whoever was shown no terms, or others than count by now, has accepted none.
    if asked.terms_day and asked.terms_day == server_texts.day_of_terms():
        arrival = replace(arrival, terms_day=asked.terms_day)
    return sign_up(handle, email, password, arrival)


def sign_up(handle: str, email: str, password: str, arrival: Arrival | None = None) -> Account:
    """Create an account, and mail it a link that confirms its address. Raises InvalidSignUp and InviteSpent."""
    handle, email = _typed(handle), email.strip()
    problems = _problems(handle, email, password)
    if problems:
        raise InvalidSignUp(problems)
    hashed, mail = passwords.hash_password(password), Mail("", template=CONFIRM, fields={})
    promise = staff_news.of_sign_up() if arrival and arrival.waits else None
    try:
        account = sign_ups.create(handle.lower(), email, hashed, {}, mail, arrival, promise)
    except NameTaken as error:
        field = "email" if "Email" in error.message else "username"
        raise InvalidSignUp({field: [("ERR_TAKEN", "has already been taken")]}) from error
    except GuardFailed as error:
        # Others were faster with the last use of the invitation.
        raise arrivals.InviteSpent from error
    if not account.closed:
        first_account.note(account.id)
    queue.send("mails", mail_id=mail.id)
    if promise:
        promises.send(promise)
    return account


def can_be_name(key: str) -> bool:
    """Tell whether a looked-up name, `@anna` or an address, is one that somebody could have."""
    if key.startswith("@"):
        return HANDLE.fullmatch(key[1:]) is not None and len(key) <= LONGEST_HANDLE + 1
    return _email_problem(key) is None


def check_password(password: str, handle: str, email: str) -> None:
    """Raise InvalidSignUp for a password that is too short, too long or too easy to guess."""
    found = _password_problem(password, (handle, email, email.partition("@")[0], *names.own_names()))
    if found:
        raise InvalidSignUp({"password": [found]})


def check_email(email: str) -> None:
    """Raise InvalidSignUp for what can be no e-mail address, or is one that moderators have blocked."""
    found = _email_problem(email)
    if found:
        raise InvalidSignUp({"email": [found]})
    _expect_not_blocked(email)


def _expect_not_blocked(email: str) -> None:
    if EmailBlock.covers(email):
        raise InvalidSignUp({"email": [("ERR_BLOCKED", "uses a disallowed e-mail provider")]})


def _typed(handle: str) -> str:
    """Return a handle without what a keyboard adds to it: a space, or letters of full width."""
    return unicodedata.normalize("NFKC", handle).strip()


def _problems(handle: str, email: str, password: str) -> Problems:
    found = {
        "username": _handle_problem(handle),
        "email": _email_problem(email),
        "password": _password_problem(password, (handle, email, email.partition("@")[0], *names.own_names())),
    }
    return {field: [problem] for field, problem in found.items() if problem}


def _handle_problem(handle: str) -> tuple[str, str] | None:
    if not handle:
        return "ERR_BLANK", "can't be blank"
    if not HANDLE.fullmatch(handle):
        return "ERR_INVALID", "must contain only letters, numbers and underscores"
    if len(handle) > LONGEST_HANDLE:
        return "ERR_TOO_LONG", f"is too long (maximum is {LONGEST_HANDLE} characters)"
    return ("ERR_RESERVED", "is reserved") if names.is_reserved(handle) else None


def _email_problem(email: str) -> tuple[str, str] | None:
    if not email:
        return "ERR_BLANK", "can't be blank"
    if len(email) > LONGEST_EMAIL:
        return "ERR_TOO_LONG", f"is too long (maximum is {LONGEST_EMAIL} characters)"
    domain = email.rpartition("@")[2]
    is_plain = domain == unicodedata.normalize("NFKC", domain)
    return None if is_plain and EMAIL.fullmatch(email) else ("ERR_INVALID", "is not a valid e-mail address")


def _password_problem(password: str, own: tuple[str, ...]) -> tuple[str, str] | None:
    if not password:
        return "ERR_BLANK", "can't be blank"
    if len(password) < passwords.SHORTEST:
        return "ERR_TOO_SHORT", f"is too short (minimum is {passwords.SHORTEST} characters)"
    if len(password) > passwords.LONGEST:
        return "ERR_TOO_LONG", f"is too long (maximum is {passwords.LONGEST} characters)"
    return ("ERR_INVALID", "is too easy to guess") if passwords.is_guessable(password, own) else None
