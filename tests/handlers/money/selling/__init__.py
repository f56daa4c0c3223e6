"""Tests of posts, tiers, subscriptions and gifts."""
