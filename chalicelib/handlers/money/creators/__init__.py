"""Routes of creators as sellers: onboarding, ledger, payouts."""
