"""Roles in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/Role/
"""

from typing import TYPE_CHECKING

from chalicelib.models.people.accounts import Account

if TYPE_CHECKING:
    from chalicelib.schemas import entities

ADMINISTRATOR, AUDIT_LOG, REPORTS, USERS = 0x1, 0x4, 0x10, 0x400
MODERATES = AUDIT_LOG | REPORTS | USERS
# By what an account's role is called: Mastodon's id, name, and what it may do of what is served here.
ROLES = {"moderator": ("1", "Moderator", MODERATES), "admin": ("2", "Admin", ADMINISTRATOR | MODERATES)}
EVERYBODY = ("-99", "", 0)


def render_role(account: Account | None) -> "entities.Role":
    """Return an account's role; none is a badge that others see, and whoever is closed has none."""
    role = "" if account is None or account.closed else account.role or ""
    role_id, name, permissions = ROLES.get(role, EVERYBODY)
    return {"id": role_id, "name": name, "permissions": str(permissions), "color": "", "highlighted": False}
