"""What is sealed opens for what it is about alone, with any key of the stage, and is never what it was."""

from collections.abc import Callable

import pytest

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.gateways import sealing
from infra.sealing import draw


def test_what_is_sealed_opens_for_what_it_is_about_alone():
    sealed = sealing.seal("JBSWY3DPEHPK3PXP", "totp:1")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert sealed != sealing.seal("JBSWY3DPEHPK3PXP", "totp:1")
    assert sealing.unseal(sealed, "totp:1") == "JBSWY3DPEHPK3PXP"
    with pytest.raises(Unavailable):
        sealing.unseal(sealed, "totp:2")


def test_two_keys_open_and_the_newest_seals(monkeypatch: pytest.MonkeyPatch):
    old, new = draw(), draw()
    monkeypatch.setattr(config, "SEALING_KEYS", old)
    before = sealing.seal("secret", "it")
    monkeypatch.setattr(config, "SEALING_KEYS", f"{new}, {old}")
    assert sealing.unseal(before, "it") == "secret"
    assert not sealing.is_current(before)
    after = sealing.seal("secret", "it")
    monkeypatch.setattr(config, "SEALING_KEYS", new)
    assert sealing.is_current(after)
    assert sealing.unseal(after, "it") == "secret"
    with pytest.raises(Unavailable):
        sealing.unseal(before, "it")


def test_without_a_key_nothing_is_stored_in_the_clear(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(config, "SEALING_KEYS", "")
    with pytest.raises(Unavailable):
        sealing.seal("secret", "it")


def test_what_was_stored_before_there_was_a_key_is_read_and_not_current():
    assert sealing.unseal("JBSWY3DPEHPK3PXP", "it") == "JBSWY3DPEHPK3PXP"
    assert not sealing.is_current("JBSWY3DPEHPK3PXP")


@pytest.mark.parametrize("change", [lambda text: text[:-2] + "AA", lambda text: text[:40]])
def test_what_was_changed_opens_nothing(change: Callable[[str], str]):
    with pytest.raises(Unavailable):
        sealing.unseal(change(sealing.seal("JBSWY3DPEHPK3PXP", "it")), "it")
