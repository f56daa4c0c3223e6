"""Mail providers and addresses with which nobody signs up, for those who moderate."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response, rows_response
from chalicelib.models.safety.email_blocks import ADDRESS, DOMAIN
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.safety.email_blocks import AddressForm, DomainForm, TestForm, render_address, render_domain
from chalicelib.services.safety import email_blocks

bp = Blueprint(__name__)
DOMAINS, ADDRESSES = "/api/v1/admin/email_domain_blocks", "/api/v1/admin/canonical_email_blocks"
READ_DOMAINS, WRITE_DOMAINS = "admin:read:email_domain_blocks", "admin:write:email_domain_blocks"
READ_ADDRESSES, WRITE_ADDRESSES = "admin:read:canonical_email_blocks", "admin:write:canonical_email_blocks"


@bp.route(DOMAINS, methods=["GET"])
def list_email_domains() -> Response:
    """Return a page of the blocked domains, the newest first."""
    caller = caller_id(bp.current_request, READ_DOMAINS)
    page = PageForm.parse(fields(bp.current_request)).page(default=100, most=200)
    found = email_blocks.listed(caller, DOMAIN, page)
    entities = [render_domain(one) for one in found.rows]
    return rows_response(bp.current_request, entities, [one.id for one in found.rows], found.has_more)


@bp.route(DOMAINS, methods=["POST"], content_types=ANY_FORM)
def block_email_domain() -> Response:
    """Block a domain with all below it: nobody signs up with an address there, nor changes to one."""
    caller = caller_id(bp.current_request, WRITE_DOMAINS)
    form = DomainForm.parse(fields(bp.current_request))
    return json_response(render_domain(email_blocks.block_domain(caller, form.domain)))


@bp.route(f"{DOMAINS}/{{block_id}}", methods=["GET"])
def show_email_domain(block_id: str) -> Response:
    """Return a blocked domain."""
    caller = caller_id(bp.current_request, READ_DOMAINS)
    return json_response(render_domain(email_blocks.find(caller, DOMAIN, block_id)))


@bp.route(f"{DOMAINS}/{{block_id}}", methods=["DELETE"], content_types=ANY_FORM)
def unblock_email_domain(block_id: str) -> Response:
    """End the block of a domain."""
    email_blocks.unblock(caller_id(bp.current_request, WRITE_DOMAINS), DOMAIN, block_id)
    return json_response({})


@bp.route(ADDRESSES, methods=["GET"])
def list_email_addresses() -> Response:
    """Return a page of the blocked addresses, the newest first: of each the hash of its canonical form alone."""
    caller = caller_id(bp.current_request, READ_ADDRESSES)
    page = PageForm.parse(fields(bp.current_request)).page(default=100, most=200)
    found = email_blocks.listed(caller, ADDRESS, page)
    entities = [render_address(one) for one in found.rows]
    return rows_response(bp.current_request, entities, [one.id for one in found.rows], found.has_more)


@bp.route(ADDRESSES, methods=["POST"], content_types=ANY_FORM)
def block_email_address() -> Response:
    """Block an address in all its spellings, by `email` or by `canonical_email_hash`."""
    caller = caller_id(bp.current_request, WRITE_ADDRESSES)
    form = AddressForm.parse(fields(bp.current_request))
    return json_response(render_address(email_blocks.block_address(caller, form.email, form.canonical_email_hash)))


@bp.route(f"{ADDRESSES}/test", methods=["POST"], content_types=ANY_FORM)
def test_email_address() -> Response:
    """Return the blocks that keep an address out: one, or none."""
    caller = caller_id(bp.current_request, READ_ADDRESSES)
    form = TestForm.parse(fields(bp.current_request))
    return json_response([render_address(one) for one in email_blocks.matching(caller, form.email)])


@bp.route(f"{ADDRESSES}/{{block_id}}", methods=["GET"])
def show_email_address(block_id: str) -> Response:
    """Return a blocked address."""
    caller = caller_id(bp.current_request, READ_ADDRESSES)
    return json_response(render_address(email_blocks.find(caller, ADDRESS, block_id)))


@bp.route(f"{ADDRESSES}/{{block_id}}", methods=["DELETE"], content_types=ANY_FORM)
def unblock_email_address(block_id: str) -> Response:
    """End the block of an address."""
    email_blocks.unblock(caller_id(bp.current_request, WRITE_ADDRESSES), ADDRESS, block_id)
    return json_response({})
