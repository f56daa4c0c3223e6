"""Say what the functions need of AWS that tell people something: by push, by mail, or in the app."""

from chalicelib.gateways.push.keys import PRIVATE_KEY as PUSH_KEY
from infra.need import Needs

# What an account is told is read as its own request reads it.
TOLD = (
    *("accounts", "credentials", "follows", "follow_requests", "barriers", "inboxes", "notifications", "liked_days"),
    *("likes", "posts", "grants", "campaigns", "close_friends", "lists", "filters", "closing_accounts"),
)
STRUCK = ("sessions", "moderation_actions", "appeals")
PUSHES = Needs(
    # Reports are told to the staff.
    reads=(*TOLD, *STRUCK, "watched_accounts", "reports"),
    writes=("push_subscriptions", "mails", "notifications", "promises"),
    sends=("pushes",),
    secrets=(PUSH_KEY,),
)

# Whose name somebody typed who forgot a password; links and news are drawn as they are sent, from what is told then.
MAILS = Needs(
    reads=(*TOLD, "names", "readings"),
    writes=("mails", "mailed_tokens", "limits", "inboxes"),
    sends=("pushes",),
    mails=True,
)
