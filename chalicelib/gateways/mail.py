"""Send mail (SES). Bounces and complaints are not looked at: SES keeps its own list of addresses that it avoids."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import config
from chalicelib.deadline import clients

# What a mail server may have besides is not worth a header that means something else.
LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
LONGEST_SUBJECT = 200


class Refused(Exception):
    """SES will never send this mail, whatever is done about it."""


@cache
def client() -> Any:
    """Return the SES client of this process."""
    # SES knows no idempotency key, so a call is made once: whether to make it again is the outbox's to decide.
    return clients.client("sesv2", 1, connect=2, read=10)


def send(to: str, subject: str, text: str, key: str, more: Mapping[str, str] | None = None) -> None:
    """Send a plain text to one person.

    `key` is the mail's id, a header that two copies of one mail have in common; `more` are further headers. Raises
    Refused for what can never be sent; whatever else SES says may be over later.
    """
    named = {"X-Entity-Ref-ID": _ascii(key), **(more or {})}
    headers = [{"Name": name, "Value": value} for name, value in named.items()]
    body = {"Text": {"Data": text, "Charset": "UTF-8"}}
    title = {"Data": _one_line(subject)[:LONGEST_SUBJECT], "Charset": "UTF-8"}
    try:
        client().send_email(
            FromEmailAddress=config.MAIL_FROM,
            ReplyToAddresses=[config.CONTACT_EMAIL],
            Destination={"ToAddresses": [_address(to)]},
            Content={"Simple": {"Subject": title, "Body": body, "Headers": headers}},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "BadRequestException":
            raise Refused(str(error)) from error
        raise


def _address(text: str) -> str:
    """Return an address as SES takes it, the domain in ASCII; one address and nothing that could be a second header."""
    local, _, domain = text.rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError as error:
        raise Refused("The address has no domain") from error
    if not LOCAL.fullmatch(local) or not DOMAIN.fullmatch(domain):
        raise Refused("This is no address that SES takes")
    return f"{local}@{domain}"


def _one_line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _ascii(text: str) -> str:
    return re.sub(r"[^!-~]", "_", text)
