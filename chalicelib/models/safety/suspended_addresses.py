"""The address of whoever is suspended is blocked for as long as that lasts: they do not sign up with it once more."""

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.people.accounts import Credential
from chalicelib.models.safety.email_blocks import ADDRESS, EmailBlock, hash_of


def with_suspension(account_id: str) -> Write:
    """Return what blocks an account's address; nothing is written where a moderator has blocked it already.

    The rows are read whenever the transaction is built, which fails where they, or the address, change meanwhile.
    """

    def build(writes: TransactWrite) -> None:
        credential = _credential(account_id)
        if credential is None:
            return
        same: Condition = Credential.email == credential.email
        writes.condition_check(Credential, account_id, condition=same)
        found = EmailBlock.of_address(credential.email)
        if found:
            found.suspend(account_id, writes)
        else:
            EmailBlock(ADDRESS, hash_of(credential.email), suspended_ids=account_id).add(writes)

    return build


def ending_with(account_id: str) -> Write:
    """Return what ends the block that an account's suspension made, unless another one's holds it too."""

    def build(writes: TransactWrite) -> None:
        credential = _credential(account_id)
        found = EmailBlock.of_address(credential.email) if credential else None
        if found:
            found.unsuspend(account_id, writes)

    return build


def _credential(account_id: str) -> Credential | None:
    try:
        return Credential.find(account_id)
    except NotFound:
        return None
