"""Routes of posts and people as a reader arranged to read them."""
