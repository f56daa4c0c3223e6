"""The words of handles and names, by whose beginnings accounts are found."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models.base import BaseMeta, Model, is_key, table_name
from chalicelib.models.words import LONGEST_WORD, bucket, fold, words

# What a name of thirty letters hardly ever has more of.
MOST_WORDS = 12


class AccountIndex(GlobalSecondaryIndex["AccountWord"]):
    """The words under which an account is found at present."""

    class Meta:
        index_name = "accounts"
        projection = KeysOnlyProjection()

    account_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)


class AccountWord(Model):
    """One word of an account. `key` is the word and the account's id, so a Query finds all that begin alike.

    A row may be older than the name: whoever reads it compares it with the account of today.
    """

    class Meta(BaseMeta):
        table_name = table_name("account_words")

    bucket = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    account_id = UnicodeAttribute()
    accounts = AccountIndex()

    @classmethod
    def all_for(cls, account_id: str, handle: str, name: str) -> "list[AccountWord]":
        """Return the rows under which an account is to be found."""
        return [_row(f"{word} {account_id}") for word in account_words(handle, name)]

    @classmethod
    def beginning_with(cls, prefix: str, limit: int) -> list[str]:
        """Return the ids of accounts with a word that begins so, those with the shortest and first words first."""
        if not is_key(prefix):
            return []
        found = cls.query(bucket(prefix), cls.key.startswith(prefix), limit=limit, page_size=limit)
        return list(dict.fromkeys(row.account_id for row in found))

    @classmethod
    def keys_of(cls, account_id: str) -> set[str]:
        """Return the keys of an account's rows."""
        return {row.key for row in cls.accounts.query(account_id)}

    @classmethod
    def replace(cls, wanted: "Iterable[AccountWord]", gone: Iterable[str]) -> None:
        """Write rows, and delete those with the other keys."""
        with cls.batch_write() as batch:
            for row in wanted:
                batch.save(row)
            for key in gone:
                batch.delete(_row(key))


def account_words(handle: str, name: str) -> list[str]:
    """Return the folded words of an account: the whole handle, its parts, and the words of the name."""
    found = [fold(handle)[:LONGEST_WORD], *words(handle), *words(name)]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _row(key: str) -> AccountWord:
    return AccountWord(bucket(key.partition(" ")[0]), key, account_id=key.rpartition(" ")[2])
