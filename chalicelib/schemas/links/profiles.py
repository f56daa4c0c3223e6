"""Say of an account what a link to it shows."""

from chalicelib import config
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.links.heads import Head, Picture
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import profile_url

AVATAR = 400


def head_of_profile(account: Account) -> Head:
    """Return the head of an account's page: what it says of itself to everybody, and none of its posts."""
    entity = render_account(account)
    name = entity["display_name"] or entity["username"]
    return Head(
        title=f"{name} (@{entity['acct']})",
        path=profile_url(entity["acct"]).removeprefix(config.PUBLIC_URL),
        text=str(account.profile.get("note") or f"Photos by {name} on {config.INSTANCE_TITLE}."),
        kind="profile",
        picture=Picture(entity["avatar"], AVATAR, AVATAR, f"@{entity['acct']}"),
        account_id=account.id,
        is_indexed=not account.silenced_at and not entity["noindex"],
    )
