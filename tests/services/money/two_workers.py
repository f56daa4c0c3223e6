"""Say which scene of two workers plays which writing call of Stripe."""

DEADLINES = {
    "authorizing": {"create_intent", "confirm_intent"},
    "capturing": {"capture_intent"},
    "dropping": {"cancel_intent"},
}
PAYMENTS = {
    "a part in the Dashboard": {"reverse_transfer"},
    "a refund that failed": {"create_transfer"},
}
SELLING = {
    "two prices": {"create_price", "archive_price", "expire_session"},
    "one change twice": {"change_price"},
    "going on and ending": {"cancel_subscription", "resume_subscription"},
    "two refunds": {"refund"},
}
# Where a share of the fee has to follow the price.
SHARES = {"two changes": {"change_share"}}
MAKING = {
    "two tiers of a level": {"create_product", "create_price"},
    "two names": {"rename_product"},
    "one word twice": {"create_coupon", "create_promotion_code"},
    "a code archived twice": {"archive_promotion_code"},
    "one tier in two tabs": {"create_customer", "open_subscription"},
    "one post in two tabs": {"open_checkout"},
    "two pledges": {"open_setup"},
    "two connected accounts": {"create_account"},
    "what was paid is revived": {"revive_price"},
    "two ends of a customer": {"delete_customer"},
}
# What needs no scene, with the reason.
WITHOUT = {
    "account_link": "a page that keeps nothing: each call has a new address",
    "login_link": "a page that keeps nothing: each call has a new address",
    "portal": "a page that keeps nothing: each call has a new address",
    "attach_card": "only tests call it",
    "set_default_card": "only tests call it",
}
