"""Promotion codes: a percentage off a creator's tiers."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, guarded, new_id, now, table_name, transact_if
from chalicelib.models.money.selling.checkout_pages import tiers_offer
from chalicelib.models.money.selling.closings import Closing

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
        return self.was_active(now())

    def was_active(self, at: int) -> bool:
        """Tell whether the code could be redeemed at a moment; one that is archived by now could not."""
        return bool(self.state == ACTIVE) and (self.ends_at is None or int(self.ends_at) > at)

    def unchanged(self, writes: TransactWrite) -> None:
        """Add the condition to a transaction that the code is not archived."""
        writes.condition_check(PromotionCode, self.creator_id, self.id, condition=PromotionCode.state == ACTIVE)

    def create(self) -> None:
        """Store a new code."""
        self.save(condition=PromotionCode.creator_id.does_not_exist())

    def archive(self) -> bool:
        """Archive the code, promise to close its pages, and give its word back; False if it was archived before."""

        def build(writes: TransactWrite) -> None:
            Closing(tiers_offer(self.creator_id)).promise(writes)
            actions: list[Action] = [PromotionCode.state.set(ARCHIVED)]
            writes.update(PromotionCode(self.creator_id, self.id), actions, condition=PromotionCode.state == ACTIVE)

        is_done = transact_if(build)
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
