"""Numbers for one's own posts: what is reported, and what it adds up to."""
