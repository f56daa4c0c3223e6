"""Tell whether a request came through our CloudFront, which adds a secret of the stage to what it forwards.

Whoever calls API Gateway directly can write any `X-Forwarded-For`; the secret they do not know. It is read where it is
used and when, as every secret, and two are valid while one is replaced.
"""

import hmac

from chalicelib import config
from chalicelib.gateways import secrets

# CloudFront adds no header whose name begins with `X-Edge-` or `X-Amz-`, and overwrites a caller's header of this name.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
HEADER = "X-Rossgram-Edge"
PROOF = "EDGE_PROOF"


def is_ours(given: str) -> bool:
    """Tell whether a proof is the stage's. One that is not known yet is looked up at once, once a minute at most."""
    if not given:
        return False
    return _is_known(given) or (secrets.renew(PROOF) and _is_known(given))


def _is_known(given: str) -> bool:
    valid = [one.strip() for one in (config.EDGE_PROOF or secrets.read(PROOF)).split(",")]
    return any(hmac.compare_digest(one.encode(), given.encode()) for one in valid if one)
