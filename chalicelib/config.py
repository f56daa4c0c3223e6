"""Read every setting from the environment, once, when the process starts."""

import os
import re
from email.utils import formataddr

STAGE = os.environ.get("STAGE", "local")
# Chalice's command sets it before it imports the app.
IN_CHALICE = bool(os.environ.get("AWS_CHALICE_CLI_MODE"))
PREFIX = os.environ.get("PREFIX", f"rossgram-{STAGE}-")

# The address people type: every URL that the API gives out begins with it.
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://localhost:8000").rstrip("/")
DOMAIN = PUBLIC_URL.split("//", 1)[-1]

# Bucket names are global in AWS, so a deployment names its own.
ORIGINALS_BUCKET = os.environ.get("ORIGINALS_BUCKET", f"{PREFIX}originals")
RENDITIONS_BUCKET = os.environ.get("RENDITIONS_BUCKET", f"{PREFIX}renditions")

# The key pair by which CloudFront knows addresses that we signed: the private key (RSA, PEM), and CloudFront's id of
# the public one. The seals of our own addresses are drawn from the private key too.
EDGE_PRIVATE_KEY = os.environ.get("EDGE_PRIVATE_KEY", "")
EDGE_KEY_ID = os.environ.get("EDGE_KEY_ID", "")
# The secret by which CloudFront proves that a request came through it, or two with a comma while one is replaced; and
# whether what comes without it is refused, but for webhooks.
EDGE_PROOF = os.environ.get("EDGE_PROOF", "")
EDGE_ONLY = os.environ.get("EDGE_ONLY", "0") == "1"
# The private key by which push services know this server (VAPID): 32 bytes in base64url. Without one nothing is pushed.
VAPID_PRIVATE_KEY = os.environ.get("VAPID_PRIVATE_KEY", "")
# Whether a device may name any push service: without TLS, on any port, and on this machine or its network. For tests.
PUSH_ANYWHERE = os.environ.get("PUSH_ANYWHERE", "0") == "1"
# The keys by which secrets of second factors are sealed, the newest first, with commas between them.
SEALING_KEYS = os.environ.get("SEALING_KEYS", "")
# The CloudFront distribution that forgets what is no longer open; none where there is no CloudFront.
DISTRIBUTION_ID = os.environ.get("DISTRIBUTION_ID", "")

# What the operator's settings do not say: its name, what it is, the one colour of buttons and of the mark.
TITLE, DESCRIPTION, ACCENT = "Rossgram", "Photos, and the people who make them.", "#d6336c"
INSTANCE_TITLE = os.environ.get("INSTANCE_TITLE", TITLE)
INSTANCE_DESCRIPTION = os.environ.get("INSTANCE_DESCRIPTION", DESCRIPTION)
INSTANCE_ACCENT = os.environ.get("INSTANCE_ACCENT") or ACCENT
# The colour of the window that opens with the installed web client, as CSS writes it.
INSTANCE_BACKGROUND = os.environ.get("INSTANCE_BACKGROUND", "#ffffff")
# Where the source of what runs here is; without one the page about this server stands for it.
SOURCE_URL = os.environ.get("SOURCE_URL", "")
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", f"admin@{DOMAIN.split(':', maxsplit=1)[0]}")
# The rules of the server, parted by line breaks or by `|`; their ids are their places, from 1.
INSTANCE_RULES = [rule.strip() for rule in re.split(r"[\n|]", os.environ.get("INSTANCE_RULES", "")) if rule.strip()]
# The handle of the account that answers for the server; without one it is the first that signed up.
CONTACT_ACCOUNT = os.environ.get("CONTACT_ACCOUNT", "").strip().removeprefix("@")
# The time zone of a campaign whose creator names none, as the IANA database names it.
TIMEZONE = os.environ.get("TIMEZONE", "UTC")
# Who mails come from. SES must know the address or its domain as yours; answers go to CONTACT_EMAIL.
MAIL_FROM = os.environ.get("MAIL_FROM") or formataddr((INSTANCE_TITLE, f"no-reply@{DOMAIN.split(':', maxsplit=1)[0]}"))

