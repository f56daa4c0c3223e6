"""Mistakes about what signs in: passkeys, sealed secrets, new browsers, tokens that are refreshed."""

from tests.mistakes.trial import Mistake

WEBAUTHN = "chalicelib/services/people/door/webauthn.py"
SERVICE = "chalicelib/services/people/door/passkeys.py"
MODEL = "chalicelib/models/people/door/passkeys.py"
ADDING = "tests/handlers/people/door/test_passkeys.py"
SIGNING_IN = "tests/handlers/people/door/test_passkey_sign_in.py"
FAULTS = "tests/handlers/people/door/test_passkey_faults.py"
FACTORS = "chalicelib/services/people/door/second_factors.py"
SEALED = "tests/handlers/people/door/test_sealed_secrets.py"
REFRESHING = "tests/handlers/people/test_refreshing.py"
NEW = "tests/handlers/people/door/test_new_sign_ins.py"
ONCE = "test_a_challenge_is_good_once_for_a_few_minutes_and_for_its"

MISTAKES = (
    Mistake(
        "a passkey that was asked for by another site signs in",
        WEBAUTHN,
        "client.origin == config.PUBLIC_URL and not",
        "client.origin and not",
        (f"{SIGNING_IN}::test_what_was_not_signed_here_by_its_owner_signs_nobody_in",),
    ),
    Mistake(
        "a passkey of another domain signs in",
        WEBAUTHN,
        "if not (client.type == purpose and is_here and is_ours and is_owner):",
        "if not (client.type == purpose and is_here and is_owner):",
        (f"{SIGNING_IN}::test_what_was_not_signed_here_by_its_owner_signs_nobody_in",),
    ),
    Mistake(
        "whoever holds the device signs in, and not its owner alone",
        WEBAUTHN,
        "told.is_user_present() and told.is_user_verified()",
        "told.is_user_present()",
        (f"{SIGNING_IN}::test_what_was_not_signed_here_by_its_owner_signs_nobody_in",),
    ),
    Mistake(
        "the signature of a passkey is not checked",
        WEBAUTHN,
        "        key.public_key.verify(bytes(told) + client.hash, assertion.answer.signature)\n",
        "        _ = key.public_key\n",
        (f"{SIGNING_IN}::test_the_passkey_of_one_account_does_not_sign_in_to_another",),
    ),
    Mistake(
        "a challenge is good in every browser",
        MODEL,
        "found.asker == digest(asker) and bool(found.account_id) is is_of_account",
        "bool(found.account_id) is is_of_account",
        (f"{FAULTS}::{ONCE}_browser",),
    ),
    Mistake(
        "a challenge is good twice",
        MODEL,
        "        writes.delete(PasskeyChallenge(self.hash), condition=still_good)\n",
        "        writes.condition_check(PasskeyChallenge, self.hash, condition=still_good)\n",
        (f"{FAULTS}::{ONCE}_browser",),
    ),
    Mistake(
        "a copied key signs in",
        SERVICE,
        "> 0 and count <= passkey.sign_count",
        "> 0 and count < 0",
        (f"{FAULTS}::test_a_copied_key_is_refused_and_its_owner_told_once",),
    ),
    Mistake(
        "a passkey that was begun before a change of password is added",
        SERVICE,
        "is_same = credential.version == drawn.version and ",
        "is_same = ",
        (f"{ADDING}::test_a_new_password_ends_what_was_begun_before",),
    ),
    Mistake(
        "a suspended account is opened by its passkey",
        SERVICE,
        "    suspended.expect_not(credential.account_id)\n",
        "",
        (f"{SIGNING_IN}::test_a_removed_passkey_and_that_of_a_suspended_account_sign_in_no_more",),
    ),
    Mistake(
        "passkeys outlive their account",
        "chalicelib/services/leaving/belongings.py",
        "PushSubscription, Passkey, ",
        "PushSubscription, ",
        ("tests/services/leaving/test_deleting.py",),
    ),
    Mistake(
        "the secret of a second factor is stored in the clear",
        FACTORS,
        "second_factors.draw(credential, sealing.seal(secret, _about(credential.account_id)))",
        "second_factors.draw(credential, secret)",
        (f"{SEALED}::test_it_is_in_no_table_before_and_after_it_is_turned_on",),
    ),
    Mistake(
        "a secret that was stored in the clear stays so",
        FACTORS,
        "stored if sealing.is_current(stored) else sealing.seal(secret, _about(account_id))",
        "stored",
        (f"{SEALED}::test_one_that_was_stored_in_the_clear_works_and_is_sealed_by_its_next_code",),
    ),
    Mistake(
        "a sealed secret opens in the row of any account",
        FACTORS,
        '    return f"totp:{account_id}"\n',
        '    return f"totp:{len(account_id)}"\n',
        (f"{SEALED}::test_the_secret_of_one_account_is_worth_nothing_in_the_row_of_another",),
    ),
    Mistake(
        "the old key is dropped before all is sealed anew",
        "infra/sealing.py",
        "    reseal()\n    parameters.write(store, path, KEYS, known[0])\n",
        "    parameters.write(store, path, KEYS, known[0])\n    reseal()\n",
        ("tests/infra/test_sealing.py",),
    ),
    Mistake(
        "the token of an app that refreshes has no end",
        "chalicelib/models/people/sessions.py",
        '" ".join(scopes), moment(now() + REFRESHED_SECONDS)))',
        '" ".join(scopes)))',
        (f"{REFRESHING}::test_a_token_ends_once_its_app_has_shown_that_it_can_refresh",),
    ),
    Mistake(
        "a refresh token that nobody used for years is good",
        "chalicelib/services/people/validator.py",
        "if is_reused or found.is_idle():",
        "if is_reused:",
        (f"{REFRESHING}::test_a_session_that_nobody_refreshed_for_very_long_is_over",),
    ),
    Mistake(
        "a browser that was never seen signs in without a word",
        "chalicelib/services/people/door/devices.py",
        "    if not devices.remember(credential, device, mail):\n",
        "    if not devices.remember(credential, device):\n",
        (f"{NEW}::test_a_browser_that_was_never_seen_is_told_of_once_and_shown_in_the_list",),
    ),
    Mistake(
        "a thief who is the first to sign in is not told of",
        "chalicelib/services/people/door/devices.py",
        "if not credential.devices and now() - id_time(credential.account_id) < NEW_SECONDS:",
        "if not credential.devices:",
        (f"{NEW}::test_a_browser_that_was_never_seen_is_told_of_once_and_shown_in_the_list",),
    ),
)
