"""On which lists posts are, and the indexes that read them."""
