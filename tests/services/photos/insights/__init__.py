"""Drafts and scheduled posts: kept, published once, or told why not."""
