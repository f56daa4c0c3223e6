"""Find accounts."""
