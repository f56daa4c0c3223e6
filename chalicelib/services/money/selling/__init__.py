"""Services of tiers, subscriptions, posts with a price, gifts and tips."""
