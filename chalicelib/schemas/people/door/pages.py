"""Draw the pages on which people keep their own accounts: each is one form, and one has a script."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from chalicelib import config
from chalicelib.schemas import layout
from chalicelib.services.people.door.second_factors import Drawn

_environment = layout.environment(Path(__file__).parent)
PASSKEY_HEADERS = layout.headers(
    script=f"{config.PUBLIC_URL}/oauth/passkeys.js", called=f"{config.PUBLIC_URL}/oauth/passkeys/challenge"
)
FORGOTTEN = {"/oauth/password/forgotten": "I forgot my password"}
OWN = {
    "/oauth/password": "Change my password",
    "/oauth/email": "Change my e-mail address",
    "/oauth/sessions": "See what is signed in",
    "/oauth/two_factor": "Two-factor sign-in",
    "/oauth/passkeys": "Passkeys",
}


class Field(NamedTuple):
    """One field of a form, with its label."""

    name: str
    label: str
    type: str = "text"
    autocomplete: str = "off"
    hint: str = ""
    value: str = ""
    is_required: bool = True


USERNAME = Field("username", "Username or e-mail", autocomplete="username")
PASSWORD = Field("password", "Password", "password", "current-password")
NEW_PASSWORD = Field(
    "new_password",
    "New password",
    "password",
    "new-password",
    "8 to 128 characters, and none that others guess first.",
)
OTP = Field(
    "otp",
    "Code",
    autocomplete="one-time-code",
    hint="Only if you have turned two-factor sign-in on: of your authenticator app, or a recovery code.",
    is_required=False,
)
SIGN_IN = (USERNAME, PASSWORD, OTP)


class Form(NamedTuple):
    """A page with one form: what it says, where it is sent, and what it asks for."""

    title: str
    sentences: Sequence[str]
    action: str
    fields: Sequence[Field]
    button: str
    links: Mapping[str, str] = {}
    # The name of what is chosen, and what stands above the choices.
    choice: str = ""
    legend: str = ""

    def draw(
        self,
        message: str = "",
        hidden: Mapping[str, str] | None = None,
        choices: Mapping[str, str] | None = None,
        **values: str,
    ) -> str:
        """Return the page, with what was typed before, what was wrong about it, and sessions to choose from."""
        own = {address: words for address, words in OWN.items() if address != self.action}
        links = {**self.links, **(own if self.links is FORGOTTEN else {})}
        filled = [field._replace(value=values.get(field.name, "")) for field in self.fields]
        return _environment.get_template("form.html").render(
            instance=config.INSTANCE_TITLE,
            **{**self._asdict(), "fields": filled, "links": links},
            message=message.removeprefix("Validation failed: "),
            hidden=hidden or {},
            choices=choices or {},
        )


FORGOTTEN_PASSWORD = Form(
    "Choose a new password",
    ("Type your username or your e-mail address. We mail you a link to a page where you choose a new password.",),
    "/oauth/password/forgotten",
    (USERNAME,),
    "Mail me a link",
)
NEW_PASSWORD_BY_LINK = Form(
    "Choose a new password",
    ("It takes the place of the one before, and signs you out of all apps.",),
    "/oauth/password/new",
    (NEW_PASSWORD,),
    "Set the password",
)
CHANGED_PASSWORD = Form(
    "Change your password",
    ("The new one takes the place of the one before, and signs you out of all apps.",),
    "/oauth/password",
    (*SIGN_IN, NEW_PASSWORD),
    "Change the password",
    FORGOTTEN,
)
CONFIRMED_EMAIL = Form(
    "Confirm your e-mail address",
    ("You came here by a link in a mail, so this address is yours.",),
    "/oauth/email/confirm",
    (),
    "Confirm the address",
)
CHANGED_EMAIL = Form(
    "Change your e-mail address",
    ("We mail a link to the new address. Your account has it once you open that link.",),
    "/oauth/email",
    (*SIGN_IN, Field("email", "New e-mail address", "email", "email", "Nobody else sees it.")),
    "Mail me a link",
    FORGOTTEN,
)
SIGNED_IN = Form(
    "What is signed in",
    ("Sign in to see which apps may use your account, and to end that.",),
    "/oauth/sessions",
    SIGN_IN,
    "Show them",
    FORGOTTEN,
)
ENDED = SIGNED_IN._replace(
    sentences=("Choose what is to be signed out, and type your password again.",),
    button="Sign it out",
    choice="session",
    legend="Signed in",
)
TWO_FACTOR = Form(
    "Two-factor sign-in",
    ("With it, your account asks for a code of an app on your phone beside the password.",),
    "/oauth/two_factor",
    SIGN_IN,
    "Go on",
    FORGOTTEN,
    "act",
    "What do you want to do?",
)
ACTS = {"begin": "Turn it on", "codes": "Draw new recovery codes", "off": "Turn it off"}
FIRST_CODE = Form(
    "Two-factor sign-in",
    ("Type the code that your authenticator app shows now, and your password again.",),
    "/oauth/two_factor",
    (USERNAME, PASSWORD, Field("code", "Code that the app shows", autocomplete="one-time-code")),
    "Turn it on",
)


def draw_secret(drawn: Drawn, username: str) -> str:
    """Draw the page from which a person carries a secret to an authenticator app, and its first code back."""
    carry = f"Type this secret into your authenticator app: {' '.join(wrap(drawn.secret, 4))}"
    form = FIRST_CODE._replace(
        sentences=(carry, *FIRST_CODE.sentences), links={drawn.address: "The app is on this device"}
    )
    return form.draw(hidden={"act": "confirm"}, username=username)


def draw_recovery_codes(codes: Sequence[str]) -> str:
    """Draw the page that shows recovery codes, the only time."""
    return _environment.get_template("recovery_codes.html").render(instance=config.INSTANCE_TITLE, codes=codes)


def draw_adding_passkey(options: str) -> str:
    """Draw the page that has the browser make a passkey, by options that are JSON, and sends what it made."""
    return _environment.get_template("passkey.html").render(instance=config.INSTANCE_TITLE, options=options)


def draw_nothing() -> str:
    """Draw the page that says that no app is signed in."""
    return _environment.get_template("message.html").render(
        instance=config.INSTANCE_TITLE, title="Nothing is signed in", text="No app may use your account now."
    )
