"""Photos: media, posts, comments, likes and timelines."""
