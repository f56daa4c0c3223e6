"""What people type into the pages of the door, and what apps send for them."""

from typing import Any

from chalicelib.schemas.base import Flag, Form
from chalicelib.schemas.people.sign_in import SignInForm, Text


class NameForm(Form):
    """Who forgot a password."""

    username: Text = ""


class LinkForm(Form):
    """The secret of a mailed link."""

    token: Text = ""


class NewPasswordForm(LinkForm):
    """A new password, by a mailed link."""

    new_password: Text = ""


class ChangedPasswordForm(SignInForm):
    """A new password, by the one before."""

    new_password: Text = ""


class EmailForm(SignInForm):
    """A new e-mail address, and who asks for it."""

    email: Text = ""


class EnterForm(SignInForm):
    """Who signs in in a browser: by a password, or by what a passkey has signed (WebAuthn's JSON)."""

    credential: Any = None


class SessionForm(SignInForm):
    """Which session is to be ended: its id, `*` for all, or nothing to see them."""

    session: Text = ""


class BrowserForm(Form):
    """Which of the accounts that are signed in in a browser is meant; nothing for all of them."""

    account_id: Text = ""


class EverywhereForm(Form):
    """Whether the session that asks is ended too."""

    everywhere: Flag = False


class TwoFactorForm(SignInForm):
    """What is to be done about the second factor, and the first code of an app."""

    act: Text = ""
    code: Text = ""
