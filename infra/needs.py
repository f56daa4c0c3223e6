"""Say what each function needs of AWS: the tables, queues and objects that its code uses, and no others.

A test runs every function and compares its calls with what is declared here.
"""

from chalicelib.gateways.edge import PRIVATE_KEY
from chalicelib.gateways.payments.keys import KEY, SECRET
from chalicelib.gateways.proof import PROOF
from chalicelib.gateways.push.keys import PRIVATE_KEY as PUSH_KEY
from chalicelib.gateways.sealing import KEYS
from infra.need import Needs
from infra.needs_of_talk import MAILS, PUSHES

# Moving a photo copies its files, and deletes them where they were.
MOVE = ("GetObject", "PutObject", "DeleteObject")
# The queues of home timelines and of counts.
HOMES = ("homes", "follows", "counts", "views")
# The tables that settling a payment writes to; what goes back because its offer changed is counted.
SETTLED = (
    *("stripe_events", "payments", "entries", "balances", "purchases"),
    *("grants", "mails", "limits", "notifications"),
)
SUBSCRIBED = ("subscriptions", "memberships", "trial_cards")
PLEDGED = ("campaigns", "pledges", "backings", "rewards")
# What tells which posts are for everybody, and how often they were saved.
TRENDING = ("posts", "accounts", "closing_accounts", "campaigns", "tiers", "grants", "bookmarks")
# The tables that the daily audit compares.
BOOKS = ("payments", "entries", "balances", "campaigns", "pledges", "purchases", "subscriptions", "grants")

# Every table of the stage, by its prefix: all names one by one would not fit into a role's policy for long.
EVERY = ("*",)
LEARNS = Needs(
    # Nobody is made to follow somebody with whom a block is between.
    reads=("tiers", "accounts", "barriers"),
    # `sales_count` is an attribute of the post.
    writes=(*SETTLED, "posts", *PLEDGED, *SUBSCRIBED, "follows", "follow_requests", "sellers", "customers"),
    sends=("refunds", "pledges", "mails", "follows", "counts", "pushes"),
    secrets=(KEY,),
)

AUDITS = Needs(reads=(*BOOKS, "stripe_events", "mails", "closings"), writes=("audits",), scans=BOOKS)


def needs() -> dict[str, Needs]:
    """Return what each function uses. The API uses every table, and never reads an original."""
    return {
        "api_handler": Needs(
            writes=EVERY,
            sends=(
                *("originals", "posts", *HOMES, "deletions", "moves", "profiles"),
                *("payments", "refunds", "pledges", "mails", "pushes"),
            ),
            originals=("PutObject", "DeleteObject"),
            renditions=MOVE,
            counts=("accounts", "posts"),
            secrets=(KEY, SECRET, PRIVATE_KEY, PROOF, PUSH_KEY, KEYS),
            page=True,
        ),
        **_of_photos(),
        **_of_money(),
        "on_mail_due": MAILS,
        "on_push_due": PUSHES,
        "on_five_minutes_passed": Needs(
            reads=("posts", "accounts", "mails", "campaigns", "pledges"),
            # Each sweep reads one share of them, to count again what changed within a day.
            scans=("posts", "accounts"),
            writes=(
                *("media", "payments", "stripe_events", "promises", "closings", "leavings", "unpublished_posts"),
                *("reels", "highlights"),
            ),
            # A promise may be for any queue that something promises to.
            sends=(
                *("posts", "homes", "counts", "originals", "moves", "pledges", "mails", "payments", "refunds"),
                *("deletions", "pushes"),
            ),
            originals=("GetObject", "DeleteObject"),
            renditions=("DeleteObject",),
        ),
        "on_ten_minutes_passed": Needs(reads=TRENDING, writes=("trends",)),
        **dict.fromkeys(("on_day_passed", "on_half_hour_passed"), AUDITS),
    }


# What becomes private, or public, moves its photos; and whoever becomes public accepts who asks to follow. Whoever is
# closed has their pictures moved, too, and the pages closed on which others pay.
PROFILES = Needs(
    # What an account has signed out is ended here too.
    reads=("campaigns", "credentials"),
    writes=(
        *("accounts", "posts", "media", "closing_accounts", "closings", "reels", "highlights"),
        *("follows", "follow_requests", "account_words", "sessions", "access_tokens", "push_subscriptions"),
    ),
    sends=("profiles", "moves", "follows", "originals", "posts", "refunds"),
    renditions=MOVE,
)

