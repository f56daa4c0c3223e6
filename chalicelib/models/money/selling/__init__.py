"""Tables of posts, tiers, subscriptions and gifts."""
