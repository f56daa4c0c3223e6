"""Find posts and hashtags."""
