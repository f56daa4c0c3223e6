"""Apps: the clients that people authorize.

Of a secret only its SHA-256 is stored: it is random and long, so a slow hash would add nothing.
"""

import hashlib
import hmac
import secrets

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, new_id, now, table_name


def new_secret() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class App(Model):
    """A client that people can authorize."""

    class Meta(BaseMeta):
        table_name = table_name("apps")

    client_id = UnicodeAttribute(hash_key=True, default=new_secret)
    id = UnicodeAttribute(default=new_id)
    secret_hash = UnicodeAttribute()
    name = UnicodeAttribute()
    website = UnicodeAttribute(null=True)
    redirect_uris = JSONAttribute(default=list)
    scopes = UnicodeAttribute()
    created_at = NumberAttribute(default=now)

    @classmethod
    def create(cls, name: str, website: str | None, redirect_uris: list[str], scopes: list[str], secret: str) -> "App":
        """Write down a new app."""
        app = cls(
            secret_hash=digest(secret), name=name, website=website, redirect_uris=redirect_uris, scopes=" ".join(scopes)
        )
        app.save(condition=cls.client_id.does_not_exist())
        return app

    @classmethod
    def told(cls, client_id: str | None) -> dict[str, str | None] | None:
        """Return an app's name and website, as a post carries them; None without an app, or where it is gone."""
        try:
            found = cls.get(client_id) if client_id else None
        except cls.DoesNotExist:
            return None
        return {"name": found.name, "website": found.website} if found else None

    def knows(self, secret: str) -> bool:
        """Tell whether this is the app's secret, in a time that tells nothing else."""
        return hmac.compare_digest(self.secret_hash, digest(secret))
