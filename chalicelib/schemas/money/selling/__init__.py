"""Forms and entities of posts, tiers, subscriptions and gifts."""
