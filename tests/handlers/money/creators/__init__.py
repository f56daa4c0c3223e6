"""Tests of who is paid: onboarding, ledger, payouts."""
