"""The names that the API has for what people are told, by our kinds.

Source: https://docs.joinmastodon.org/entities/Notification/#type
"""

from chalicelib.models.talk.notifications import (
    FOR_STAFF,
    MENTION,
    MONEY,
    POSTED,
    REBLOG,
    STORY_LIKED,
    TAGGED,
    WARNING,
)
from chalicelib.services.talk.told import FOLLOW, LIKE, POLL, REQUEST

# The API's other types are known and never made, and so are types that nobody knows.
TYPES = {
    MENTION: "mention",
    FOLLOW: "follow",
    REQUEST: "follow_request",
    LIKE: "favourite",
    POLL: "poll",
    REBLOG: "reblog",
    POSTED: "status",
    WARNING: "moderation_warning",
    # As Pixelfed calls them.
    STORY_LIKED: "story:react",
    TAGGED: "tagged",
    **{kind: kind for kind in (*FOR_STAFF, *MONEY)},
}
KINDS = {name: kind for kind, name in TYPES.items()}
# Types of the API of which nobody is told here; who asks for one is answered that it is off.
NEVER = ("update", "quote", "quoted_update", "severed_relationships", "annual_report")
