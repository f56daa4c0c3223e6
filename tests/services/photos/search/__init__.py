"""Finding posts and hashtags."""
