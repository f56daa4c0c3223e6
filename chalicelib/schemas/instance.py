"""What this server is, as the Mastodon API and NodeInfo say it.

Sources: https://docs.joinmastodon.org/entities/Instance/, /entities/V1_Instance/ and
https://github.com/jhass/nodeinfo/blob/main/schemas/2.0/schema.json
"""

from typing import TYPE_CHECKING

from chalicelib import config
from chalicelib.gateways.push import keys
from chalicelib.imaging.limits import MAX_FRAMES, MAX_PIXELS_IN, MAX_SECONDS, limits
from chalicelib.locales import LOCALES
from chalicelib.models.money import currencies, worth
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door.invites import EVERYBODY
from chalicelib.schemas.instance_texts import STREAMING, render_urls
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.people.registration import render_registrations, render_sign_ups
from chalicelib.schemas.photos.polls.answers import render_poll_limits
from chalicelib.schemas.uploads import LARGEST_FILE
from chalicelib.services.instance import Size
from chalicelib.services.people.accounts import LONGEST_NAME, LONGEST_NOTE, MOST_FIELDS
from chalicelib.services.people.joining import arrivals
from chalicelib.services.people.reading.server_texts import Versions
from chalicelib.services.photos.drafts import LONGEST_CAPTION, MOST_MEDIA
from chalicelib.services.photos.interactions.pins import MOST_PINNED
from chalicelib.services.photos.media import LONGEST_DESCRIPTION, TYPES
from chalicelib.services.photos.reading.hashtags import MOST_FEATURED
from chalicelib.services.photos.sharing.collections import MOST_POSTS

if TYPE_CHECKING:
    from chalicelib.schemas import entities

SOFTWARE_VERSION = "0.1.0"
# Clients parse three dotted numbers. From 4.3 on they expect what is not here.
VERSION = f"4.2.0 (compatible; Rossgram {SOFTWARE_VERSION})"
# The newest version of the API of which everything is here: 2 is notifications in groups.
API_VERSION = 2
# The version from which on Pixelfed's own app signs in.
PIXELFED_VERSION = "0.12.3"


def _configuration() -> "entities.Limits":
    return {
        "accounts": {"max_featured_tags": MOST_FEATURED, "max_pinned_statuses": MOST_PINNED},
        "statuses": {
            "max_characters": LONGEST_CAPTION,
            "max_media_attachments": MOST_MEDIA,
            "characters_reserved_per_url": 23,
        },
        "media_attachments": {
            "supported_mime_types": list(TYPES),
            "description_limit": LONGEST_DESCRIPTION,
            # What passes through the API, in any format: apps shrink what is above, and send the rest whole.
            "image_size_limit": LARGEST_FILE,
            "image_matrix_limit": min(limit.pixels for limit in limits().values()),
            "video_size_limit": 0,
            "video_frame_rate_limit": 0,
            "video_matrix_limit": 0,
        },
        "polls": render_poll_limits(),
    }


def _rossgram() -> "entities.InstanceExtras":
    """Return what a presigned form takes, which goes past the API (more bytes, by format more pixels), and amounts."""
    formats: dict[str, entities.FormatLimits] = {
        kind: {"image_size_limit": limit.bytes, "image_matrix_limit": limit.pixels} for kind, limit in limits().items()
    }
    largest = max(limit.bytes for limit in limits().values())
    # What is larger or longer is shown as a still, and its author is told.
    animation: entities.AnimationLimits = {"frames": MAX_FRAMES, "seconds": MAX_SECONDS, "pixels": MAX_PIXELS_IN}
    return {
        "uploads": {
            "url": f"{config.PUBLIC_URL}/api/rossgram/v1/uploads",
            "image_size_limit": largest,
            "formats": formats,
            "animation_limits": animation,
        },
        "amounts": _amounts(),
        "registrations": render_sign_ups(),
        "insights": config.INSIGHTS,
    }


def _amounts() -> "entities.AmountLimits":
    return {
        "largest_charges": {**currencies.MAXIMUMS, "other": currencies.OTHER_MAXIMUM},
        "worth": {
            "tip": worth.LARGEST_TIP,
            "pledge_charged_at_once": worth.LARGEST_AT_ONCE,
            "goal": worth.LARGEST_GOAL,
        },
        "bounded": {
            "tip": worth.bounded(worth.LARGEST_TIP),
            "pledge_charged_at_once": worth.bounded(worth.LARGEST_AT_ONCE),
        },
    }


