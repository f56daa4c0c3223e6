"""Routes of posts, tiers, subscriptions and gifts."""
