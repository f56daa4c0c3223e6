"""Sell what lasts: tiers, subscriptions to them, and gifts."""
