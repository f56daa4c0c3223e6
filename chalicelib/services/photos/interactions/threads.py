"""Mute conversations: nothing that happens in one is told to whoever muted it."""

from chalicelib.errors import NotFound
from chalicelib.models.people import mutes
from chalicelib.models.people.barriers import SILENCES, Barrier
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView


def mute(account_id: str, post_id: str) -> PostView:
    """Mute the conversation to which a post belongs that one may see, whole; a second time changes nothing."""
    view = views.find(account_id, post_id).proper
    mutes.silence(account_id, _root(view.post))
    return view.marked(is_muted=True)


def unmute(account_id: str, post_id: str) -> PostView:
    """Be told of a conversation again, of what happened in it meanwhile too; without a mute it changes nothing.

    Raises NotFound for a post that one does not see, unless one has muted its conversation.
    """
    view = views.find_withheld(account_id, post_id).proper
    if view.is_hidden:
        # What is withheld does not tell where it stands.
        root_id = _root(Post.find(post_id))
        if not Barrier.is_there(account_id, root_id, SILENCES):
            raise NotFound
    else:
        root_id = _root(view.post)
    mutes.unsilence(account_id, root_id)
    return view.marked(is_muted=False)


def _root(post: Post) -> str:
    shown = Post.find(post.reblog_of_id) if post.reblog_of_id else post
    return shown.root_id or shown.id