# What belonged to a post goes, or all that an account had.
DELETES = Needs(
    # What is in the way of an account that leaves, and what it sold.
    reads=("subscriptions", "pledges", "balances", "purchases", "customers", "moderation_actions"),
    # Whose homes the post is in; comments take their photos out of the open with them. The rest an account has.
    writes=(
        *("posts", "media", "likes", "bookmarks", "revisions", "timeline_entries", "recent_posts", "follows"),
        *("accounts", "names", "credentials", "leavings", "closings", "homes", "follow_requests", "push_subscriptions"),
        *("barriers", "lists", "notes", "filters", "hashtags", "readings", "sessions", "access_tokens"),
        *("post_words", "post_terms", "account_words", "notifications", "liked_days", "inboxes", "watched_accounts"),
        *("appeals", "secret_links", "invites", "close_friends", "collections", "unpublished_posts", "person_tags"),
        *("passkeys", "campaigns", "rewards", "tiers", "conversations", "reels", "highlights", "story_views"),
        "insight_days",
    ),
    sends=("deletions", "moves", "follows", "counts", "refunds"),
    originals=("DeleteObject",),
    renditions=MOVE,
)


def _of_photos() -> dict[str, Needs]:
    return {
        "on_original_uploaded": Needs(
            writes=("media", "accounts", "posts"),
            # A photo that is made anew moves, and a picture that is replaced is deleted.
            sends=("profiles", "originals", "moves"),
            originals=("GetObject", "DeleteObject"),
            renditions=("PutObject", "DeleteObject"),
            scans=("media",),
        ),
        **_of_homes(),
        "on_totals_changed": Needs(
            reads=("follows",), writes=("posts", "accounts", "likes", "liked_days"), sends=("counts", "pushes")
        ),
        "on_posts_viewed": Needs(
            reads=("posts", "accounts"), writes=("view_batches", "insight_days"), sends=("views",)
        ),
        "on_post_deleted": DELETES,
        "on_photo_moved": Needs(reads=("media",), renditions=("DeleteObject",), purges=True),
        "on_profile_changed": PROFILES,
    }


def _of_homes() -> dict[str, Needs]:
    return {
        "on_post_published": Needs(
            # Whom a post is for and what holds it back; and, of one that is scheduled, all that a new post asks.
            reads=(
                *("follows", "campaigns", "grants", "close_friends", "lists", "sellers", "tiers", "names"),
                *("barriers", "closing_accounts", "filters"),
            ),
            writes=(
                *("posts", "accounts", "likes", "homes", "timeline_entries", "recent_posts", "promises", "post_words"),
                *("post_terms", "used_tags", "unpublished_posts", "media", "notifications", "mails", "person_tags"),
            ),
            sends=("posts", "moves", "originals", "mails", "pushes"),
            renditions=MOVE,
        ),
        "on_reader_returned": Needs(("follows", "posts"), ("homes", "timeline_entries", "recent_posts", "promises")),
        "on_follow_changed": Needs(
            # A follow that came while a block was written ends there, or is a request where the account became private.
            reads=("posts", "barriers"),
            writes=("follows", "follow_requests", "accounts", "homes", "timeline_entries"),
            sends=("counts",),
        ),
    }


def _of_money() -> dict[str, Needs]:
    return {
        # Reconciliation applies what was missed with the same code as an event.
        "on_payment_changed": LEARNS,
        "on_hour_passed": LEARNS._replace(writes=(*LEARNS.writes, "balance_marks")),
        "on_refund_due": Needs(
            # Whoever left has no Customer at Stripe any more.
            reads=("sellers", "accounts", "tiers", "leavings"),
            # Whoever is suspended is signed out, by the promise that stops what they are paid for.
            writes=(
                *(*SETTLED, "posts", *PLEDGED, *SUBSCRIBED, "checkout_pages", "closings", "customers"),
                *("sessions", "access_tokens", "push_subscriptions"),
            ),
            sends=("refunds", "pledges", "mails", "deletions", "pushes", "profiles"),
            secrets=(KEY,),
        ),
        "on_pledge_due": Needs(
            reads=("accounts", "sellers"),
            writes=("payments", "entries", "balances", "grants", "mails", "notifications", *PLEDGED),
            sends=("pledges", "refunds", "mails", "pushes"),
            secrets=(KEY,),
        ),
    }
