"""Forms and entities of who is paid: onboarding, ledger, payouts."""
