"""Promotion codes: a percentage off a creator's tiers."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name

ACTIVE, ARCHIVED = "active", "archived"
# Whoever makes a code has stored it, or has given up, after this.
MAKING_SECONDS = 60


class PromotionCode(Model):
    """One code of a creator: a percentage off for some months, or for ever without `months`.

    `code` is the word that fans type, which is the creator's own: another creator may have the same. `products` are
    those of the tiers that it is for; a code of an earlier release has none here.
    """

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
    products = JSONAttribute(null=True)
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

    @classmethod
    def of_word(cls, creator_id: str, word: str) -> "PromotionCode | None":
        """Return the active code of a creator that is entered by a word, or None."""
        return next((one for one in cls.of(creator_id) if one.is_active and one.code == word), None)

    @property
    def is_active(self) -> bool:
        """Tell whether the code can be redeemed: it is not archived, and has not ended."""
        return bool(self.state == ACTIVE) and (self.ends_at is None or self.ends_at > now())

    def create(self) -> None:
        """Store a new code."""
        self.save(condition=PromotionCode.creator_id.does_not_exist())

    def archive(self) -> bool:
        """Mark the code as archived, and give its word back; False if it was archived before."""
        is_done = guarded(
            lambda: self.update([PromotionCode.state.set(ARCHIVED)], condition=PromotionCode.state == ACTIVE)
        )
        PromotionWord.give_back(self)
        return is_done


class PromotionWord(Model):
    """The code of a creator that a word stands for, or stood for until that was archived or ended."""

    class Meta(BaseMeta):
        table_name = table_name("promotion_words")

    creator_id = UnicodeAttribute(hash_key=True)
    word = UnicodeAttribute(range_key=True)
    code_id = UnicodeAttribute(default="")
    taken_at = NumberAttribute(default=now)

    @classmethod
    def take(cls, code: PromotionCode) -> bool:
        """Take a code's word for it; False if another code of the creator has it, or is just being made."""
        try:
            held: PromotionWord | None = cls.get(code.creator_id, code.code, consistent_read=True)
        except cls.DoesNotExist:
            held = None
        if PromotionCode.of_word(code.creator_id, code.code) or (held and held.taken_at > now() - MAKING_SECONDS):
            return False
        free = PromotionWord.code_id == held.code_id if held else PromotionWord.creator_id.does_not_exist()
        return guarded(lambda: cls(code.creator_id, code.code, code_id=code.id).save(condition=free))

    @classmethod
    def give_back(cls, code: PromotionCode) -> None:
        """Let another code of the creator have the word of this one."""
        mine = PromotionWord.code_id == code.id
        guarded(lambda: cls(code.creator_id, code.code).delete(condition=mine))
