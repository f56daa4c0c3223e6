"""Checkout pages: what they sell, opening them, and closing those of offers that have changed."""
