"""Mute conversations: nothing that happens in one is told to whoever muted it."""

from chalicelib.models.people import mutes
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView


def mute(account_id: str, post_id: str) -> PostView:
    """Mute the conversation to which a post belongs that one may see, whole; a second time changes nothing."""
    view = views.find(account_id, post_id).proper
    mutes.silence(account_id, view.post.root_id or view.post.id)
    return view.marked(is_muted=True)


def unmute(account_id: str, post_id: str) -> PostView:
    """Be told of a conversation again, of what happened in it meanwhile too; without a mute it changes nothing."""
    view = views.find(account_id, post_id).proper
    mutes.unsilence(account_id, view.post.root_id or view.post.id)
    return view.marked(is_muted=False)
