"""Links in mails: whoever opens one reads the mailbox that it went to.

A secret is drawn when its mail is sent, and only its digest is stored: no table and no queue holds what opens anything.
"""

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, Model, moment, now, table_name
from chalicelib.models.people.apps import digest, new_secret

CONFIRM, CHANGE_EMAIL, RESET = "confirm_email", "change_email", "reset_password"
APPEAL = "appeal"
# A new address may be confirmed days later; what opens an account is short-lived (OWASP, Forgot Password Cheat Sheet).
SECONDS = {CONFIRM: 3 * 24 * 3600, CHANGE_EMAIL: 24 * 3600, RESET: 3600, APPEAL: 20 * 24 * 3600}


class MailedToken(Model):
    """A mailed link that was not used: what it is for, whose it is, and the address that it was sent to.

    `version` is that of the credential when it was asked for: after any change of password or address it is worth
    nothing. `about` is the strike of an appeal.
    """

    class Meta(BaseMeta):
        table_name = table_name("mailed_tokens")

    hash = UnicodeAttribute(hash_key=True)
    purpose = UnicodeAttribute()
    account_id = UnicodeAttribute()
    email = UnicodeAttribute()
    version = NumberAttribute(default=0)
    about = UnicodeAttribute(null=True)
    expires_at = TTLAttribute()

    @classmethod
    def draw(cls, purpose: str, account_id: str, email: str, version: int, about: str | None = None) -> str:
        """Write down a new link, and return its secret, which is stored nowhere."""
        secret = new_secret()
        ends = moment(now() + SECONDS[purpose])
        row = cls(digest(secret), purpose=purpose, account_id=account_id, email=email, version=version, expires_at=ends)
        row.about = about
        row.save()
        return secret

    @classmethod
    def valid(cls, secret: str, *purposes: str) -> "MailedToken":
        """Return the link with a secret that is for one of these purposes, or raise NotFound once it is too old."""
        found = cls.find(digest(secret))
        if found.purpose not in purposes or found.expires_at <= moment(now()):
            raise NotFound
        return found

    def use(self, writes: TransactWrite) -> None:
        """Add to a transaction that the link is used up, for the first and only time."""
        still_good = MailedToken.hash.exists() & (MailedToken.expires_at > moment(now()))
        writes.delete(MailedToken(self.hash), condition=still_good)
