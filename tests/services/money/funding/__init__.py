"""Money, on the services floor."""
