"""One's own profile: its pictures are taken off, and OpenID clients ask who one is."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, json_response
from chalicelib.schemas.people.accounts import render_account, render_userinfo
from chalicelib.schemas.people.credentials import render_own_account
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import requests
from chalicelib.services.photos.making import pictures

bp = Blueprint(__name__)


@bp.route("/api/v1/profile/avatar", methods=["DELETE"], content_types=ANY_FORM)
def delete_avatar() -> Response:
    """Take the caller's avatar off; the picture for those who have none is shown instead."""
    return _without(caller_id(bp.current_request, "write:accounts"), "avatar")


@bp.route("/api/v1/profile/header", methods=["DELETE"], content_types=ANY_FORM)
def delete_header() -> Response:
    """Take the caller's header off."""
    return _without(caller_id(bp.current_request, "write:accounts"), "header")


def delete_pixelfed_avatar() -> Response:
    """Take the caller's avatar off, as Pixelfed's app does."""
    return json_response(render_account(pictures.take_off(caller_id(bp.current_request, "write:accounts"), "avatar")))


# Pixelfed serves it under both.
for root in ("/api/v1.1", "/api/pixelfed/v1"):
    bp.route(f"{root}/accounts/avatar", methods=["DELETE"], content_types=ANY_FORM)(delete_pixelfed_avatar)


@bp.route("/oauth/userinfo", methods=["GET"])
def get_userinfo() -> Response:
    """Tell an OpenID client who the caller is: name, handle, profile and avatar."""
    return json_response(render_userinfo(accounts.find(caller_id(bp.current_request, "profile"))))


def _without(account_id: str, purpose: str) -> Response:
    account = pictures.take_off(account_id, purpose)
    return json_response(render_own_account(account, requests.number(account)))
