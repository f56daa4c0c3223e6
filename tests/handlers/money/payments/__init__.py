"""Tests of payments, refunds and what is outstanding at Stripe."""
