"""Take whoever left out of the conversations of those who stay: what they said there is theirs, and names them."""

from functools import partial
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.models.base import assignments, guarded
from chalicelib.models.paging import LOWEST, Page
from chalicelib.models.photos.lists import threads
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.revisions import Revision
from chalicelib.models.photos.sharing.audiences import members_of
from chalicelib.models.talk.conversations import Conversation
from chalicelib.models.versions import value_as_read

# So many messages are looked at in one go.
AT_ONCE = 50
RACES = 5


def leave(row: Conversation) -> None:
    """Take an account out of some messages of a conversation, and at last out of the conversation; may run twice.

    What it wrote itself is deleted before. The row stays until nothing names the account any more.
    """
    ids = threads.ids_of(row.id, Page(limit=AT_ONCE, min_id=row.left_to or LOWEST)).rows
    for post in Post.find_all(ids).values():
        _take_out(post, row.account_id)
    if len(ids) == AT_ONCE:
        row.update([Conversation.left_to.set(max(ids))])
        return
    for other_id in row.other_ids:
        _keep(other_id, row)
    row.delete()


def _keep(other_id: str, left: Conversation) -> None:
    """Let the row of whoever stays, where there is one, name an account no more that leaves."""
    for _ in range(RACES):
        try:
            row = Conversation.get(other_id, left.id, consistent_read=True)
        except Conversation.DoesNotExist:
            return
        if left.account_id not in row.member_ids or guarded(partial(_name, row, left.account_id)):
            return
    raise Unavailable


def _name(row: Conversation, left_id: str) -> None:
    as_read = Conversation.member_ids == row.member_ids
    row.update([Conversation.member_ids.set([one for one in row.member_ids if one != left_id])], condition=as_read)


def _take_out(post: Post, account_id: str) -> None:
    for _ in range(RACES):
        if account_id not in members_of(post.offer):
            break
        if guarded(partial(_change, post, account_id)):
            break
        post = Post.find(post.id)
    else:
        raise Unavailable
    for text in Revision.query(post.id):
        _take_out_of_text(text, account_id)


def _take_out_of_text(text: Revision, account_id: str) -> None:
    """Let an earlier text name an account no more; one that is gone with its message meanwhile stays gone."""
    for _ in range(RACES):
        new = {"offer": _offer(text.offer, account_id), "body": _body(text.body, account_id)}
        if new == {"offer": text.offer, "body": text.body} or guarded(partial(_rewrite, text, new)):
            return
        try:
            text = Revision.get(text.post_id, text.version, consistent_read=True)
        except Revision.DoesNotExist:
            return
    raise Unavailable


def _rewrite(text: Revision, new: dict[str, Any]) -> None:
    same = value_as_read(Revision.offer, text.offer) & value_as_read(Revision.body, text.body)
    Revision(text.post_id, text.version).update(assignments(Revision, new), condition=same)


def _change(post: Post, account_id: str) -> None:
    new: dict[str, Any] = {
        "offer": _offer(post.offer, account_id),
        "body": _body(post.body, account_id),
        "version": post.version + 1,
    }
    if post.parent_author_id == account_id:
        new["parent_author_id"] = None
    Post(post.id).update(assignments(Post, new), condition=Post.version == post.version)


def _offer(offer: dict[str, Any] | None, account_id: str) -> dict[str, Any]:
    return {"members": [one for one in members_of(offer) if one != account_id]}


def _body(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    mentions = [one for one in body.get("mentions", []) if one["id"] != account_id]
    is_answered = body.get("story", {}).get("author_id") == account_id
    return {**{name: said for name, said in body.items() if name != "story" or not is_answered}, "mentions": mentions}
