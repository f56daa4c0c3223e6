"""Services of creators as sellers: onboarding, ledger, payouts."""
