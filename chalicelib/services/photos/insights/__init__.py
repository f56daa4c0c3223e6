"""Count how often posts and profiles are seen, for their owners alone, without noting who sees them."""
