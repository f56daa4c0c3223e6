"""Promotion codes: a percentage off a creator's tiers."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name

ACTIVE, ARCHIVED = "active", "archived"


class PromotionCode(Model):
    """One code of a creator: a percentage off for some months, or for ever without `months`."""

    class Meta(BaseMeta):
        table_name = table_name("promotion_codes")

    creator_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, default=new_id)
    code = UnicodeAttribute()
    percent_off = NumberAttribute()
    months = NumberAttribute(null=True)
    most = NumberAttribute(null=True)
    ends_at = NumberAttribute(null=True)
    stripe_id = UnicodeAttribute(default="")
    state = UnicodeAttribute(default=ACTIVE)
    created_at = NumberAttribute(default=now)

    @classmethod
    def of(cls, creator_id: str) -> "list[PromotionCode]":
        """Return all codes of a creator, including archived ones, newest first."""
        return list(cls.query(creator_id, scan_index_forward=False, consistent_read=True))

    @classmethod
    def held(cls, creator_id: str, code_id: str) -> "PromotionCode | None":
        """Return one code of a creator, or None."""
        try:
            return cls.get(creator_id, code_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def create(self) -> None:
        """Store a new code."""
        self.save(condition=PromotionCode.creator_id.does_not_exist())

    def archive(self) -> bool:
        """Mark the code as archived; False if it was archived before."""
        return guarded(
            lambda: self.update([PromotionCode.state.set(ARCHIVED)], condition=PromotionCode.state == ACTIVE)
        )