# How many proxies that we run stand between API Gateway and a caller who comes with the proof (CloudFront is one).
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "1"))

# Which function Lambda runs in this process, as `app.app`; empty elsewhere.
HANDLER = os.environ.get("_HANDLER", "")
# Where AWS listens, where that is not AWS itself. botocore reads the same variable.
AWS_ENDPOINT_URL = os.environ.get("AWS_ENDPOINT_URL", "")
# The path of SSM's Parameter Store below which the stage's secrets are, as /rossgram-dev/; empty where the
# environment has them.
SECRETS_PATH = os.environ.get("SECRETS_PATH", "")
# Stripe: its secret key, the secrets of its webhook endpoint (two while one is rotated), and where it listens
# where that is not Stripe itself.
STRIPE_API_KEY = os.environ.get("STRIPE_API_KEY", "")
STRIPE_WEBHOOK_SECRETS = [
    part.strip() for part in os.environ.get("STRIPE_WEBHOOK_SECRET", "").split(",") if part.strip()
]
STRIPE_URL = os.environ.get("STRIPE_URL", "")
# What the platform keeps of each payment, in hundredths of a percent.
PLATFORM_FEE_BPS = int(os.environ.get("PLATFORM_FEE_BPS", "500"))
# The least that it keeps of each, in minor units by currency, as "usd:50,eur:45": a currency without has no minimum.
MINIMUM_FEE = {
    currency.strip().lower(): int(least)
    for currency, least in (part.split(":") for part in os.environ.get("MINIMUM_FEE", "").split(",") if part.strip())
}
# How long a subscriber keeps access after a renewal that could not be charged.
GRACE_DAYS = int(os.environ.get("GRACE_DAYS", "7"))
# What becomes of an all-or-nothing campaign whose goal banks do not hold: "refund" charges nobody, and gives back what
# was charged in the rare case that a capture fails later; "keep" lets its creator have what is held. It is not funded
# in either case.
BELOW_GOAL = os.environ.get("BELOW_GOAL", "refund")
# The name that every Stripe object of ours carries: other apps may share the Stripe account.
DEPLOYMENT = PREFIX.strip("-")

# How long a request may take where our own stores hang, and where Stripe does; then it is answered with 503.
DEADLINE_SECONDS = float(os.environ.get("DEADLINE_SECONDS", "4.5"))
STRIPE_DEADLINE_SECONDS = float(os.environ.get("STRIPE_DEADLINE_SECONDS", "9.5"))

# Operator switches.
ALLOW_PASSWORD_GRANT = os.environ.get("ALLOW_PASSWORD_GRANT", "0") == "1"
ALLOW_TEXT_POSTS = os.environ.get("ALLOW_TEXT_POSTS", "1") == "1"
# Whether photos that are covered as sensitive are sold. It is off because adult content is a business that Stripe
# restricts: it closes the accounts of whoever is paid for that.
ALLOW_PAID_SENSITIVE = os.environ.get("ALLOW_PAID_SENSITIVE", "0") == "1"
# Whether nobody signs in before the address is confirmed. It is off because SES mails only to its own operator until
# AWS has let the stage out of the sandbox, and then nobody could get in.
REQUIRE_CONFIRMED_EMAIL = os.environ.get("REQUIRE_CONFIRMED_EMAIL", "0") == "1"
# Whether NodeInfo names the software as Pixelfed's own app wants it before it signs in; else it says what runs here.
POSE_AS_PIXELFED = os.environ.get("POSE_AS_PIXELFED", "0") == "1"
# Who may sign up: "open" is everybody, "approval" everybody whom the staff lets in, "invite" whoever has an invitation,
# and anything else nobody. An invitation lets in at once where it is "open" or "approval", too.
REGISTRATIONS = os.environ.get("REGISTRATIONS", "open")
# What the sign-up pages say about it, in a line.
REGISTRATIONS_MESSAGE = os.environ.get("REGISTRATIONS_MESSAGE", "").strip()
# Who may invite: "staff", or "everybody" who is signed in.
INVITES_BY = os.environ.get("INVITES_BY", "staff")

