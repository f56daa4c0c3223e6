"""Services of who is paid: onboarding, ledger, payouts."""
