"""Limit how often somebody asks for a page at Stripe: each is a call or two of Stripe, and may make a Customer."""

from chalicelib.models.safety.limits import Limit
from chalicelib.services.money.payments import round_trips

MINUTE, HOUR = 60, 3600
Limits = tuple[tuple[int, int], ...]
# (most, within seconds). An address may be a school's; a creator's limit is for the day that a post is talked of.
OF_ACCOUNT: Limits = ((10, MINUTE), (60, HOUR))
OF_ADDRESS: Limits = ((60, MINUTE), (600, HOUR))
OF_CREATOR: Limits = ((600, MINUTE),)
TOO_MANY = "You have asked for too many payment pages; use the one that is open, or try again later"


def count(account_id: str, address: str = "", creator_id: str = "") -> None:
    """Count that an account asks for a page, or raise TooManyRequests.

    It counts for the account, for the network address that it asks from, and for the creator who is to be paid. Pages
    of a creator of whom too many payments went back are refused.
    """
    of_whom = {f"pages:{account_id}": OF_ACCOUNT}
    if address:
        of_whom[f"pages-address:{address}"] = OF_ADDRESS
    if creator_id:
        of_whom[f"pages-creator:{creator_id}"] = OF_CREATOR
        round_trips.check_sales(creator_id)
    for key, limits in of_whom.items():
        for most, seconds in limits:
            Limit.hit(key, most, seconds, TOO_MANY)