def render_rules() -> "list[entities.Rule]":
    """Return the rules of the server as the operator wrote them; their ids are their places."""
    return [{"id": str(place), "text": text, "hint": ""} for place, text in enumerate(config.INSTANCE_RULES, 1)]


def _contact(account: Account | None) -> "entities.Account | None":
    return render_account(account) if account else None


def render_instance(contact: Account | None, terms: Versions) -> "entities.Instance":
    """Return the server as version 2 of the API describes it; `contact` is the account that answers for it."""
    return {
        "domain": config.DOMAIN,
        "title": config.INSTANCE_TITLE,
        "version": VERSION,
        "source_url": config.SOURCE_URL or f"{config.PUBLIC_URL}/about",
        "description": config.INSTANCE_DESCRIPTION,
        "usage": {"users": {"active_month": 0}},
        "thumbnail": {"url": f"{config.PUBLIC_URL}/media/missing/header.jpg", "blurhash": None, "versions": {}},
        "icon": [],
        "languages": [*LOCALES],
        "configuration": {
            "urls": render_urls(terms),
            "translation": {"enabled": False},
            "vapid": {"public_key": keys.public_key()},
            **_configuration(),
        },
        "registrations": render_registrations(),
        "api_versions": {"mastodon": API_VERSION},
        "contact": {"email": config.CONTACT_EMAIL, "account": _contact(contact)},
        "rules": render_rules(),
        "rossgram": {**_rossgram(), "terms_day": terms.days[0]},
    }


def render_instance_v1(size: Size, contact: Account | None) -> "entities.OldInstance":
    """Return the server as version 1 of the API describes it."""
    return {
        "uri": config.DOMAIN,
        "title": config.INSTANCE_TITLE,
        "short_description": config.INSTANCE_DESCRIPTION,
        "description": config.INSTANCE_DESCRIPTION,
        "email": config.CONTACT_EMAIL,
        "version": VERSION,
        "urls": {"streaming_api": STREAMING},
        "stats": {"user_count": size.accounts, "status_count": size.posts, "domain_count": 0},
        "thumbnail": f"{config.PUBLIC_URL}/media/missing/header.jpg",
        "languages": [*LOCALES],
        "registrations": arrivals.is_open(),
        "approval_required": arrivals.needs_reason(),
        "invites_enabled": arrivals.takes_people() and config.INVITES_BY == EVERYBODY,
        "configuration": _configuration(),
        "contact_account": _contact(contact),
        "rules": render_rules(),
        "rossgram": _rossgram(),
    }


def render_nodeinfo_links() -> "entities.NodeInfoLinks":
    """Return where the NodeInfo document is."""
    schema = "http://nodeinfo.diaspora.software/ns/schema/2.0"
    return {"links": [{"rel": schema, "href": f"{config.PUBLIC_URL}/api/nodeinfo/2.0.json"}]}


def _software() -> "entities.Software":
    """Return what runs here, or what Pixelfed's own app asks for, where the operator says so."""
    if config.POSE_AS_PIXELFED:
        return {"name": "pixelfed", "version": PIXELFED_VERSION}
    return {"name": "rossgram", "version": SOFTWARE_VERSION}


def render_nodeinfo(size: Size) -> "entities.NodeInfo":
    """Return the NodeInfo document; phone apps look for `mobile_apis` in it."""
    return {
        "version": "2.0",
        "software": _software(),
        "protocols": [],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": arrivals.is_open(),
        "usage": {"users": {"total": size.accounts}, "localPosts": size.posts},
        "metadata": {
            # Clients that do not know a server by its name look here for whose API it speaks.
            "upstream": {"name": "mastodon"},
            "nodeName": config.INSTANCE_TITLE,
            "nodeDescription": config.INSTANCE_DESCRIPTION,
            "config": {
                "features": {"mobile_apis": True, "mobile_registration": False},
                "uploader": {
                    "max_photo_size": LARGEST_FILE // 1024,
                    "max_caption_length": LONGEST_CAPTION,
                    "max_altext_length": LONGEST_DESCRIPTION,
                    "album_limit": MOST_MEDIA,
                    "max_collection_length": MOST_POSTS,
                    "mime_types": list(TYPES),
                },
                "account": {"max_bio_length": LONGEST_NOTE, "max_name_length": LONGEST_NAME, "fields": MOST_FIELDS},
            },
        },
    }
