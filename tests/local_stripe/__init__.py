"""The local Stripe, driven through the `stripe` package as the product drives it."""
