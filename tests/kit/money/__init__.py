"""What tests of money share: Stripe's objects, sales, and runs of events."""
