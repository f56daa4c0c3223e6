"""The resources of Stripe's API, one noun a file."""