# A follower who has not opened home for this long is not delivered to; home is rebuilt when they return.
ACTIVE_DAYS = int(os.environ.get("ACTIVE_DAYS", "14"))
# Whether it is counted how often posts and profiles are seen, for their owners alone.
INSIGHTS = os.environ.get("INSIGHTS", "1") == "1"
# An account with more followers than this is not delivered to anybody; its posts are pulled when home is read.
PULL_ABOVE = int(os.environ.get("PULL_ABOVE", "10000"))

# How often one may try: sign-ins that fail in 15 minutes, sign-ups in an hour, registered apps in 10 minutes. A device
# that has signed in to an account before is not shut out by what others guess.
SIGN_INS_PER_DEVICE = int(os.environ.get("SIGN_INS_PER_DEVICE", "10"))
SIGN_INS_PER_NAME_AND_ADDRESS = int(os.environ.get("SIGN_INS_PER_NAME_AND_ADDRESS", "10"))
SIGN_INS_PER_NAME = int(os.environ.get("SIGN_INS_PER_NAME", "100"))
SIGN_INS_PER_ADDRESS = int(os.environ.get("SIGN_INS_PER_ADDRESS", "100"))
# Wrong codes of a second factor in an hour: whoever tries them knows the password.
CODES_PER_ACCOUNT = int(os.environ.get("CODES_PER_ACCOUNT", "10"))
SIGN_UPS_PER_ADDRESS = int(os.environ.get("SIGN_UPS_PER_ADDRESS", "30"))
APPS_PER_ADDRESS = int(os.environ.get("APPS_PER_ADDRESS", "60"))
# How often a link may be mailed in an hour: for a new password by network address and by name, known or not, and for
# whatever reason to one account.
RESETS_PER_ADDRESS = int(os.environ.get("RESETS_PER_ADDRESS", "20"))
RESETS_PER_NAME = int(os.environ.get("RESETS_PER_NAME", "5"))
LINKS_PER_ACCOUNT = int(os.environ.get("LINKS_PER_ACCOUNT", "5"))

# How often one account may write, and one address whoever is behind it, as so many in so many seconds: what no person
# meets. LIMITS="posts:300/300,likes:900/300" changes some, LIMITS_TIMES=1000 raises all of them, as for a test of load.
LIMITS = {
    "posts": (100, 300),
    "comments": (60, 300),
    "edits": (60, 300),
    # Of people in photos, each of whom is told.
    "tags": (60, 300),
    "deletions": (100, 300),
    "likes": (300, 300),
    "follows": (100, 300),
    "profile": (30, 300),
    "uploads": (120, 1800),
    "reports": (60, 1800),
    # Messages to whom one has not been let write to yet, one for each of them.
    "strangers": (30, 3600),
    # Reports of what was seen, of up to a hundred posts each.
    "views": (60, 300),
    "other": (300, 300),
    "address": (3000, 300),
} | {
    kind.strip(): (int(most), int(seconds))
    for kind, most, seconds in (
        re.split("[:/]", part) for part in os.environ.get("LIMITS", "").split(",") if part.strip()
    )
}
LIMITS_TIMES = int(os.environ.get("LIMITS_TIMES", "1"))
# For so many hours after its sign-up an account writes a fifth of that, of what others see: whoever is shut out of one
# account and makes the next is slow again each time. 0 is off. People who bring their photos with them may upload as
# ever.
NEW_ACCOUNT_HOURS = int(os.environ.get("NEW_ACCOUNT_HOURS", "24"))
# How many bytes one account may upload, or announce for presigned forms, in the window of `uploads`.
UPLOAD_BYTES = int(os.environ.get("UPLOAD_BYTES", "1500000000"))
