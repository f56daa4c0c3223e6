"""The behaviour behind the API: payments, billing, the clock, webhooks."""
