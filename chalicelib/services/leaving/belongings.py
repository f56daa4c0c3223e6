"""Remove what an account did, follows, keeps and has set up: some of each at a time."""

from typing import Any

from chalicelib.gateways import queue
from chalicelib.models.batches import clear_partition
from chalicelib.models.paging import Page
from chalicelib.models.people import blocks
from chalicelib.models.people.barriers import BLOCKED_BY, BLOCKS, Barrier
from chalicelib.models.people.door.invites import Invite
from chalicelib.models.people.door.passkeys import Passkey
from chalicelib.models.people.follows import Follow
from chalicelib.models.people.notes import Note
from chalicelib.models.people.reading.filters import Filters
from chalicelib.models.people.reading.hashtags import Hashtags
from chalicelib.models.people.reading.lists import List
from chalicelib.models.people.reading.readings import Reading
from chalicelib.models.people.requests import FollowRequest
from chalicelib.models.people.search.account_words import AccountWord
from chalicelib.models.people.sessions import Session
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.models.photos.insights.insight_days import InsightDay
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.interactions.taking_back import take_back_alone
from chalicelib.models.photos.lists.recent_posts import RecentPosts
from chalicelib.models.photos.media import Media
from chalicelib.models.photos.polls import votes
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.scheduling import changes
from chalicelib.models.photos.scheduling.unpublished import KINDS, UnpublishedPost, shelf
from chalicelib.models.photos.sharing.close_friends import CloseFriend
from chalicelib.models.photos.sharing.collections import Collection
from chalicelib.models.photos.sharing.person_tags import PersonTag
from chalicelib.models.photos.sharing.secret_links import SecretLink
from chalicelib.models.photos.stories.story_views import StoryView
from chalicelib.models.photos.timelines import Home, TimelineEntry
from chalicelib.models.safety import staff
from chalicelib.models.talk import left_conversations
from chalicelib.models.talk.conversations import Conversation
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.models.talk.liked_days import LikedDay
from chalicelib.models.talk.notifications import Notification
from chalicelib.models.talk.push_subscriptions import PushSubscription
from chalicelib.services.leaving import appeals
from chalicelib.services.people import counts
from chalicelib.services.photos import media
from chalicelib.services.photos.interactions import reblogs
from chalicelib.services.photos.scheduling import keeping
from chalicelib.services.photos.sharing import person_tags
from chalicelib.services.photos.stories import publishing

SOME = 25
# What lies under the account's own id, and concerns nobody else.
OWN = (
    *(List, Note, Filters, Hashtags, Reading, Home, TimelineEntry),
    *(RecentPosts, Notification, LikedDay, Inbox, CloseFriend, PushSubscription, Passkey, StoryView, InsightDay),
)


def remove_some(account_id: str) -> bool:
    """Remove some of all that an account has beside its posts; tells whether there was any."""
    of_others = [
        remove(account_id)
        for remove in (
            *(_likes, _followees, _followers, _asking, _asked, _barriers, _words, _sessions),
            *(_collections, _person_tags, _unpublished, _conversations, _invites),
            *(appeals.remove_all, publishing.remove_all, staff.forget),
        )
    ]
    return any([*of_others, *(clear_partition(model, account_id) for model in OWN)])


def _likes(account_id: str) -> bool:
    """Take back likes, votes, bookmarks and reblogs, and have likes and votes counted anew."""
    found = list(Interaction.query(account_id, limit=SOME, consistent_read=True))
    for row in found:
        subjects = [("likes", row.post_id), *([("votes", row.post_id)] if row.vote else [])]
        counts.announce(*subjects)
        take_back_alone(account_id, row.post_id, "like_id")
        if row.vote:
            votes.remove(account_id, row.post_id)
        Bookmark.remove(account_id, row.post_id)
        _reblog(account_id, row)
        counts.hint(*subjects)
    return bool(found)


def _reblog(account_id: str, row: Interaction) -> None:
    """Take a reblog back; that of a post that is gone goes with what belonged to it."""
    post = Post.find_all([row.post_id]).get(row.post_id)
    if row.reblog_id and post:
        reblogs.take_back(account_id, post, row.reblog_id)


def _followees(account_id: str) -> bool:
    found = list(Follow.query(account_id, limit=SOME, consistent_read=True))
    for row in found:
        counts.announce(("followers", row.followee_id))
        Follow.remove(account_id, row.followee_id)
        counts.hint(("followers", row.followee_id))
    return bool(found)


def _followers(account_id: str) -> bool:
    """End the follows that point at the account; a message takes what is left of it out of each home timeline."""
    found = Follow.followers_of(account_id, Page(limit=SOME)).rows
    for row in found:
        about: dict[str, Any] = {"follower_id": row.follower_id, "followee_id": account_id}
        queue.announce("follows", **about, **counts.late(("following", row.follower_id)))
        Follow.remove(row.follower_id, account_id)
        queue.send("follows", **about)
        counts.hint(("following", row.follower_id))
    return bool(found)


def _asking(account_id: str) -> bool:
    found = FollowRequest.some(account_id, SOME)
    for asker_id in found:
        FollowRequest.remove(asker_id, account_id)
    return bool(found)


def _asked(account_id: str) -> bool:
    """Take back the requests to follow others that nobody has answered."""
    found = FollowRequest.some_asked(account_id, SOME)
    for asked_id in found:
        FollowRequest.remove(account_id, asked_id)
    return bool(found)


def _barriers(account_id: str) -> bool:
    """Take back blocks, both ways, and mutes."""
    found = list(Barrier.query(account_id, limit=SOME, consistent_read=True))
    for row in found:
        if row.sign == BLOCKS:
            blocks.remove(account_id, row.other_id)
        elif row.sign == BLOCKED_BY:
            blocks.remove(row.other_id, account_id)
        Barrier(account_id, row.key).delete()
    return bool(found)


def _words(account_id: str) -> bool:
    """Take away the words of handle and name by which people are found."""
    found = AccountWord.keys_of(account_id)
    AccountWord.replace([], found)
    return bool(found)


def _collections(account_id: str) -> bool:
    """Delete collections, with the secret links to them."""
    found = Collection.some(account_id, SOME)
    for one in found:
        SecretLink.clear(one.id)
        one.remove()
    return bool(found)


def _person_tags(account_id: str) -> bool:
    """Take the account off the photos of others."""
    found = PersonTag.some(account_id, SOME)
    for post_id in found:
        person_tags.forget(account_id, post_id)
    return bool(found)


def _unpublished(account_id: str) -> bool:
    """Delete what is not published, with the photos that are held for it, and what counts it."""
    found = [kept for kind in KINDS for kept in keeping.gather(UnpublishedPost.counted(account_id, kind)[0][:SOME])]
    for kept in found:
        changes.remove(*kept)
        for item in kept.media:
            media.discard(Media.find(item.id))
    cleared = [clear_partition(UnpublishedPost, shelf(account_id, kind)) for kind in KINDS if not found]
    return bool(found) or any(cleared)


def _conversations(account_id: str) -> bool:
    """Leave conversations: those who stay have them without the account's name."""
    found = list(Conversation.query(account_id, limit=SOME, consistent_read=True))
    for row in found:
        left_conversations.leave(row)
    return bool(found)


def _invites(account_id: str) -> bool:
    """Delete the invitations that it made; whoever came in by them stays."""
    found = Invite.some(account_id, SOME)
    for one in found:
        one.revoke()
    return bool(found)


def _sessions(account_id: str) -> bool:
    """End what is still signed in; its tokens go with it."""
    found = Session.of_account(account_id, SOME)
    for session in found:
        Session.end(session.id)
    return bool(found)
