"""Forms and entities of payments, refunds and what is outstanding at Stripe."""
