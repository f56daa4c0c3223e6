"""Forms and entities of creators as sellers: onboarding, ledger, payouts."""
