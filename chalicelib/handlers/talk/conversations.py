"""Conversations: direct messages one to one and in small groups."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, filled_response, json_response, page_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.talk.conversations import ConversationsForm, MessageForm, OthersForm, render_conversation
from chalicelib.services.photos import views
from chalicelib.services.talk.direct import conversations, messages

bp = Blueprint(__name__)
OURS = "/api/rossgram/v1/conversations"
# Mastodon's: https://docs.joinmastodon.org/methods/conversations/
THEIRS = "/api/v1/conversations"


@bp.route(THEIRS, methods=["GET"])
def list_conversations() -> Response:
    """Return a page of conversations, by their last messages; with a `scope` of `requests`, those of strangers."""
    caller = caller_id(bp.current_request, "read:statuses")
    form = ConversationsForm.parse(fields(bp.current_request))
    found = conversations.page(caller, form.box, form.page(default=20, most=40))
    return filled_response(bp.current_request, [render_conversation(talk) for talk in found.shown], found)


@bp.route(f"{THEIRS}/{{conversation_id}}", methods=["DELETE"], content_types=ANY_FORM)
@answers("Empty")
def remove_conversation(conversation_id: str) -> Response:
    """Take a conversation off the caller's list until something is said there again; others keep it."""
    conversations.remove(caller_id(bp.current_request, "write:conversations"), conversation_id)
    return json_response({})


@bp.route(f"{THEIRS}/{{conversation_id}}/read", methods=["POST"], content_types=ANY_FORM)
def read_conversation(conversation_id: str) -> Response:
    """Mark a conversation as read."""
    caller = caller_id(bp.current_request, "write:conversations")
    return json_response(render_conversation(conversations.read(caller, conversation_id)))


@bp.route(OURS, methods=["POST"], content_types=ANY_FORM)
def send_message() -> Response:
    """Send a message to `account_ids[]`, nine at most, whomever it names: `status`, `media_ids[]`.

    With a `story_id` it answers that story, and goes to its author.
    """
    caller = caller_id(bp.current_request, "write:statuses")
    form = MessageForm.parse(fields(bp.current_request))
    key = bp.current_request.headers.get("idempotency-key", "")
    if form.story_id:
        post = messages.answer_story(caller, form.story_id, form.draft(), key, form.account_ids)
    else:
        post = messages.send(caller, form.account_ids, form.draft(), key)
    return json_response(render_status(views.only(views.of_posts(caller, [post]))))


@bp.route(f"{OURS}/between", methods=["GET"])
def get_conversation_between() -> Response:
    """Return the conversation with `account_ids[]`, whether or not anything was said there yet."""
    caller = caller_id(bp.current_request, "read:statuses")
    form = OthersForm.parse(fields(bp.current_request))
    return json_response(render_conversation(conversations.between(caller, form.account_ids)))


@bp.route(f"{OURS}/unread_count", methods=["GET"])
@answers("Tally")
def count_unread_conversations() -> Response:
    """Return in how many of the newest 40 conversations something is unread; requests are not among them."""
    return json_response({"count": conversations.unread_count(caller_id(bp.current_request, "read:statuses"))})


@bp.route(f"{OURS}/{{conversation_id}}", methods=["GET"])
def get_conversation(conversation_id: str) -> Response:
    """Return one of the caller's conversations."""
    caller = caller_id(bp.current_request, "read:statuses")
    return json_response(render_conversation(conversations.find(caller, conversation_id)))


@bp.route(f"{OURS}/{{conversation_id}}/messages", methods=["GET"])
def list_messages(conversation_id: str) -> Response:
    """Return a page of the messages of one of the caller's conversations, newest first."""
    caller = caller_id(bp.current_request, "read:statuses")
    page = PageForm.parse(fields(bp.current_request)).page(default=20, most=40)
    found = conversations.messages(caller, conversation_id, page)
    entities = [render_status(view) for view in found.views]
    return page_response(bp.current_request, entities, found.newest, found.oldest, found.has_more)


@bp.route(f"{OURS}/{{conversation_id}}/accept", methods=["POST"], content_types=ANY_FORM)
def accept_conversation(conversation_id: str) -> Response:
    """Let the stranger write whose conversation it is: it lies among the others from then on."""
    caller = caller_id(bp.current_request, "write:conversations")
    return json_response(render_conversation(conversations.accept(caller, conversation_id)))
