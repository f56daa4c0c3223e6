"""Tiers of creators, and promotion codes for them."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, viewer_id
from chalicelib.handlers.keeping import same_for_all
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.schemas.money.selling.tiers import CodeForm, TierChangeForm, TierForm, render_code, render_tier
from chalicelib.services.money.selling import promotion_codes, tiers
from chalicelib.services.people.relationships import blocks

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/accounts/{account_id}/tiers", methods=["GET"])
@same_for_all
def list_tiers(account_id: str) -> Response:
    """Return an account's active tiers, the lowest level first; no token is needed."""
    blocks.find_shown(viewer_id(bp.current_request), account_id)
    return json_response([render_tier(tier) for tier in tiers.of(account_id)])


@bp.route("/api/rossgram/v1/tiers", methods=["POST"], content_types=ANY_FORM)
def create_tier() -> Response:
    """Create a tier; each of the levels 1 to 10 can be used by one active tier."""
    creator_id = caller_id(bp.current_request, "write")
    form = TierForm.parse(fields(bp.current_request))
    return json_response(render_tier(tiers.create(creator_id, form.terms())))


@bp.route("/api/rossgram/v1/tiers/{tier_id}", methods=["PATCH"], content_types=ANY_FORM)
def change_tier(tier_id: str) -> Response:
    """Change one of the caller's tiers. Existing subscribers keep their price."""
    creator_id = caller_id(bp.current_request, "write")
    form = TierChangeForm.parse(fields(bp.current_request))
    return json_response(render_tier(tiers.change(creator_id, tier_id, form.changes())))


@bp.route("/api/rossgram/v1/tiers/{tier_id}", methods=["DELETE"])
def archive_tier(tier_id: str) -> Response:
    """Archive a tier; its subscriptions continue."""
    tiers.archive(caller_id(bp.current_request, "write"), tier_id)
    return json_response({})


@bp.route("/api/rossgram/v1/promotion_codes", methods=["GET"])
def list_codes() -> Response:
    """Return the caller's promotion codes, newest first."""
    creator_id = caller_id(bp.current_request, "read")
    return json_response([render_code(code) for code in PromotionCode.of(creator_id)])


@bp.route("/api/rossgram/v1/promotion_codes", methods=["POST"], content_types=ANY_FORM)
def create_code() -> Response:
    """Create a code for a percentage off the caller's tiers of this moment."""
    creator_id = caller_id(bp.current_request, "write")
    form = CodeForm.parse(fields(bp.current_request))
    return json_response(render_code(promotion_codes.create(creator_id, form.discount())))


@bp.route("/api/rossgram/v1/promotion_codes/{code_id}", methods=["DELETE"])
def archive_code(code_id: str) -> Response:
    """Archive a code, so that it cannot be redeemed any more; earlier redemptions stay."""
    promotion_codes.archive(caller_id(bp.current_request, "write"), code_id)
    return json_response({})
