"""Show posts to those whom their author chooses."""
