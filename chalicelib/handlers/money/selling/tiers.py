"""Tiers that creators sell, and codes that make them cheaper."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, viewer_id
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.models.people.accounts import Account
from chalicelib.schemas.money.selling.tiers import CodeForm, TierChangeForm, TierForm, render_code, render_tier
from chalicelib.services.money.selling import promotion_codes, tiers

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/accounts/{account_id}/tiers", methods=["GET"])
def list_tiers(account_id: str) -> Response:
    """Return the tiers that one can subscribe to, the lowest level first; no token is needed."""
    viewer_id(bp.current_request)
    Account.find(account_id)
    return json_response([render_tier(tier) for tier in tiers.of(account_id)])


@bp.route("/api/rossgram/v1/tiers", methods=["POST"], content_types=ANY_FORM)
def create_tier() -> Response:
    """Make a tier; each of the levels 1 to 10 can be taken by one."""
    creator_id = caller_id(bp.current_request, "write")
    form = TierForm.parse(fields(bp.current_request))
    return json_response(render_tier(tiers.create(creator_id, form.terms())))


@bp.route("/api/rossgram/v1/tiers/{tier_id}", methods=["PATCH"], content_types=ANY_FORM)
def change_tier(tier_id: str) -> Response:
    """Change a tier of one's own. Whoever subscribed before keeps the price of then."""
    creator_id = caller_id(bp.current_request, "write")
    form = TierChangeForm.parse(fields(bp.current_request))
    return json_response(render_tier(tiers.change(creator_id, tier_id, form.changes())))


@bp.route("/api/rossgram/v1/tiers/{tier_id}", methods=["DELETE"])
def archive_tier(tier_id: str) -> Response:
    """Sell a tier no more; its subscribers go on."""
    tiers.archive(caller_id(bp.current_request, "write"), tier_id)
    return json_response({})


@bp.route("/api/rossgram/v1/promotion_codes", methods=["GET"])
def list_codes() -> Response:
    """Return one's own promotion codes, newest first."""
    creator_id = caller_id(bp.current_request, "read")
    return json_response([render_code(code) for code in PromotionCode.of(creator_id)])


@bp.route("/api/rossgram/v1/promotion_codes", methods=["POST"], content_types=ANY_FORM)
def create_code() -> Response:
    """Make a code that takes a percentage off the tiers that the caller sells at this moment."""
    creator_id = caller_id(bp.current_request, "write")
    form = CodeForm.parse(fields(bp.current_request))
    return json_response(render_code(promotion_codes.create(creator_id, form.discount())))


@bp.route("/api/rossgram/v1/promotion_codes/{code_id}", methods=["DELETE"])
def archive_code(code_id: str) -> Response:
    """Let nobody use a code any more; whoever used it keeps what it gave."""
    promotion_codes.archive(caller_id(bp.current_request, "write"), code_id)
    return json_response({})
