"""The texts of the mails about an account itself: its address, its password, what signs it in."""

from chalicelib.services.talk.english.letter import Letter

ACCOUNT_LETTERS = {
    "confirm_email": Letter(
        "Confirm your e-mail address",
        "Somebody, we hope you, gave this address for an account. To confirm that it is yours, open this page by "
        "{until}:\n\n{link}\n\nIf it was not you, do nothing.",
    ),
    "reset_password": Letter(
        "Choose a new password",
        "Somebody, we hope you, asked for a new password for your account. To choose one, open this page by {until}; "
        "it is good once:\n\n{link}\n\nIf it was not you, do nothing: your password stays as it is.",
    ),
    "password_changed": Letter(
        "Your password was changed",
        "The password of your account was changed, and everything else was signed out.\n\n"
        "If it was not you, choose a new one at once: {link}",
    ),
    "change_email": Letter(
        "Confirm your new e-mail address",
        "Somebody, we hope you, wants to use this address for an account from now on. To confirm that it is yours, "
        "open this page by {until}:\n\n{link}\n\nIf it was not you, do nothing.",
    ),
    "email_taken": Letter(
        "This address is in use",
        "Somebody, we hope you, wants to use this address for an account, but another account has it already, so "
        "nothing was changed. If that other account is yours and you forgot its password: {link}",
    ),
    "email_change_asked": Letter(
        "Your e-mail address is about to change",
        "Somebody who knows your password asked to change the address of your account to {email}. It is changed once a "
        "link in a mail to that address is opened.\n\nIf it was not you, choose a new password at once, which stops "
        "it: {link}",
    ),
    "email_changed": Letter(
        "Your e-mail address was changed",
        "The address of your account is {email} now, so this is the last mail to the one before.\n\n"
        "If it was not you, answer this mail: it reaches whoever runs this server.",
    ),
    "two_factor_on": Letter(
        "Two-factor sign-in is on",
        "From now on your account asks for a code of your authenticator app beside the password.\n\n"
        "If it was not you, choose a new password at once, and answer this mail: {link}",
    ),
    "two_factor_off": Letter(
        "Two-factor sign-in is off",
        "Your account asks for its password alone again.\n\nIf it was not you, choose a new password at once: {link}",
    ),
    "post_not_published": Letter(
        "Your scheduled post could not be published",
        "Your post was to be published on {until} and could not be: {reason}\n\nIt said: {words}\n\nIt is still among "
        "your scheduled posts, where you can give it another time or delete it: {link}",
    ),
    "recovery_codes_drawn": Letter(
        "You have new recovery codes",
        "Your account has new recovery codes, and those of before are good for nothing.\n\n"
        "If it was not you, choose a new password at once: {link}",
    ),
    "recovery_code_used": Letter(
        "A recovery code was used",
        "Somebody, we hope you, signed in to your account with a recovery code, which is used up now. You can draw new "
        "ones.\n\nIf it was not you, choose a new password at once: {link}",
    ),
    "new_sign_in": Letter(
        "A new sign-in to your account",
        "Somebody, we hope you, signed in to your account from {place}, with a browser or an app that had not signed "
        "in to it before. See what is signed in, and end it: {page}\n\n"
        "If it was not you, choose a new password at once, which signs out everything: {link}",
    ),
    "passkey_added": Letter(
        "A passkey was added",
        "The passkey {passkey} signs in to your account from now on, without the password.\n\n"
        "If it was not you, remove it at once: {page}\n\nThen choose a new password: {link}",
    ),
    "passkey_removed": Letter(
        "A passkey was removed",
        "The passkey {passkey} signs in to your account no more.\n\n"
        "If it was not you, choose a new password at once: {link}\n\nYour passkeys: {page}",
    ),
    "passkey_copied": Letter(
        "A passkey was refused",
        "Somebody tried to sign in to your account with a copy of the passkey {passkey}, and was refused. If you have "
        "not moved it yourself, remove it: {page}\n\nYour password: {link}",
    ),
}
