"""Which account backs which campaign at this moment."""

from pynamodb.attributes import UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, table_name


class Backing(Model):
    """Which pledge of an account to a campaign has not ended: there is at most one."""

    class Meta(BaseMeta):
        table_name = table_name("backings")

    key = UnicodeAttribute(hash_key=True)
    pledge_id = UnicodeAttribute()

    @classmethod
    def of(cls, campaign_id: str, backer_id: str) -> str | None:
        """Return the id of an account's pledge to a campaign, read consistently, or None."""
        try:
            return cls.get(f"{campaign_id}#{backer_id}", consistent_read=True).pledge_id
        except cls.DoesNotExist:
            return None
