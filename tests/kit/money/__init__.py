"""Code that tests of payments share: Stripe's objects, sales, and runs of events."""
